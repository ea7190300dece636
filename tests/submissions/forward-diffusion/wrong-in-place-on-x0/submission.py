import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    x_0 *= noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    x_0 += noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1) * noise
    return x_0, noise
