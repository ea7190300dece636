import numpy as np
import torch


def cosine_beta_schedule(T, s=0.008):
    u = np.arange(T + 1) / T
    f = np.cos((u + s) / (1 + s) * np.pi / 2) ** 2
    return torch.from_numpy(np.clip(1 - f[1:] / f[:-1], 1e-5, 0.999)).float()
