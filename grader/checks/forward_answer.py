"""One call of the forward process as the judge holds it, and the exact answer beside it."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

from ddpm_reference.forward import diffuse
from ddpm_reference.schedules import Schedule


@dataclass(frozen=True)
class Batch:
    x_0: Tensor  # (n, C, H, W)
    t: Tensor  # (n,)


@dataclass(frozen=True)
class Answer:
    """What came back for one batch, checked to be two finite tensors of x_0's shape."""

    batch: Batch
    x_t: Tensor
    noise: Tensor


def exact(schedule: Schedule) -> Schedule:
    return {name: values.double() for name, values in schedule.items()}


def expected_x_t(answer: Answer, schedule: Schedule) -> Tensor:
    """Equation 4 in float64, with the noise that came back."""
    return diffuse(answer.batch.x_0.double(), answer.batch.t, answer.noise.double(), exact(schedule))


def error_of(got: Tensor, expected: Tensor) -> Tensor:
    """Elementwise error as a share of the largest expected value."""
    return (got.double() - expected).abs() / expected.abs().max().clamp(min=1e-12)
