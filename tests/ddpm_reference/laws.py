"""What several tests of the reference share: schedules at the sizes that break things, and a recorder of noise."""

from collections.abc import Sequence

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule, cosine_beta_schedule, linear_beta_schedule, precompute_schedule

SIZES = (1, 10, 1000)
DTYPES = (torch.float32, torch.float64)


def linear(T: int, dtype: torch.dtype = torch.float64) -> Schedule:
    return precompute_schedule(linear_beta_schedule(T, dtype=dtype))


def cosine(T: int, dtype: torch.dtype = torch.float64) -> Schedule:
    return precompute_schedule(cosine_beta_schedule(T, dtype=dtype))


def short(dtype: torch.dtype = torch.float64) -> Schedule:
    """Fifty steps that reach noise, for laws that need a whole chain."""
    return precompute_schedule(linear_beta_schedule(50, 1e-3, 0.2, dtype=dtype))


class Noise:
    """A ``noise_sampler`` that remembers what it gave."""

    def __init__(self, seed: int = 0, dtype: torch.dtype = torch.float64) -> None:
        self.generator = torch.Generator().manual_seed(seed)
        self.dtype = dtype
        self.given: list[Tensor] = []

    def __call__(self, shape: Sequence[int]) -> Tensor:
        self.given.append(torch.randn(*shape, generator=self.generator, dtype=self.dtype))
        return self.given[-1]
