import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    alpha_bar = torch.cumprod(alphas, dim=0)
