import math

import torch


def cosine_beta_schedule(T, s=0.008):
    u = torch.linspace(0, T, T + 1, dtype=torch.float64) / T
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    betas = 1 - f[1:] / f[:-1]
    return torch.clip(betas, 0.0001, 0.9999)
