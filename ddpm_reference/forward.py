"""The forward process: data to noise in one jump."""

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule


def at(values: Tensor, t: Tensor, like: Tensor) -> Tensor:
    """``values[t]``, one per sample, shaped to broadcast over ``like``: (T,), (B,), (B, …) → (B, 1, …, 1).

    t is int64, 0…T−1; the result has the dtype and device of ``like``. Raises ValueError on a t of another shape or
    range.
    """
    if t.shape != like.shape[:1]:
        raise ValueError(f"expected one t per sample, shape ({len(like)},), got {tuple(t.shape)}")
    if bool(((t < 0) | (t >= len(values))).any()):
        raise ValueError(f"expected 0 <= t < {len(values)}, got {int(t.min())} to {int(t.max())}; t is 0-indexed")
    picked = values.to(like.device)[t.to(like.device)]
    return picked.to(like.dtype).reshape(-1, *[1] * (like.ndim - 1))  # (B,) → (B, 1, …, 1)


def diffuse(x_0: Tensor, t: Tensor, noise: Tensor, schedule: Schedule) -> Tensor:
    """x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·ε: (B, …), (B,), (B, …) → (B, …). Ho et al. 2020, equation 4."""
    if noise.shape != x_0.shape:
        raise ValueError(f"expected noise of x_0's shape {tuple(x_0.shape)}, got {tuple(noise.shape)}")
    return at(schedule["sqrt_alpha_bar"], t, x_0) * x_0 + at(schedule["sqrt_one_minus_alpha_bar"], t, x_0) * noise


def forward_diffusion(x_0: Tensor, t: Tensor, noise_schedule: Schedule) -> tuple[Tensor, Tensor]:
    """Draw x_t given x_0: (B, …), (B,) with 0 ≤ t < T → (x_t, noise), both (B, …). Ho et al. 2020, equation 4.

    The noise is a fresh N(0, I) draw. Raises ValueError on a t of another shape or range.
    """
    noise = torch.randn_like(x_0)
    return diffuse(x_0, t, noise, noise_schedule), noise
