import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    """The T values of beta, evenly spaced from beta_start to beta_end, both included. Returns (T,)."""
    raise NotImplementedError("Space T values evenly.")
