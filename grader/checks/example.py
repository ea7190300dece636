"""What a run on the visible example brought back, as lines and pictures to look at. Nothing here is judged.

The record is untrusted like any other: whatever it holds, this makes something of it and never raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor

from grader.checks import figures
from grader.checks.framework import Record
from grader.checks.record import Value, described, read, read_dict
from grader.examples import Example
from grader.verdicts import Text

MAX_LINES = 40
FIRST = 8  # values written out
MAX_PICTURES, MAX_SIDE = 8, 64

Line = dict[str, Any]
Named = tuple[str, Value]


def lines_and_pictures(example: Example, record: Record) -> tuple[tuple[Line, ...], tuple[figures.Figure, ...]]:
    """One line a value, {"name", "kind", "values", "more", "low", "high", "bad"}; and what is images as pictures."""
    named = list(_values(example, record))[:MAX_LINES]
    return tuple(as_line(name, value) for name, value in named), strips(named)


def strips(named: list[Named]) -> tuple[figures.Figure, ...]:
    """What looks like batches of pictures, in one figure."""
    rows = [figures.strip(Text("example.name", {"name": name}), images) for name, images in _images(named)]
    return (figures.images(Text("example.pictures-title"), rows),) if rows else ()


def _values(example: Example, record: Record) -> Iterator[Named]:
    shown = record.header.get("shown")
    for name in example.shows:
        description = shown.get(name) if isinstance(shown, dict) else None
        value, entries = read(description, record.tensors), read_dict(description, record.tensors)
        if entries:
            yield from ((f'{name}["{key}"]', entry) for key, entry in entries.items())
        elif value.items:
            parts = example.parts.get(name, ())
            fits = len(parts) == len(value.items)
            yield from ((parts[i] if fits else f"{name}[{i}]", item) for i, item in enumerate(value.items))
        else:
            yield name, value


def as_line(name: str, value: Value) -> Line:
    line: Line = {"name": name, "kind": described(value), "values": "", "more": 0, "low": None, "high": None, "bad": 0}
    if value.tensor is not None:
        return line | _numbers(value.tensor.detach().flatten())
    return line | {"values": "" if value.number is None else f"{value.number:.10g}"}


def _numbers(flat: Tensor) -> Line:
    bad = int((~torch.isfinite(flat)).sum()) if flat.is_floating_point() else 0
    line: Line = {"values": ", ".join(_digits(v) for v in flat[:FIRST].tolist()), "more": max(0, len(flat) - FIRST)}
    if len(flat) > FIRST and not bad:
        line |= {"low": _digits(flat.min().item()), "high": _digits(flat.max().item())}
    return line | {"bad": bad}


def _digits(value: float) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _images(named: list[Named]) -> Iterator[tuple[str, Tensor]]:
    """What looks like a batch of pictures: (n, C, H, W), of which the first channel is shown."""
    for name, value in named:
        tensor = value.tensor
        if tensor is not None and tensor.ndim == 4 and tensor.is_floating_point() and _is_small(tensor):
            yield name, torch.nan_to_num(tensor[:MAX_PICTURES, 0].float())


def _is_small(tensor: Tensor) -> bool:
    n, channels, height, width = tensor.shape
    return min(n, channels, height, width) > 0 and max(height, width) <= MAX_SIDE
