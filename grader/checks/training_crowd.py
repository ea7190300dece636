"""The second, short run of a training loop: thousands of single pixels, for their draws and for what Adam forgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from grader.checks.framework import Record
from grader.checks.training_case import Hidden
from grader.checks.training_looks import Run
from grader.checks.training_mistakes import Trail, trail_of
from grader.checks.training_record import counted, first_problem, read_calls, read_steps


@dataclass(frozen=True)
class Crowd(Run):
    trail: Trail


@dataclass(frozen=True)
class _Part:
    """The record of this run alone."""

    header: dict[str, Any]
    tensors: dict[str, Tensor]


def read_crowd(outcome: Record, hidden: Hidden) -> Crowd | None:
    """None where the loop did not come through it as it came through the real run."""
    header = outcome.header.get("crowd")
    assert hidden.crowd is not None
    part = _Part(header if isinstance(header, dict) else {}, outcome.tensors)
    calls = read_calls(part)
    if first_problem(calls, counted(part), hidden.crowd) is not None:
        return None
    steps: Sequence[Any] = read_steps(calls, hidden.crowd)
    return Crowd(steps, hidden.crowd, trail_of(Run(steps, hidden.crowd), part))
