import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.2):
    return torch.linspace(beta_start, beta_end, T)
