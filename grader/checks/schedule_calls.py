"""Calls of a schedule function: what it was asked, what it should return in float64, what came back."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from torch import Tensor

from grader.checks import figures
from grader.checks.framework import Record
from grader.checks.record import Value, read
from grader.verdicts import Text


@dataclass(frozen=True)
class Call:
    """One call f(*positional, **named), and `arguments`: every parameter's value, the defaults filled in."""

    positional: tuple[Any, ...]
    named: dict[str, Any] = field(default_factory=dict)
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it passes every argument, so that no default is used."""
        return len(self.positional) + len(self.named) == len(self.arguments)

    def as_args(self) -> dict[str, Any]:
        return {"positional": list(self.positional), "named": self.named}

    def as_code(self, function: str) -> str:
        parts = [_number(value) for value in self.positional]
        parts += [f"{name}={_number(value)}" for name, value in self.named.items()]
        return f"{function}({', '.join(parts)})"


@dataclass(frozen=True)
class Answered:
    """A call, and either the value that it returned or the type of what it raised."""

    call: Call
    value: Value
    raised: str | None
    detail: str


Formula = Callable[..., Tensor]


def answers(calls: Sequence[Call], record: Record) -> list[Answered]:
    """One entry per call, whatever the record holds; what is missing reads as a value of type "nothing"."""
    found = record.header.get("calls")
    found = found if isinstance(found, list) else []
    return [_answered(call, line, record) for call, line in zip(calls, found + [{}] * len(calls), strict=False)]


def _answered(call: Call, line: Any, record: Record) -> Answered:
    line = line if isinstance(line, dict) else {}
    raised = str(line["raised"])[:60] if "raised" in line else None
    return Answered(call, read(line.get("returned"), record.tensors), raised, str(line.get("detail", ""))[:200])


def raised_text(answer: Answered, function: str) -> Text:
    params = {"call": answer.call.as_code(function), "type": answer.raised, "detail": answer.detail}
    return Text("schedule.raised", params)


def departure(got: Tensor, expected: Tensor, tolerance: Tensor | float) -> int | None:
    """The first index at which got is further from expected than the tolerance, or None. NaN always departs."""
    beyond = ~((got.double() - expected).abs() <= tolerance)
    return int(beyond.nonzero()[0]) if bool(beyond.any()) else None


def explanation(
    formulas: dict[str, Formula], answered: Sequence[Answered], tolerance: Callable[[Tensor], Tensor | float]
) -> str | None:
    """The formula closest to what came back, if close enough in every call; variants of a slug follow a slash."""
    distances = {
        slug: max(_distance(formula, answer, tolerance) for answer in answered) for slug, formula in formulas.items()
    }
    closest = min(distances, key=lambda slug: distances[slug])
    return closest.split("/")[0] if distances[closest] <= 1 else None


def _distance(formula: Formula, answer: Answered, tolerance: Callable[[Tensor], Tensor | float]) -> float:
    """The largest error, in tolerances."""
    alternative = formula(**answer.call.arguments)
    got = answer.value.tensor
    if got is None or got.shape != alternative.shape:
        return math.inf
    error = float(((got.double() - alternative).abs() / tolerance(alternative)).max())
    return error if error == error else math.inf


def curve(title: Text, got: Tensor, expected: Tensor) -> figures.Figure:
    steps = [float(t) for t in range(len(expected))]
    lines = [
        figures.series(Text("common.yours"), steps, got.tolist()),
        figures.series(Text("common.expected"), steps, expected.tolist()),
    ]
    return figures.curves(title, Text("schedule.step"), lines)


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
