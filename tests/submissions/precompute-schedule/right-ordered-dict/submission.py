from collections import OrderedDict

import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    alpha_bar = torch.cumprod(alphas, 0)
    return OrderedDict(betas=betas, alphas=alphas, alpha_bar=alpha_bar, sqrt_alpha=alphas.sqrt(), sqrt_alpha_bar=alpha_bar.sqrt(), sqrt_one_minus_alpha_bar=(1 - alpha_bar).sqrt())
