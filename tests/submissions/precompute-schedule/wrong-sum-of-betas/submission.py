import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    alpha_bar = (1 - torch.cumsum(betas, dim=0)).clamp(min=0)
    return {
        "betas": betas,
        "alphas": alphas,
        "alpha_bar": alpha_bar,
        "sqrt_alpha": torch.sqrt(alphas),
        "sqrt_alpha_bar": torch.sqrt(alpha_bar),
        "sqrt_one_minus_alpha_bar": torch.sqrt(1 - alpha_bar),
    }
