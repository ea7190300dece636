"""The looks that are taken at t and at the hidden labels: what each asks, its p-value, and what to say if it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.checks import training_draws
from grader.checks.statistics import family
from grader.checks.training_case import Hidden
from grader.checks.training_record import Step
from grader.verdicts import Text


@dataclass(frozen=True)
class Run:
    """One call of the loop: the real one, or the crowd."""

    steps: Sequence[Step]
    hidden: Hidden


@dataclass(frozen=True)
class Look:
    p: float
    text: Text  # what was seen


def even(run: Run) -> Look:
    """Every t as often as any other."""
    p, worst = training_draws.even_p(run.steps, run.hidden.T)
    drawn = sum(int((step.t == worst).sum()) for step in run.steps)
    expected = sum(len(step.t) for step in run.steps) / run.hidden.T
    params = {"t": worst, "got": drawn, "expected": expected, "last": run.hidden.T - 1}
    return Look(p, Text("training.t-uneven", params))


def repeated_t(run: Run) -> list[Look]:
    """No t is the one of the image, the batch or the epoch before more often than chance."""
    found = training_draws.coincidences(run.steps, run.hidden.T, len(run.hidden.batches))
    return [Look(p, Text(f"training.t-repeats-by-{name}")) for name, p in found.items()]


def rate(run: Run) -> Look:
    """A label is hidden with probability p_uncond."""
    p_uncond, null = _told(run.hidden)
    p, got, total = training_draws.rate_p(run.steps, null, p_uncond)
    params = {"got": got, "total": total, "expected": total * p_uncond, "p": p_uncond}
    return Look(p, Text("training.wrong-rate", params))


def hidden_together(run: Run) -> list[Look]:
    """No two labels share their fate more often than chance."""
    p_uncond, null = _told(run.hidden)
    found = training_draws.agreements(run.steps, null, p_uncond, len(run.hidden.batches))
    params = rate(run).text.params
    return [Look(p, Text(f"training.hidden-together-by-{name}", params)) for name, p in found.items()]


def hidden_by_group(run: Run) -> list[Look]:
    """Neither the class of an image nor its t has a say in whether its label is hidden."""
    p_uncond, null = _told(run.hidden)
    looks = []
    for name, groups in training_draws.uneven_groups(run.steps, null, p_uncond).items():
        worst = min(groups, key=lambda group: group.p)
        params = {"value": worst.value, "got": worst.got, "total": worst.total, "expected": worst.total * p_uncond}
        looks.append(Look(family(group.p for group in groups), Text(f"training.hidden-by-{name}", params)))
    return looks


def _told(hidden: Hidden) -> tuple[float, int]:
    assert hidden.p_uncond is not None
    assert hidden.num_classes is not None
    return hidden.p_uncond, hidden.num_classes
