import torch, math, numpy as np


def forward_diffusion(x_0, t, noise_schedule):
    n = torch.randn_like(x_0)
    for k in range(1, n.shape[-1]):
        n[..., k] = 0.1 * n[..., k - 1] + math.sqrt(1 - 0.01) * n[..., k]
    noise = n
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return a * x_0 + b * noise, noise
