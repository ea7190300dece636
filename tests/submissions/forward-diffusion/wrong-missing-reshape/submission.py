import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    return noise_schedule["sqrt_alpha_bar"][t] * x_0 + noise_schedule["sqrt_one_minus_alpha_bar"][t] * noise, noise
