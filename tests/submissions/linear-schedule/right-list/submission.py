import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    gaps = max(T - 1, 1)
    return torch.tensor([beta_start + (beta_end - beta_start) * t / gaps for t in range(T)])
