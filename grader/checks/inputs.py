"""Inputs drawn from a submission's seed, so that no answer can be written down beforehand."""

from __future__ import annotations

import hashlib

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule, precompute_schedule

# Large enough that no honest rearrangement of the formulas loses digits in float32: 1 − ᾱ_0 keeps five of them.
SMALLEST_BETA = 0.012


def derived_seed(seed: int, purpose: str) -> int:
    """A seed of its own for each purpose: the student's random numbers must not repeat those behind the inputs."""
    digest = hashlib.sha256(f"{seed}/{purpose}".encode()).digest()
    return int.from_bytes(digest[:7], "big")


def generator(seed: int, purpose: str) -> torch.Generator:
    return torch.Generator().manual_seed(derived_seed(seed, purpose))


def integer(rng: torch.Generator, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return int(torch.randint(low, high + 1, (), generator=rng))


def uniform(rng: torch.Generator, low: float, high: float) -> float:
    return low + (high - low) * float(torch.rand((), generator=rng, dtype=torch.float64))


def batch_shape(rng: torch.Generator, *, square: bool) -> tuple[int, int, int, int]:
    """(n, C, H, W), all different (H = W when square): a (n,) tensor without its reshape fits no other axis by luck."""
    channels = integer(rng, 2, 4)
    n = integer(rng, 5, 7)
    height = integer(rng, 8, 10)
    width = height if square else integer(rng, 11, 13)
    return n, channels, height, width


def rough_schedule(rng: torch.Generator, T: int, top: tuple[float, float] = (0.15, 0.25)) -> Schedule:
    """A schedule that rises like any other but unevenly, so that an index off by one is a number off by a third.

    It rises to about `top`. The larger the βs, the further apart are formulas that agree as β goes to 0.
    """
    rise = torch.linspace(1.5 * SMALLEST_BETA, uniform(rng, *top), T, dtype=torch.float64)
    jitter = 0.65 + 0.75 * torch.rand(T, generator=rng, dtype=torch.float64)
    return precompute_schedule((rise * jitter).clamp(min=SMALLEST_BETA).float())


def as_tensors(schedule: Schedule) -> dict[str, Tensor]:
    """The schedule under the names by which a driver puts it together again."""
    return {f"schedule.{name}": values for name, values in schedule.items()}
