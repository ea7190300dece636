"""Noise schedules: how much noise each step of the forward chain adds.

Steps are 0-indexed, t = 0…T−1, so ``betas[0]`` is the β₁ of the papers. Everything is computed in float64 and cast
once, at the end: in float32, 1 − ᾱ has only three good digits left where ᾱ is close to 1.
"""

import math

import torch
from torch import Tensor

Schedule = dict[str, Tensor]

KEYS = ("betas", "alphas", "alpha_bar", "sqrt_alpha", "sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")
MIN_BETA, MAX_BETA = 1e-5, 0.999  # Nichol & Dhariwal clip at 0.999 against a singularity at the end; the floor is ours
SIGNAL_FLOOR = 0.01  # below this ᾱ, x_t is noise for all practical purposes


def linear_beta_schedule(
    T: int, beta_start: float = 1e-4, beta_end: float = 0.02, *, dtype: torch.dtype = torch.float32
) -> Tensor:
    """β rising evenly from beta_start to beta_end, both included: (T,). Ho et al. 2020, section 4.

    T = 1 gives ``[beta_start]``. Raises ValueError unless T ≥ 1 and both ends lie in (0, 1).
    """
    _require_steps(T)
    for name, value in (("beta_start", beta_start), ("beta_end", beta_end)):
        if not 0 < value < 1:
            raise ValueError(f"expected 0 < {name} < 1, got {value}; a β is the share of variance one step replaces")
    return torch.linspace(beta_start, beta_end, T, dtype=torch.float64).to(dtype)


def cosine_beta_schedule(T: int, s: float = 0.008, *, dtype: torch.dtype = torch.float32) -> Tensor:
    """β_t = 1 − ᾱ(t+1)/ᾱ(t) with ᾱ(u) ∝ cos²((u/T + s)/(1 + s)·π/2): (T,). Nichol & Dhariwal 2021, equation 17.

    Clamped to [1e-5, 0.999]. Dividing by f(0) is left out because it cancels in the ratio.
    Raises ValueError unless T ≥ 1 and s ≥ 0.
    """
    _require_steps(T)
    if not s >= 0:
        raise ValueError(f"expected s >= 0, got {s}; the paper uses 0.008")
    u = torch.arange(T + 1, dtype=torch.float64) / T  # (T+1,), grid points 0, 1/T, …, 1
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return (1 - f[1:] / f[:-1]).clamp(MIN_BETA, MAX_BETA).to(dtype)


def precompute_schedule(betas: Tensor) -> Schedule:
    """Everything the other functions look up: six (T,) tensors of β's dtype and device. Ho et al. 2020, section 2.

    ``alphas`` = 1 − β, ``alpha_bar`` = ∏ₛ≤ₜ αₛ, and the three square roots. Raises ValueError unless β is a floating
    (T,) tensor with values in (0, 1).
    """
    _require_betas(betas)
    beta = betas.double()
    alphas = 1 - beta
    alpha_bar = torch.cumprod(alphas, dim=0)
    exact = {
        "betas": beta,
        "alphas": alphas,
        "alpha_bar": alpha_bar,
        "sqrt_alpha": alphas.sqrt(),
        "sqrt_alpha_bar": alpha_bar.sqrt(),
        "sqrt_one_minus_alpha_bar": (1 - alpha_bar).sqrt(),
    }
    return {name: values.to(betas.dtype) for name, values in exact.items()}


def compare_schedules(T: int = 1000) -> dict[str, int | None]:
    """The first 0-indexed t at which each schedule's ᾱ_t falls below 0.01, or None where it never does.

    Both schedules take their default arguments.
    """
    betas = {
        "linear": linear_beta_schedule(T, dtype=torch.float64),
        "cosine": cosine_beta_schedule(T, dtype=torch.float64),
    }
    return {name: _first_below(precompute_schedule(beta)["alpha_bar"], SIGNAL_FLOOR) for name, beta in betas.items()}


def _first_below(values: Tensor, threshold: float) -> int | None:
    below = (values < threshold).nonzero()
    return int(below[0]) if len(below) else None


def _require_steps(T: int) -> None:
    if isinstance(T, bool) or not isinstance(T, int) or T < 1:
        raise ValueError(f"expected T to be a whole number of steps, at least 1, got {T!r}")


def _require_betas(betas: Tensor) -> None:
    if betas.ndim != 1 or len(betas) == 0 or not betas.is_floating_point():
        raise ValueError(
            f"expected betas to be a floating tensor of shape (T,), got shape {tuple(betas.shape)} "
            f"and {betas.dtype}; pass the output of a beta schedule"
        )
    if not bool(((betas > 0) & (betas < 1)).all()):
        raise ValueError(f"expected every beta in (0, 1), got values from {betas.min():.4g} to {betas.max():.4g}")
