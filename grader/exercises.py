"""The registry of exercises: what a submission must define, what it may use, which module judges it.

The site's own stand here. Those that authors uploaded are found by whoever keeps them, which sets its shelf here when
Django starts (`keep_on`); the command line, without Django, knows the site's own alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

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
class Uploaded:
    """What an uploaded exercise is judged by. Two of one digest are judged alike; `stored` loads their cases."""

    digest: str
    tolerance: tuple[float, float] = field(compare=False)  # absolute, relative
    count: int = field(compare=False)  # cases for each submission
    named: tuple[str, ...] = field(compare=False)  # the known wrong solutions that have words to say what is wrong
    version: int = field(compare=False)  # the row of the exercise's text that it comes from
    stored: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Exercise:
    """`check` is a dotted module path, imported on first use so that this registry needs no torch."""

    slug: str
    entry_point: str
    check: str
    limits: Limits
    order: int
    max_score: float = MAX_SCORE
    uploaded: Uploaded | None = None

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


class Shelf(Protocol):
    """Where uploaded exercises are found; a module will do."""

    def find(self, slug: str) -> Exercise | None: ...

    def in_order(self, slugs: Iterable[str]) -> list[str]: ...


_shelf: Shelf | None = None


def keep_on(shelf: Shelf) -> None:
    global _shelf
    _shelf = shelf


def find(slug: str) -> Exercise | None:
    if slug in EXERCISES or _shelf is None:
        return EXERCISES.get(slug)
    return _shelf.find(slug)


def get(slug: str) -> Exercise:
    """Raises UnknownExercise, whose text lists what the site itself has."""
    if found := find(slug):
        return found
    raise UnknownExercise(slug)


def in_order(slugs: Iterable[str]) -> list[str]:
    """Those of them that are exercises: the site's own in their order, then the uploaded ones in theirs."""
    wanted = set(slugs)
    own = [slug for slug in EXERCISES if slug in wanted]
    others = wanted - EXERCISES.keys()
    return own + (_shelf.in_order(others) if others and _shelf else [])


OF = "__"  # no slug holds two underlines, so the mistakes of authors cannot have the names of the site's


def mistake_slug(exercise: str, wrong: str) -> str:
    """The name of a mistake that the author of an uploaded exercise named."""
    return f"{exercise}{OF}{wrong}"
