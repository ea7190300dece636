"""Plain Python values as JSON and tensors, in both directions: what a function of any kind takes and returns.

Theory of operation
-------------------
None, numbers, text and lists stand for themselves. What JSON has no word for is an object of one entry: {"tuple": […]},
{"dict": [[key, value], …]}, {"tensor": name}, {"float": "nan"}. A value that is none of these travels as its type's
name, {"foreign": "ndarray"}, so that both directions are total: packing never raises on a value of another's making,
and unpacking never raises on JSON of another's making. What nests too deep or has too many parts is foreign too.
"""

from __future__ import annotations

import math
import numbers
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from grader.sandbox.recorder import CARRIED, Tensors

MAX_DEPTH = 6
MAX_PARTS = 200_000  # of all values that one packer packs; a tensor is one part
MAX_TEXT = 2_000
WORDLESS = ("nan", "inf", "-inf")

Json = Any


@dataclass(frozen=True)
class Foreign:
    """Something that cannot travel, by the name of its type."""

    type: str


@dataclass
class Packer:
    """Packs values one after another; their tensors, copied, gather under fresh names."""

    tensors: Tensors = field(default_factory=dict)
    most: int = MAX_PARTS
    parts: int = 0

    def pack(self, value: Any, depth: int = 0) -> Json:
        self.parts += 1
        if self.parts > self.most or depth > MAX_DEPTH:
            return foreign("too many parts")
        if isinstance(value, Foreign):
            return foreign(value.type)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return value if len(value) <= MAX_TEXT else foreign("long text")
        if isinstance(value, numbers.Real):  # NumPy's numbers too
            return _number(value)
        if isinstance(value, Tensor):
            return self._tensor(value)
        if isinstance(value, list | tuple):
            items = [self.pack(item, depth + 1) for item in value[: self.most]]
            return items if isinstance(value, list) else {"tuple": items}
        if isinstance(value, dict):
            return {"dict": [[_key(key), self.pack(item, depth + 1)] for key, item in list(value.items())[: self.most]]}
        return foreign(type(value).__name__)

    def _tensor(self, value: Tensor) -> Json:
        if type(value) not in (Tensor, nn.Parameter):
            return foreign(type(value).__name__)
        if value.layout != torch.strided or value.dtype not in CARRIED or value.device.type == "meta":
            return foreign(f"{value.dtype} {value.layout} tensor".replace("torch.", ""))
        name = f"v{len(self.tensors)}"
        self.tensors[name] = value.detach().as_subclass(Tensor).to("cpu", copy=True).contiguous()
        return {"tensor": name}


def unpack(packed: Json, tensors: Tensors, device: str = "cpu", depth: int = 0) -> Any:
    """The value, every tensor a copy of its own; what is not packed as above is `Foreign`."""
    if depth > MAX_DEPTH + 1:
        return Foreign("too many parts")
    match packed:
        case None | bool() | str() | int() | float():
            return packed
        case list():
            return [unpack(item, tensors, device, depth + 1) for item in packed]
        case {"tuple": list() as items}:
            return tuple(unpack(item, tensors, device, depth + 1) for item in items)
        case {"dict": list() as pairs} if all(_is_pair(pair) for pair in pairs):
            return {key: unpack(item, tensors, device, depth + 1) for key, item in pairs}
        case {"tensor": str() as name} if name in tensors:
            return tensors[name].to(device, copy=True)
        case {"float": str() as word} if word in WORDLESS:
            return float(word)
        case {"foreign": str() as name}:
            return Foreign("".join(letter for letter in name[:60] if letter.isprintable()))
        case _:
            return Foreign("nothing")


def foreign(name: str) -> Json:
    return {"foreign": name[:60]}


def _number(value: numbers.Real) -> Json:
    if isinstance(value, numbers.Integral):
        whole = int(value)
        return whole if abs(whole) < 2**63 else foreign("very large int")
    number = float(value)
    return number if math.isfinite(number) else {"float": str(number)}


def _key(key: Any) -> str | int:
    return key if type(key) is int and abs(key) < 2**63 else str(key)[:MAX_TEXT]


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and type(pair[0]) in (str, int)
