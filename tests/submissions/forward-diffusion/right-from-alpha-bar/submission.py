import torch

def forward_diffusion(x_0, t, noise_schedule):
    alpha_bar = noise_schedule["alpha_bar"][t].reshape(-1, 1, 1, 1)
    noise = torch.randn_like(x_0)
    x_t = torch.sqrt(alpha_bar) * x_0 + torch.sqrt(1.0 - alpha_bar) * noise
    return x_t, noise
