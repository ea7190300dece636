import math

import torch


def cosine_beta_schedule(T, s=0.008):
    def f(u):
        return math.cos((u / T + s) / (1 + s) * math.pi / 2) ** 2

    betas = [min(max(1 - f(t + 1) / f(t), 1e-5), 0.999) for t in range(T)]
    return torch.tensor(betas)
