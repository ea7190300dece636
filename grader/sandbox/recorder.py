"""Turning what student code does into plain data: values described, model calls written down."""

from __future__ import annotations

import numbers
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from grader.sandbox.probes import ANSWERS
from grader.sandbox.progress import progress

Header = dict[str, Any]
Tensors = dict[str, Tensor]

MAX_VALUES = 4_000_000  # a tensor larger than any exercise makes is described, not carried
MAX_ITEMS = 16
CARRIED = (
    torch.float64,
    torch.float32,
    torch.float16,
    torch.bfloat16,
    torch.int64,
    torch.int32,
    torch.int16,
    torch.int8,
    torch.uint8,
    torch.bool,
)


class Recorder:
    """Keeps copies of tensors under fresh names and describes everything else."""

    def __init__(self) -> None:
        self.tensors: Tensors = {}

    def describe(self, value: Any) -> Header:
        if isinstance(value, Tensor):
            return self._describe_tensor(value)
        line: Header = {"type": type(value).__name__}
        if isinstance(value, numbers.Real):  # NumPy's numbers too
            line["number"] = _plain(value)
        if isinstance(value, tuple | list):
            line["items"] = [self.describe(item) for item in value[:MAX_ITEMS]]
        if isinstance(value, dict):
            line["keys"] = [str(key)[:40] for key in list(value)[:MAX_ITEMS]]
            line["items"] = [self.describe(item) for item in list(value.values())[:MAX_ITEMS]]
        return line

    def describe_all(self, values: dict[str, Any]) -> Header:
        return {name: self.describe(value) for name, value in values.items()}

    def _describe_tensor(self, value: Tensor) -> Header:
        line: Header = {"type": type(value).__name__, "grad": bool(value.requires_grad)}
        if value.layout == torch.strided and value.dtype in CARRIED and value.numel() <= MAX_VALUES:
            name = f"t{len(self.tensors)}"
            self.tensors[name] = value.detach().as_subclass(Tensor).to("cpu", copy=True).contiguous()
            line["tensor"] = name
        else:
            line["type"] = f"{value.dtype} {value.layout} tensor of {value.numel()} values".replace("torch.", "")
        return line


class ProbeRefused(ValueError):
    """A call that no model of this exercise could answer. The record up to it is judged."""


class Probe(nn.Module):
    """A model to call: `model(x, t)`, or `model(x, t, labels)` when conditional. It writes down every call.

    Its weights are parameters like any model's, so a loop that tracks gradients shows.
    """

    def __init__(
        self,
        kind: str,
        weights: Tensors,
        image: Sequence[int],
        *,
        conditional: bool,
        recorder: Recorder,
        max_calls: int,
        share: float = 0.0,
    ) -> None:
        super().__init__()
        self.weights = nn.ParameterDict({name: nn.Parameter(value) for name, value in weights.items()})
        self.kind, self.image, self.conditional = kind, tuple(image), conditional
        self.recorder, self.max_calls, self.share = recorder, max_calls, share
        self.calls: list[Header] = []

    def forward(self, *args: Any, **named: Any) -> Tensor:
        values = [*args, *(named[name] for name in sorted(named, key=place))]
        self._note(values)
        x, t, labels = [*values, None, None, None][:3]
        if not isinstance(x, Tensor) or x.ndim != 4 or tuple(x.shape[1:]) != self.image:
            raise ProbeRefused(f"the model expected x of shape (n, {', '.join(map(str, self.image))}), got {_kind(x)}")
        if x.dtype != torch.float32:
            raise ProbeRefused(f"the model expected x of dtype float32, like its weights, got {_kind(x)}")
        progress.step(len(x) * self.share)
        answer = ANSWERS[self.kind]
        return answer(dict(self.weights), x, self._one_each(t, x, "t"), self._one_each(labels, x, "labels"))

    def _note(self, values: list[Any]) -> None:
        if len(self.calls) >= self.max_calls:
            raise ProbeRefused(f"the model was called more than {self.max_calls} times")
        self.calls.append({"values": [self.recorder.describe(value) for value in values[:4]]})
        expected = 3 if self.conditional else 2
        if len(values) > expected or len(values) < 2:
            names = "(x, t, labels)" if self.conditional else "(x, t)"
            raise ProbeRefused(f"the model takes {names}, got {len(values)} arguments")

    def _one_each(self, value: Any, x: Tensor, name: str) -> Tensor:
        """One number per image, or one for all; a missing label counts as −1, which no class has."""
        value = -1 if value is None else value
        value = value if isinstance(value, Tensor) else torch.as_tensor(value, device=x.device)
        if value.numel() not in (1, len(x)):
            raise ProbeRefused(f"the model expected {name} of shape ({len(x)},), got {_kind(value)}")
        return value


def _plain(value: numbers.Real) -> int | float | None:
    """A number that JSON can carry; NaN, infinity and what is too large for any exercise read as none."""
    number = int(value) if isinstance(value, numbers.Integral) else float(value)
    return number if abs(number) < 2**53 else None


def place(name: str) -> int:
    """Where a keyword argument belongs: x first, t second, labels by whatever name third."""
    return {"x": 0, "t": 1}.get(name[:1], 2)


def _kind(value: Any) -> str:
    if isinstance(value, Tensor):
        return f"{str(value.dtype).removeprefix('torch.')} of shape {tuple(value.shape)}"
    return type(value).__name__
