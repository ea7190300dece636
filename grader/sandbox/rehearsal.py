"""A make-believe accelerator, so that a tensor left on the wrong device shows on a machine without one.

Theory of operation
-------------------
Everything runs on the CPU. A tensor carries a mark: THERE, where it was made or moved with the pretended device; HERE,
where it certainly is on the CPU, such as a loader's batch or `torch.randn(n)`; or none, where that cannot be known: the
schedule, whose device no task names, and what is moved by an argument that says "cpu", which may be the fallback of a
program that looked for a card. A result lives where its inputs do. Only an operation that gets a tensor THERE and one
HERE raises, as CUDA would, and what CUDA allows is allowed: CPU scalars, CPU indices, copies. A program that asks an
unmarked tensor where it is has left what is known, and nothing is said about it any more. So a complaint is always a
real mixture.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode
from torch.utils._device import _device_constructors

PRETENDED = "cuda"
THERE, HERE = True, False
Place = bool | None  # None where it is not known


class DevicesMixed(RuntimeError):
    """One operation got tensors from two devices."""

    def __init__(self, operation: str) -> None:
        super().__init__(f"{operation} got a tensor on {PRETENDED} and one on the CPU")


class Unsure(Exception):
    """The program asks where a tensor is that may be anywhere."""


# What a tensor is asked about its place, and the answer for each place.
QUESTIONS: dict[Any, Callable[[bool], Any]] = {
    Tensor.device.__get__: lambda there: torch.device(PRETENDED if there else "cpu"),
    Tensor.is_cuda.__get__: lambda there: there,  # type: ignore[attr-defined]
    Tensor.is_cpu.__get__: lambda there: not there,  # type: ignore[attr-defined]
    Tensor.get_device: lambda there: 0 if there else -1,
}
SET_DATA = Tensor.data.__set__  # type: ignore[attr-defined]  # how Module.to moves a parameter
MOVES = ("to", "cuda", "cpu", "type_as")
# Where torch lets two devices meet: it looks at shapes alone, copies, or takes CPU indices. The first decides.
MANY_PLACES = ("broadcast_tensors", "backward", "grad")  # each result has its own
FREE = (
    *("__getitem__", "__setitem__", "index_put", "index_put_", "copy_", "set_", "__get__", "__set__", "new_tensor"),
    *("view_as", "reshape_as", "expand_as", "resize_as_", "result_type", "_has_compatible_shallow_copy_type"),
    *MANY_PLACES,
)


class Rehearsal(TorchFunctionMode):
    """While it is entered, operations are watched. `unsure`: from then on nothing is certain."""

    unsure = False

    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        if func in QUESTIONS:
            return QUESTIONS[func](self._answer(args[0], asker=sys._getframe(1).f_globals.get("__name__", "")))
        if name in MOVES and isinstance(args[0], Tensor):
            return _moved(name, *args, **kwargs)
        if func == SET_DATA:
            return mark([args[0], func(*args)], place_of(args[1]))[1]
        named = kwargs.pop("device", None) if _makes_a_tensor(func, name) else None
        if not self.unsure:
            _refuse_mixture(name, args, kwargs)
        result = args[0] if name == "pin_memory" else func(*args, **kwargs)  # no card here to pin for
        return mark(result, _place_of_result(func, name, (args, kwargs)) if named is None else named_place(named))

    def _answer(self, tensor: Tensor, asker: str) -> bool:
        place = place_of(tensor)
        if place is None and not asker.startswith("torch."):  # an optimiser asks too, and can take any answer
            self.unsure = True
            raise Unsure
        return bool(place)


def _makes_a_tensor(func: Callable[..., Any], name: str) -> bool:
    """Where `device` says that the result is to be there. To anything else it is handed on, which may well fail."""
    return func in _device_constructors() or name.endswith("_like") or name.startswith("new_") or name == "normal"


def place_of(value: Any) -> Place:
    return getattr(value, "_pretended", None)


def mark(result: Any, place: Place) -> Any:
    for tensor in _tensors(result):
        tensor._pretended = place  # type: ignore[attr-defined]
    return result


def named_place(device: Any) -> Place:
    """Of "cuda", "cuda:1", torch.device("cuda") or 0. "cpu" is what a fallback says, so it says nothing."""
    is_index = isinstance(device, int) and not isinstance(device, bool)
    return THERE if is_index or str(device).startswith(PRETENDED) else None


def _moved(name: str, source: Tensor, *targets: Any, **named: Any) -> Tensor:
    """A copy at the place that is named, of the dtype that is named: `.to(device, dtype, non_blocking)` and such."""
    place = {"cuda": THERE, "cpu": HERE}.get(name, place_of(source))
    dtype = named.get("dtype")
    for target in (*targets, named.get("device"), named.get("other")) if name in ("to", "type_as") else ():
        if isinstance(target, Tensor):
            place, dtype = place_of(target), target.dtype
        elif isinstance(target, torch.dtype):
            dtype = target
        elif target is not None and not isinstance(target, bool):
            place = named_place(target)
    with torch._C.DisableTorchFunction():
        moved = source if dtype in (None, source.dtype) else source.to(dtype)
        moved = moved.clone() if moved is source and place is not place_of(source) else moved
    return mark(moved, place)


def _refuse_mixture(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if name in ("__getitem__", "__setitem__") and place_of(args[0]) is HERE:
        mixed = any(place_of(index) is THERE and index.dim() for index in _tensors(args[1]))
    elif name in FREE:
        mixed = False
    else:
        placed = [tensor for tensor in _tensors((args, kwargs)) if tensor.dim() or place_of(tensor) is THERE]
        mixed = {THERE, HERE} <= {place_of(tensor) for tensor in placed}
    if mixed:
        raise DevicesMixed(name.strip("_"))


def _place_of_result(func: Callable[..., Any], name: str, given: Any) -> Place:
    found = list(_tensors(given))
    if not found:
        return HERE
    if name in MANY_PLACES:
        common = set(map(place_of, found))
        return common.pop() if len(common) == 1 else None
    if name in FREE:
        return place_of(found[0])
    if func in _device_constructors():  # of a tensor it follows it; numbers out of tensors are made on the CPU
        return place_of(given[0][0]) if given[0] and isinstance(given[0][0], Tensor) else None
    places = {place_of(tensor) for tensor in found if tensor.dim() or place_of(tensor) is THERE}
    if THERE in places:
        return THERE
    return HERE if HERE in places or None not in map(place_of, found) else None


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))
