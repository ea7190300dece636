import math

import torch


def cosine_beta_schedule(T, s=0.008):
    u = torch.arange(T + 1, dtype=torch.float64) / (T + 1)
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return (1 - f[1:] / f[:-1]).clamp(1e-5, 0.999)
