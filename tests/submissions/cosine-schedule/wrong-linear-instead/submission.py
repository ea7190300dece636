import math

import torch


def cosine_beta_schedule(T, s=0.008):
    return torch.linspace(1e-4, 0.02, T)
