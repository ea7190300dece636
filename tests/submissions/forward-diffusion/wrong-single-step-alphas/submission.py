import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    alpha = noise_schedule["alphas"][t].view(-1, 1, 1, 1)
    return torch.sqrt(alpha) * x_0 + torch.sqrt(1 - alpha) * noise, noise
