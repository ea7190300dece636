import math

import torch


def linear(T):
    return torch.linspace(1e-4, 0.02, T)


def cosine(T, s=0.008):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return (1 - f[1:] / f[:-1]).clamp(1e-5, 0.999)


def compare_schedules(T=100):
    def first(betas):
        alpha_bar = torch.cumprod(1 - betas, dim=0)
        for t in range(T):
            if alpha_bar[t] < 0.01:
                return t
        return None

    return {"linear": first(linear(T)), "cosine": first(cosine(T))}
