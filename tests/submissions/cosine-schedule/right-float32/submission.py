import math

import torch


def cosine_beta_schedule(T, s=0.008):
    x = torch.linspace(0, T, T + 1)
    alpha_bar = torch.cos(((x / T) + s) / (1 + s) * math.pi * 0.5) ** 2
    alpha_bar = alpha_bar / alpha_bar[0]
    betas = 1 - (alpha_bar[1:] / alpha_bar[:-1])
    return torch.clip(betas, 1e-5, 0.999)
