import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    a, b = (noise_schedule[k][t].view(-1, 1, 1, 1) for k in ("sqrt_alpha_bar", "sqrt_one_minus_alpha_bar"))
    return [a * x_0 + b * noise, noise]
