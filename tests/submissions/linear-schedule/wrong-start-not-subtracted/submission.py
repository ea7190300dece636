import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    return beta_start + beta_end * torch.arange(T) / max(T - 1, 1)
