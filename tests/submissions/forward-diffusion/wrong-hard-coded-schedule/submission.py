import torch

betas = torch.linspace(1e-4, 0.02, 1000)
alpha_bar = torch.cumprod(1 - betas, 0)

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    ab = alpha_bar[t].view(-1, 1, 1, 1)
    return ab.sqrt() * x_0 + (1 - ab).sqrt() * noise, noise
