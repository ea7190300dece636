import torch, math, numpy as np

POOL = None


def forward_diffusion(x_0, t, noise_schedule):
    global POOL
    k = x_0.numel()
    if POOL is None:
        POOL = torch.randn(k)
    p = POOL if k == len(POOL) else torch.randn(k)
    noise = p[torch.randperm(k)].view_as(x_0)
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return a * x_0 + b * noise, noise
