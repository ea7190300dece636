"""Denoising diffusion as the papers define it: short pure functions on torch tensors, nothing else imported."""
