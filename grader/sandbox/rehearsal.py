"""A make-believe accelerator, so that a tensor left on the wrong device shows on a machine without one.

Everything runs on the CPU. Tensors made or moved with the pretended device are marked as living there; an operation
that mixes marked and unmarked tensors of one dimension or more raises, as CUDA would. It allows what CUDA allows: CPU
scalars, CPU index tensors, copies. Whatever it does not understand passes, so a complaint is always a real mixture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

PRETENDED = "cuda"
READ_DEVICE = Tensor.device.__get__
READ_IS_CUDA = Tensor.is_cuda.__get__  # type: ignore[attr-defined]


class DevicesMixed(RuntimeError):
    """One operation got tensors from two devices."""

    def __init__(self, operation: str) -> None:
        super().__init__(f"{operation} got a tensor on {PRETENDED} and one on the CPU")
        self.operation = operation


class Rehearsal(TorchFunctionMode):
    def __torch_function__(
        self, func: Callable[..., Any], types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        if func == READ_DEVICE:
            return torch.device(PRETENDED if is_there(args[0]) else "cpu")
        if func == READ_IS_CUDA:
            return is_there(args[0])
        if name in ("to", "cuda", "cpu"):
            return _moved(name, func, args, kwargs)
        place = kwargs.pop("device", None)
        if place is not None:
            return mark(func(*args, **kwargs), _names_it(place))
        if name not in ALLOWED_MIXTURES:
            _refuse_mixture(name, args, kwargs)
        found = list(_tensors((args, kwargs)))
        there = is_there(found[0]) if name in ALLOWED_MIXTURES and found else any(map(is_there, found))
        result = func(*args, **kwargs)
        return mark(result, there) if found else result


# Operations in which torch itself lets a CUDA tensor meet a CPU one; the first argument says where the result lives.
ALLOWED_MIXTURES = ("__getitem__", "__setitem__", "copy_", "set_", "__get__", "__set__", "type_as", "new_tensor")


def is_there(value: Any) -> bool:
    return isinstance(value, Tensor) and getattr(value, "_pretended", False)


def mark(result: Any, there: bool) -> Any:
    for tensor in _tensors(result):
        tensor._pretended = there  # type: ignore[attr-defined]
    return result


def _moved(name: str, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """`.to`, `.cuda` and `.cpu`: a copy at the place that is named, of the dtype that is named."""
    source, *targets = args
    if not isinstance(source, Tensor):
        return func(*args, **kwargs)
    there = {"cuda": True, "cpu": False}.get(name, is_there(source))
    place = kwargs.pop("device", None)
    kept = []
    for target in targets:
        if isinstance(target, str | torch.device):
            place = target
        elif isinstance(target, Tensor):
            there, kept = is_there(target), [target.dtype]
        elif name == "to":
            kept.append(target)
    there = there if place is None else _names_it(place)
    with torch._C.DisableTorchFunction():
        moved: Any = source.to(*kept, **kwargs) if kept or kwargs else source  # type: ignore[call-overload]
        if moved is source and there != is_there(source):
            moved = source.view_as(source)
    return mark(moved, there)


def _names_it(place: Any) -> bool:
    return str(place).startswith(PRETENDED)


def _refuse_mixture(name: str, args: Any, kwargs: Any) -> None:
    placed = [tensor for tensor in _tensors((args, kwargs)) if tensor.dim() > 0 or is_there(tensor)]
    if len({is_there(tensor) for tensor in placed}) > 1:
        raise DevicesMixed(name.strip("_"))


def _tensors(value: Any) -> Iterator[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _tensors(item)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))
