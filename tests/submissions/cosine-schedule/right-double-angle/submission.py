import math

import torch


def cosine_beta_schedule(T, s=0.008):
    u = torch.linspace(0, T, T + 1, dtype=torch.float64) / T
    f = (1 + torch.cos((u + s) / (1 + s) * math.pi)) / 2
    return (1 - f[1:] / f[:-1]).clamp(min=1e-5, max=0.999)
