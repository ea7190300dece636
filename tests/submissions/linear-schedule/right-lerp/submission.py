import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    weight = torch.linspace(0, 1, T)
    return torch.lerp(torch.tensor(float(beta_start)), torch.tensor(float(beta_end)), weight)
