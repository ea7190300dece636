import torch

def forward_difusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    return x_0, noise
