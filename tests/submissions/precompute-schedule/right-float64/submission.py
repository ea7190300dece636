import torch


def precompute_schedule(betas):
    exact = betas.double()
    alphas = 1 - exact
    alpha_bar = alphas.cumprod(0)
    table = dict(betas=exact, alphas=alphas, alpha_bar=alpha_bar, sqrt_alpha=alphas.sqrt(), sqrt_alpha_bar=alpha_bar.sqrt(), sqrt_one_minus_alpha_bar=(1 - alpha_bar).sqrt())
    return {name: values.to(betas.dtype) for name, values in table.items()}
