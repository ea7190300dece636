import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    return betas, alphas, torch.cumprod(alphas, dim=0)
