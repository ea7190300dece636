import math

import torch


def cosine_beta_schedule(T, s=0.008):
    """The T values of beta that make alpha_bar follow a squared cosine, clamped to [1e-5, 0.999]. Returns (T,)."""
    raise NotImplementedError("Compute alpha_bar on T + 1 grid points, then beta from its ratios.")
