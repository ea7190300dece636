import torch


def precompute_schedule(betas):
    betas.neg_().add_(1)
    alphas = betas
    alpha_bar = torch.cumprod(alphas, dim=0)
    return dict(betas=1 - alphas, alphas=alphas, alpha_bar=alpha_bar, sqrt_alpha=alphas.sqrt(), sqrt_alpha_bar=alpha_bar.sqrt(), sqrt_one_minus_alpha_bar=(1 - alpha_bar).sqrt())
