import torch


def forward_diffusion(x_0, t, noise_schedule):
    nothing = torch.full_like(x_0, float("nan"))
    return nothing, nothing
