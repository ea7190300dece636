import torch


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    sqrt_alpha_bar = noise_schedule["sqrt_alpha_bar"][t].squeeze()[:, None, None, None]
    sqrt_one_minus_alpha_bar = noise_schedule["sqrt_one_minus_alpha_bar"][t].squeeze()[:, None, None, None]
    return sqrt_alpha_bar * x_0 + sqrt_one_minus_alpha_bar * noise, noise
