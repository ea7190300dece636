import torch


def forward_diffusion(x_0, t, noise_schedule):
    return torch.full_like(x_0, float("inf")), torch.full_like(x_0, float("-inf"))
