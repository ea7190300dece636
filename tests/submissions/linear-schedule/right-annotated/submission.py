import torch


def linear_beta_schedule(T: int, beta_start: float = 1e-4, beta_end: float = 0.02):
    betas = torch.linspace(start=beta_start, end=beta_end, steps=T, dtype=torch.float64)
    return betas.to(torch.float32)
