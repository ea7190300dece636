import torch

def forward_diffusion(x_0, t, noise_schedule)
    return x_0, torch.randn_like(x_0)
