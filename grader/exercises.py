"""The registry of exercises: what a submission must define, what it may use, which module judges it."""

from __future__ import annotations

from dataclasses import dataclass

from grader.sandbox.limits import Limits

MAX_SCORE = 100.0

# A sampler or a schedule takes milliseconds; a second of processor time is already a runaway loop on a slow machine.
QUICK = Limits(wall_s=10, cpu_s=8)
# Training runs real optimiser steps, so it is given more time.
TRAINING = Limits(wall_s=30, cpu_s=25)


class UnknownExercise(KeyError):
    """No exercise has this slug."""

    def __str__(self) -> str:
        return f"unknown exercise {self.args[0]!r}: expected one of {', '.join(EXERCISES)}"


@dataclass(frozen=True)
class Exercise:
    """`check` is a dotted module path, imported on first use so that this registry needs no torch."""

    slug: str
    entry_point: str
    check: str
    limits: Limits
    order: int
    max_score: float = MAX_SCORE

    @property
    def is_drawn(self) -> bool:
        """Whether pictures are drawn after the verdict, see checks/digits.py."""
        return self.slug in DRAWN


def _register(*rows: tuple[str, str, str, Limits]) -> dict[str, Exercise]:
    return {
        slug: Exercise(slug, entry_point, f"grader.checks.{module}", limits, order)
        for order, (slug, entry_point, module, limits) in enumerate(rows, start=1)
    }


DRAWN = ("sample-ddpm", "fix-the-sampler", "sample-cfg")

EXERCISES: dict[str, Exercise] = _register(
    ("linear-schedule", "linear_beta_schedule", "linear_schedule", QUICK),
    ("cosine-schedule", "cosine_beta_schedule", "cosine_schedule", QUICK),
    ("precompute-schedule", "precompute_schedule", "precompute_schedule", QUICK),
    ("forward-diffusion", "forward_diffusion", "forward_diffusion", QUICK),
    ("sample-ddpm", "sample_ddpm", "sample_ddpm", QUICK),
    ("fix-the-sampler", "buggy_sample", "fix_the_sampler", QUICK),
    ("train-ddpm", "train_ddpm", "train_ddpm", TRAINING),
    ("train-cfg", "train_ddpm_cfg", "train_cfg", TRAINING),
    ("sample-cfg", "sample_cfg", "sample_cfg", QUICK),
    ("compare-schedules", "compare_schedules", "compare_schedules", QUICK),
)


def get(slug: str) -> Exercise:
    """Raises UnknownExercise, whose text lists what exists."""
    try:
        return EXERCISES[slug]
    except KeyError:
        raise UnknownExercise(slug) from None
