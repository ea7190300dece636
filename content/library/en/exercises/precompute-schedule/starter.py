import torch


def precompute_schedule(betas):
    """The six (T,) tensors that training and sampling look up, in a dict.

    Keys: betas, alphas, alpha_bar, sqrt_alpha, sqrt_alpha_bar, sqrt_one_minus_alpha_bar.
    """
    raise NotImplementedError("Compute the six tensors.")
