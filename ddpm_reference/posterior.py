"""The forward process's posterior: where x_{t−1} lies once x_t and x_0 are known."""

import torch
from torch import Tensor

from ddpm_reference.forward import at
from ddpm_reference.schedules import Schedule


def previous_alpha_bar(schedule: Schedule) -> Tensor:
    """ᾱ_{t−1} for each t: (T,), with ᾱ_{−1} = 1, because clean data has had no noise added."""
    return _before(schedule["alpha_bar"], 1.0)


def noise_share(schedule: Schedule) -> Tensor:
    """1 − ᾱ_t: (T,), squared from its root: in float32, subtracting ᾱ from 1 loses digits at early steps."""
    return schedule["sqrt_one_minus_alpha_bar"] ** 2


def posterior_variance(schedule: Schedule) -> Tensor:
    """β̃_t = (1 − ᾱ_{t−1})/(1 − ᾱ_t)·β_t: (T,), 0 at t = 0. Ho et al. 2020, equation 7."""
    remaining = noise_share(schedule)
    return _before(remaining, 0.0) / remaining * schedule["betas"]


def posterior_mean(x_0: Tensor, x_t: Tensor, t: Tensor, schedule: Schedule) -> Tensor:
    """μ̃_t(x_t, x_0), the mean of q(x_{t−1} | x_t, x_0): (B, …), (B, …), (B,) → (B, …). Ho et al. 2020, equation 7.

    At t = 0 it is x_0 itself.
    """
    remaining = noise_share(schedule)
    weight_0 = previous_alpha_bar(schedule).sqrt() * schedule["betas"] / remaining
    weight_t = schedule["sqrt_alpha"] * _before(remaining, 0.0) / remaining
    return at(weight_0, t, x_t) * x_0 + at(weight_t, t, x_t) * x_t


def predict_x_0(x_t: Tensor, t: Tensor, noise: Tensor, schedule: Schedule) -> Tensor:
    """The x_0 that this noise implies: (x_t − √(1 − ᾱ_t)·ε)/√ᾱ_t, (B, …). Ho et al. 2020, equation 15."""
    return (x_t - at(schedule["sqrt_one_minus_alpha_bar"], t, x_t) * noise) / at(schedule["sqrt_alpha_bar"], t, x_t)


def _before(values: Tensor, first: float) -> Tensor:
    return torch.cat([torch.full_like(values[:1], first), values[:-1]])  # (T,) → (T,), each t holding what t − 1 held
