"""What a sampler did, rebuilt from its model calls: a list of steps, each a state and the t it was shown with."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from grader.checks.record import Value, form_problem, read, read_list, tensor_problem
from grader.verdicts import Text

INTEGERS = (torch.int64, torch.int32)
FLOATS = (torch.float32,)
MAX_CALLS = 1_000
MAX_CALLS_PER_STEP = 4  # the driver lets a few more through, then the probe refuses

Numbers = tuple[float, ...]  # one for each image: of so few, Python compares hundreds faster than torch


@dataclass(frozen=True)
class Ask:
    """A model call, or the half of a doubled one that belongs to one label: n images, their t and their labels."""

    x: Tensor  # (n, C, H, W) float32
    t: Numbers  # n of them; NaN where the call had no number for it
    labels: Numbers | None  # n of them
    tracked: bool


@dataclass(frozen=True)
class Step:
    """What was asked about one state: one ask when unconditional, two under guidance."""

    asks: tuple[Ask, ...]

    @property
    def x(self) -> Tensor:
        return self.asks[0].x

    @property
    def t(self) -> Numbers:
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
    finite = _are_finite(calls)
    for values in calls:
        problem = _call_problem(values, shape, doubled=null_label is not None, finite=finite)
        if problem is not None:
            break
        asks += _asks(values, shape[0], null_label)
    else:
        problem = None
    steps = tuple(Step((ask,)) for ask in asks) if null_label is None else _pairs(asks, null_label)
    return Walk(steps, read(run.get("returned"), tensors), calls, problem, run.get("refused") is not None)


def _are_finite(calls: Sequence[Sequence[Value]]) -> bool:
    """Whether all that the model was shown is finite, asked once: one by one takes longer than all else here."""
    shown = [values[0].tensor for values in calls if values]
    floats = [x.flatten() for x in shown if x is not None and x.dtype in FLOATS]
    return not floats or bool(torch.cat(floats).isfinite().all())


def _call_problem(values: Sequence[Value], shape: Sequence[int], *, doubled: bool, finite: bool) -> Text | None:
    arguments = 3 if doubled else 2
    if not 2 <= len(values) <= arguments:
        return Text("walk.call-arguments", {"expected": arguments, "got": len(values)})
    wide = (2 * shape[0], *shape[1:])
    x = values[0]
    fits_wide = doubled and x.tensor is not None and tuple(x.tensor.shape) == wide
    wanted = wide if fits_wide else shape
    return form_problem(x, wanted, dtypes=FLOATS) if finite else tensor_problem(x, wanted, dtypes=FLOATS)


def _asks(values: Sequence[Value], n: int, null_label: int | None) -> list[Ask]:
    x = values[0].tensor
    assert x is not None
    t = _numbers(values[1], len(x))
    labels = _numbers(values[2], len(x)) if len(values) > 2 else None
    tracked = values[0].grad
    if len(x) == n:
        return [Ask(x, t, labels, tracked)]
    halves = _halves(labels, n, null_label)
    return [Ask(x[rows], _at(t, rows), labels and _at(labels, rows), tracked) for rows in halves]


def _halves(labels: Numbers | None, n: int, null_label: int | None) -> tuple[list[int], list[int]]:
    """Rows with and without the null label, in either order or interleaved; else the first and the second half."""
    rows = range(2 * n)
    null = [row for row in rows if labels is not None and labels[row] == null_label]
    if len(null) == n:
        return [row for row in rows if labels is not None and labels[row] != null_label], null
    return list(rows[:n]), list(rows[n:])


def _at(numbers: Numbers, rows: Sequence[int]) -> Numbers:
    return tuple(numbers[row] for row in rows)


def _numbers(value: Value, count: int) -> Numbers:
    """One number per image, whatever the student passed; NaN where there is none."""
    if value.tensor is not None and value.tensor.numel() in (1, count) and not value.tensor.is_complex():
        found = tuple(map(float, value.tensor.flatten().tolist()))
        return found if len(found) == count else found * count
    return (float("nan") if value.number is None else value.number,) * count


def _pairs(asks: Sequence[Ask], null_label: int) -> tuple[Step, ...]:
    """Neighbours of which one asks without a condition belong together; failing that, neighbours about one state."""
    steps, rest = [], deque(asks)
    while rest:
        first = rest.popleft()
        if rest and (is_null(first, null_label) != is_null(rest[0], null_label) or is_same_question(first, rest[0])):
            steps.append(Step((first, rest.popleft())))
        else:
            steps.append(Step((first,)))
    return tuple(steps)


def is_null(ask: Ask, null_label: int) -> bool:
    return ask.labels is not None and all(label == null_label for label in ask.labels)


def is_same_question(a: Ask, b: Ask) -> bool:
    return a.t == b.t and is_same_state(a.x, b.x)


def is_same_state(a: Tensor, b: Tensor) -> bool:
    return torch.equal(a, b) or bool(((a - b).abs().amax() <= 1e-5 * a.abs().amax()).item())


def shown_t(walk: Walk) -> list[float]:
    """The t that each step showed the model."""
    return [step.t[0] for step in walk.steps]


def schedule_index(walk: Walk, T: int) -> list[int] | None:
    """Which row of the schedule each step should have used: the t it showed the model, or else its place in the walk.

    None where neither makes sense, because there is a wrong number of steps and their t repeat or fall outside.
    """
    shown = shown_t(walk)
    if all(t.is_integer() and 0 <= t < T for t in shown) and len(set(shown)) == len(shown) > 0:
        return [int(t) for t in shown]
    return list(reversed(range(T))) if len(shown) == T else None
