"""Reading what a sandbox brought back: untrusted, so every look at it is total.

A driver describes each value that it saw: `{"type": "Tensor", "tensor": "call0.x", "grad": false}` for a tensor whose
values travel beside the header, `{"type": "int", "number": 3}` for a number, `{"type": "tuple", "items": […]}`, or the
bare type. `Value` is that description after checking; what does not fit reads as a value of type "nothing".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import torch
from torch import Tensor

from grader.verdicts import Text

PLAIN_TENSORS = ("Tensor", "Parameter")
MAX_ITEMS = 16


@dataclass(frozen=True)
class Value:
    type: str
    tensor: Tensor | None = None
    number: float | None = None
    items: tuple[Value, ...] = ()
    grad: bool = False

    @property
    def rows(self) -> int:
        """How many images a batch holds; 0 for what is no batch."""
        return self.tensor.shape[0] if self.tensor is not None and self.tensor.ndim else 0

    @property
    def is_plain_tensor(self) -> bool:
        return self.tensor is not None and self.type in PLAIN_TENSORS


NOTHING = Value("nothing")


def read(description: Any, tensors: dict[str, Tensor]) -> Value:
    if not isinstance(description, dict):
        return NOTHING
    number = description.get("number")
    items = description.get("items")
    return Value(
        type=_printable(str(description.get("type", "nothing"))[:40]),
        tensor=tensors.get(str(description.get("tensor"))),
        number=float(number) if isinstance(number, int | float) and abs(number) < 1e300 else None,
        items=tuple(_leaf(item, tensors) for item in items[:MAX_ITEMS]) if isinstance(items, list) else (),
        grad=description.get("grad") is True,
    )


@lru_cache(maxsize=64)
def _printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


def _leaf(description: Any, tensors: dict[str, Tensor]) -> Value:
    """An item of a tuple; its own items are dropped, since nothing that we ask for is nested deeper."""
    return read({**description, "items": None}, tensors) if isinstance(description, dict) else NOTHING


def read_list(description: Any, tensors: dict[str, Tensor]) -> list[Value]:
    return [read(item, tensors) for item in description] if isinstance(description, list) else []


def changed(after: Any, tensors: dict[str, Tensor], originals: dict[str, Tensor]) -> str | None:
    """The first of these inputs that a function did not leave as it was, by the descriptions taken afterwards."""
    after = after if isinstance(after, dict) else {}
    for name, original in originals.items():
        left = read(after.get(name), tensors).tensor
        if left is None or not torch.equal(left, original):
            return name
    return None


def read_dict(description: Any, tensors: dict[str, Tensor]) -> dict[str, Value]:
    """The values of a returned dict by key; empty when it was no dict."""
    keys = description.get("keys") if isinstance(description, dict) else None
    if not isinstance(keys, list):
        return {}
    return dict(zip((str(key)[:40] for key in keys), read(description, tensors).items, strict=False))


def described(value: Value) -> str:
    """A value in the few words of an error message: float32 (4, 3), list, NoneType."""
    if value.tensor is None:
        return value.type
    bad = value.tensor.is_floating_point() and not bool(torch.isfinite(value.tensor).all())
    return f"{_dtype_text(value.tensor.dtype)} {shape_text(value.tensor.shape)}" + (" NaN/inf" if bad else "")


def shape_text(shape: Sequence[int]) -> str:
    return str(tuple(shape))


def tensor_problem(value: Value, shape: Sequence[int], *, dtypes: Sequence[torch.dtype] = ()) -> Text | None:
    """The first thing that keeps a value from being a finite floating tensor of this shape, or None."""
    if problem := form_problem(value, shape, dtypes=dtypes):
        return problem
    finite = torch.isfinite(value.tensor)  # type: ignore[arg-type]
    bad = finite.numel() - int(finite.sum())
    return Text("common.not-finite", {"count": bad, "total": finite.numel()}) if bad else None


def form_problem(value: Value, shape: Sequence[int], *, dtypes: Sequence[torch.dtype] = ()) -> Text | None:
    """The same, without a look at the values themselves."""
    if value.tensor is None:
        return Text("common.not-a-tensor", {"shape": shape_text(shape), "type": value.type})
    if not value.is_plain_tensor:
        return Text("common.subclass", {"type": value.type})
    tensor = value.tensor
    if tuple(tensor.shape) != tuple(shape):
        return Text("common.wrong-shape", {"expected": shape_text(shape), "got": shape_text(tensor.shape)})
    allowed = dtypes or (torch.float32, torch.float64)
    if tensor.dtype not in allowed:
        return Text("common.wrong-dtype", {"expected": _dtype_text(allowed[0]), "got": _dtype_text(tensor.dtype)})
    return None


def _dtype_text(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
