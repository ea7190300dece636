"""Comparing what a function returned with what it should have returned, whatever their structure.

Numbers with a fraction agree within a tolerance, |got − expected| ≤ absolute + relative·|expected|; whole numbers, text
and truth agree exactly. A tuple may stand for a list, and a finer float for a coarser one: nothing is lost by either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from grader.sandbox.values import Foreign
from grader.verdicts import Text

FIRST = 4  # values of a tensor or list that are written out
MAX_CODE = 160

Number = int | float


@dataclass(frozen=True)
class Tolerance:
    absolute: float
    relative: float

    def beyond(self, got: Tensor, expected: Tensor) -> Tensor:
        """Where two tensors of one shape disagree. NaN agrees with NaN alone, and infinity with itself."""
        if not got.is_floating_point() and not expected.is_floating_point():
            return got != expected
        got, expected = got.double(), expected.double()
        near = (got - expected).abs() <= self.absolute + self.relative * expected.abs()
        return ~(near & got.isfinite() & expected.isfinite() | (got == expected) | (got.isnan() & expected.isnan()))


@dataclass(frozen=True)
class Departure:
    """The first number at which two values of one structure differ, and the rows of numbers that it stands in."""

    place: str
    expected: str
    got: str
    rows: tuple[Tensor, Tensor] | None = None  # expected, got


def mismatch(expected: Any, got: Any, place: str = "result") -> Text | None:
    """The first thing that keeps a value from having the structure of another, or None."""
    if not _is_like(expected, got):
        return Text("function.wrong-kind", {"place": place, "expected": described(expected), "got": described(got)})
    found = (mismatch(one, other, inner) for inner, one, other in _parts(expected, got, place))
    return next((problem for problem in found if problem is not None), None)


def not_finite(value: Any, place: str = "result") -> Text | None:
    """The first tensor or number that is NaN or infinite."""
    if isinstance(value, Tensor | float):
        tensor = torch.as_tensor(value)
        bad = int((~tensor.isfinite()).sum()) if tensor.is_floating_point() else 0
        return Text("function.not-finite", {"place": place, "count": bad, "total": tensor.numel()}) if bad else None
    found = (not_finite(part, inner) for inner, part, _same in _parts(value, value, place))
    return next((problem for problem in found if problem is not None), None)


def departure(expected: Any, got: Any, tolerance: Tolerance, place: str = "result") -> Departure | None:
    """Of two values without a mismatch: where they first disagree, or None."""
    if isinstance(expected, Tensor):
        return _in_tensor(expected, got, tolerance, place)
    if isinstance(expected, list | tuple) and expected and all(map(_is_number, expected)):
        return _in_row(expected, got, tolerance, place)
    if isinstance(expected, list | tuple | dict):
        found = (departure(one, other, tolerance, inner) for inner, one, other in _parts(expected, got, place))
        return next((one for one in found if one is not None), None)
    is_same = not _beyond(expected, got, tolerance) if _is_number(expected) else expected == got
    return None if is_same else Departure(place, as_code(expected), as_code(got))


def same(expected: Any, got: Any, tolerance: Tolerance) -> bool:
    return mismatch(expected, got) is None and departure(expected, got, tolerance) is None


def foreign(value: Any, place: str) -> tuple[str, str] | None:
    """The place and the type of the first part that could not travel."""
    if isinstance(value, Foreign):
        return place, value.type
    found = (foreign(part, inner) for inner, part, _same in _parts(value, value, place))
    return next((one for one in found if one is not None), None)


def described(value: Any) -> str:
    """A value in the few signs of an error message: float32 (4, 3), list[3], dict{mean, variance}, float."""
    match value:
        case Tensor():
            return f"{str(value.dtype).removeprefix('torch.')} {tuple(value.shape)}"
        case list() | tuple():
            return f"{type(value).__name__}[{len(value)}]"
        case dict():
            return _cut(f"dict{{{', '.join(map(str, value))}}}")
        case Foreign():
            return value.type
        case None:
            return "None"
        case _:
            return type(value).__name__


def call_as_code(function: str, arguments: tuple[Any, ...] | dict[str, Any]) -> str:
    if isinstance(arguments, dict):
        parts = [f"{name}={as_code(value)}" for name, value in arguments.items()]
    else:
        parts = [as_code(value) for value in arguments]
    return _cut(f"{function}({', '.join(parts)})", MAX_CODE)


def as_code(value: Any) -> str:
    """A value as a reader would type it, cut short."""
    match value:
        case Tensor() if value.ndim == 0:
            return as_code(value.item())
        case Tensor():
            shape = "" if value.ndim == 1 and len(value) <= FIRST else f", {tuple(value.shape)}"
            return f"tensor([{_several(value.flatten()[: FIRST + 1].tolist())}]{shape})"
        case list():
            return f"[{_several(value)}]"
        case tuple():
            return f"({_several(value)}{',' if len(value) == 1 else ''})"
        case dict():
            return f"{{{', '.join(f'{key!r}: {as_code(part)}' for key, part in list(value.items())[:FIRST])}}}"
        case float():
            return f"{value:.6g}"
        case Foreign():
            return value.type
        case _:
            return _cut(repr(value))


def _several(values: Sequence[Any]) -> str:
    return ", ".join([*map(as_code, values[:FIRST]), *(["…"] if len(values) > FIRST else [])])


def _cut(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _is_like(expected: Any, got: Any) -> bool:
    """Whether two values have the same kind, of their parts only the number or the names."""
    if isinstance(expected, Tensor):
        return isinstance(got, Tensor) and got.shape == expected.shape and _fits(expected.dtype, got.dtype)
    if isinstance(expected, list | tuple):
        return isinstance(got, list | tuple) and len(got) == len(expected)
    if isinstance(expected, dict):
        return isinstance(got, dict) and got.keys() == expected.keys()
    if _is_number(expected):
        return _is_number(got)
    return type(got) is type(expected)


def _fits(expected: torch.dtype, got: torch.dtype) -> bool:
    """The same kind of number; a float may be finer or coarser, as long as it has float32's digits."""
    kinds = ((torch.float32, torch.float64), (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8))
    own = kinds[0] if expected.is_floating_point else kinds[1] if expected in kinds[1] else ()
    return got == expected or got in own


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parts(expected: Any, got: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """The parts of two values of one kind, side by side."""
    if isinstance(expected, list | tuple):
        for index, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield f"{place}[{index}]", one, other
    elif isinstance(expected, dict):
        for key, one in expected.items():
            yield f"{place}[{_cut(repr(key), 40)}]", one, got[key]


def _beyond(expected: Number, got: Number, tolerance: Tolerance) -> bool:
    if isinstance(expected, int):
        return got != expected
    return bool(tolerance.beyond(torch.tensor(float(got)).double(), torch.tensor(float(expected)).double()))


def _in_tensor(expected: Tensor, got: Tensor, tolerance: Tolerance, place: str) -> Departure | None:
    beyond = tolerance.beyond(got, expected)
    if not bool(beyond.any()):
        return None
    index = tuple(beyond.nonzero()[0].tolist())
    inner = f"{place}[{', '.join(map(str, index))}]" if index else place
    return Departure(inner, as_code(expected[index]), as_code(got[index]), (expected, got))


def _in_row(expected: Sequence[Number], got: Sequence[Number], tolerance: Tolerance, place: str) -> Departure | None:
    for index, (one, other) in enumerate(zip(expected, got, strict=True)):
        if _beyond(one, other, tolerance):
            rows = (torch.tensor(expected, dtype=torch.float64), torch.tensor(got, dtype=torch.float64))
            return Departure(f"{place}[{index}]", as_code(one), as_code(other), rows)
    return None
