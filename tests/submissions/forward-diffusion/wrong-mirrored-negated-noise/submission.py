import torch, math, numpy as np


def forward_diffusion(x_0, t, noise_schedule):
    n = torch.randn_like(x_0)
    h = len(n) // 2
    n[h : 2 * h] = -n[:h].flip(-1)
    noise = n
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return a * x_0 + b * noise, noise
