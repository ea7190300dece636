"""What a sampler did, rebuilt from its model calls: a list of steps, each a state and the t it was shown with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from grader.checks.record import Value, read, read_list, tensor_problem
from grader.verdicts import Text

INTEGERS = (torch.int64, torch.int32)
MAX_CALLS = 1_000
MAX_CALLS_PER_STEP = 4  # the driver lets a few more through, then the probe refuses


@dataclass(frozen=True)
class Ask:
    """A model call, or the half of a doubled one that belongs to one label: n images, their t and their labels."""

    x: Tensor  # (n, C, H, W) float32
    t: Tensor  # (n,) float64; NaN where the call had no number for it
    labels: Tensor | None  # (n,) float64
    tracked: bool


@dataclass(frozen=True)
class Step:
    """What was asked about one state: one ask when unconditional, two under guidance."""

    asks: tuple[Ask, ...]

    @property
    def x(self) -> Tensor:
        return self.asks[0].x

    @property
    def t(self) -> Tensor:
        return self.asks[0].t


@dataclass(frozen=True)
class Walk:
    steps: tuple[Step, ...]
    returned: Value
    calls: tuple[tuple[Value, ...], ...]  # the arguments of every call as they came
    problem: Text | None  # the first call that no model could have answered
    refused: bool  # the probe raised: the last call is the one it could not answer

    @property
    def states(self) -> Tensor:
        return torch.stack([step.x for step in self.steps])  # (K, n, C, H, W)


def read_walk(run: Any, tensors: dict[str, Tensor], shape: Sequence[int], null_label: int | None) -> Walk:
    """`null_label` is None for an unconditional model; with one, calls of 2n images are taken apart."""
    run = run if isinstance(run, dict) else {}
    listed = run.get("calls")
    calls = tuple(
        tuple(read_list(call.get("values"), tensors)) if isinstance(call, dict) else ()
        for call in (listed[:MAX_CALLS] if isinstance(listed, list) else [])
    )
    asks: list[Ask] = []
    for values in calls:
        problem = _call_problem(values, shape, doubled=null_label is not None)
        if problem is not None:
            break
        asks += _asks(values, shape[0], null_label)
    else:
        problem = None
    steps = tuple(Step((ask,)) for ask in asks) if null_label is None else _pairs(asks, null_label)
    return Walk(steps, read(run.get("returned"), tensors), calls, problem, run.get("refused") is not None)


def _call_problem(values: Sequence[Value], shape: Sequence[int], *, doubled: bool) -> Text | None:
    arguments = 3 if doubled else 2
    if not 2 <= len(values) <= arguments:
        return Text("walk.call-arguments", {"expected": arguments, "got": len(values)})
    wide = (2 * shape[0], *shape[1:])
    x = values[0]
    fits_wide = doubled and x.tensor is not None and tuple(x.tensor.shape) == wide
    return tensor_problem(x, wide if fits_wide else shape, dtypes=(torch.float32,))


def _asks(values: Sequence[Value], n: int, null_label: int | None) -> list[Ask]:
    x = values[0].tensor
    assert x is not None
    t = _numbers(values[1], len(x))
    labels = _numbers(values[2], len(x)) if len(values) > 2 else None
    tracked = values[0].grad
    if len(x) == n:
        return [Ask(x, t, labels, tracked)]
    halves = _halves(labels, n, null_label)
    return [Ask(x[rows], t[rows], None if labels is None else labels[rows], tracked) for rows in halves]


def _halves(labels: Tensor | None, n: int, null_label: int | None) -> tuple[Tensor, Tensor]:
    """Rows with and without the null label, in either order or interleaved; else the first and the second half."""
    if labels is not None:
        null = labels.eq(float(null_label or 0))
        if int(null.sum()) == n:
            return (~null).nonzero().flatten(), null.nonzero().flatten()
    rows = torch.arange(2 * n)
    return rows[:n], rows[n:]


def _numbers(value: Value, count: int) -> Tensor:
    """One number per image, whatever the student passed; NaN where there is none."""
    if value.tensor is not None and value.tensor.numel() in (1, count) and not value.tensor.is_complex():
        return value.tensor.flatten().double().expand(count)
    return torch.full((count,), float("nan") if value.number is None else value.number, dtype=torch.float64)


def _pairs(asks: Sequence[Ask], null_label: int) -> tuple[Step, ...]:
    """Neighbours of which one asks without a condition belong together; failing that, neighbours about one state."""
    steps, rest = [], list(asks)
    while rest:
        first = rest.pop(0)
        if rest and (_is_null(first, null_label) != _is_null(rest[0], null_label) or is_same_question(first, rest[0])):
            steps.append(Step((first, rest.pop(0))))
        else:
            steps.append(Step((first,)))
    return tuple(steps)


def _is_null(ask: Ask, null_label: int) -> bool:
    return ask.labels is not None and bool(ask.labels.eq(float(null_label)).all())


def is_same_question(a: Ask, b: Ask) -> bool:
    return torch.equal(a.t, b.t) and is_same_state(a.x, b.x)


def is_same_state(a: Tensor, b: Tensor) -> bool:
    return bool(((a - b).abs().amax() <= 1e-5 * a.abs().amax()).item())


def shown_t(walk: Walk) -> list[float]:
    """The t that each step showed the model."""
    return [float(step.t[0]) for step in walk.steps]


def schedule_index(walk: Walk, T: int) -> list[int] | None:
    """Which row of the schedule each step should have used: the t it showed the model, or else its place in the walk.

    None where neither makes sense, because there is a wrong number of steps and their t repeat or fall outside.
    """
    shown = shown_t(walk)
    if all(t.is_integer() and 0 <= t < T for t in shown) and len(set(shown)) == len(shown) > 0:
        return [int(t) for t in shown]
    return list(reversed(range(T))) if len(shown) == T else None
