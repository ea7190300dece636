"""What a training loop did, rebuilt from its model calls: one step per call, with the batch that it must have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from grader.checks.framework import Record
from grader.checks.record import Value, described, read, shape_text, tensor_problem
from grader.checks.training_case import Batch, Hidden
from grader.verdicts import Text

INTEGERS = (torch.int64, torch.int32, torch.int16, torch.uint8)


@dataclass(frozen=True)
class Call:
    """The arguments of one model call as they came, the weights it ran with, and what the loss sent back to it."""

    x: Value
    t: Value
    labels: Value
    weights: Value
    slope: Value


@dataclass(frozen=True)
class Step:
    """One call, checked: everything is finite and of the shape of its batch. `labels` are those shown to the model."""

    batch: Batch
    x: Tensor  # (B, C, H, W) float64
    t: Tensor  # (B,) int64, 0…T−1
    labels: Tensor | None  # (B,) int64
    weights: Tensor  # (P,) float64, before the step
    slope: Tensor | None  # (B, C, H, W) ∂loss/∂prediction, or None where backward never ran


def read_calls(record: Record) -> list[Call]:
    listed = record.header.get("calls")
    lines = [line if isinstance(line, dict) else {} for line in listed] if isinstance(listed, list) else []
    return [Call(*(read(line.get(name), record.tensors) for name in Call.__dataclass_fields__)) for line in lines]


def counted(record: Record) -> int:
    """How often the model was called for a step, those beyond the written ones too."""
    more = record.header.get("uncounted")
    return len(read_calls(record)) + (more if isinstance(more, int) and 0 < more < 10**9 else 0)


def first_problem(calls: Sequence[Call], count: int, hidden: Hidden) -> Text | None:
    """The first way in which the calls are not one per batch and epoch, each with x_t, t and labels for that batch."""
    batches = list(hidden.in_order())
    for number, (call, batch) in enumerate(zip(calls, batches, strict=False)):
        if problem := _x_problem(call.x, batch) or _t_problem(call.t, len(batch.images), hidden.T):
            return problem
        if hidden.conditional and (problem := _labels_problem(call.labels, len(batch.images), number)):
            return problem
    if count != len(batches) or len(calls) != len(batches):
        params = {"epochs": hidden.epochs, "batches": len(hidden.batches), "expected": len(batches), "got": count}
        return Text("training.wrong-count", params)
    return None


def _x_problem(value: Value, batch: Batch) -> Text | None:
    problem = tensor_problem(value, batch.images.shape)
    return problem and Text("training.bad-x", {"expected": shape_text(batch.images.shape), "got": described(value)})


def _t_problem(value: Value, size: int, T: int) -> Text | None:
    t = whole(value)
    if t is None or tuple(t.shape) != (size,):
        return Text("training.bad-t", {"expected": shape_text((size,)), "got": described(value)})
    if bool(((t < 0) | (t >= T)).any()):
        return Text("training.t-out-of-range", {"last": T - 1, "low": int(t.min()), "high": int(t.max())})
    return None


def _labels_problem(value: Value, size: int, number: int) -> Text | None:
    labels = whole(value)
    if labels is None or tuple(labels.shape) != (size,):
        return Text("training.bad-labels", {"expected": shape_text((size,)), "got": described(value), "call": number})
    return None


def whole(value: Value) -> Tensor | None:
    """A tensor of whole numbers as int64, whatever its dtype: embeddings of t are often fed floats."""
    tensor = value.tensor if value.is_plain_tensor else None
    if tensor is not None and tensor.dtype in INTEGERS:
        return tensor.long()
    if tensor is None or not tensor.is_floating_point():
        return None
    ok = (
        bool(torch.isfinite(tensor).all())
        and bool((tensor == tensor.round()).all())
        and bool((tensor.abs() < 2**31).all())
    )
    return tensor.long() if ok else None


def read_steps(calls: Sequence[Call], hidden: Hidden) -> list[Step]:
    """The calls as steps. Call `first_problem` first: it vouches for what is asserted here."""
    return [_step(call, batch, hidden) for call, batch in zip(calls, hidden.in_order(), strict=True)]


def _step(call: Call, batch: Batch, hidden: Hidden) -> Step:
    t, labels = whole(call.t), whole(call.labels) if hidden.conditional else None
    assert call.x.tensor is not None
    assert t is not None
    size = sum(weight.numel() for weight in hidden.weights.values())
    return Step(batch, call.x.tensor.double(), t, labels, flat(call.weights, size), _slope(call.slope, batch))


def flat(value: Value, size: int) -> Tensor:
    """(P,) float64; NaN, which agrees with nothing, where the record does not hold that."""
    if tensor_problem(value, (size,)) is not None or value.tensor is None:
        return torch.full((size,), torch.nan, dtype=torch.float64)
    return value.tensor.double()


def _slope(value: Value, batch: Batch) -> Tensor | None:
    usable = tensor_problem(value, batch.images.shape) is None and value.tensor is not None
    return value.tensor.double() if usable and value.tensor is not None else None


def weights_after(record: Record, hidden: Hidden) -> Tensor:
    size = sum(weight.numel() for weight in hidden.weights.values())
    return flat(read(record.header.get("weights_after"), record.tensors), size)


def number_of(header: dict[str, Any], name: str) -> int:
    value = header.get(name)
    return value if isinstance(value, int) else 0
