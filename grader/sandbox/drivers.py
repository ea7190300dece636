"""What runs beside a student's function: it calls the function on the inputs it was sent, and records.

A driver is `driver(function, args, tensors) -> (header, tensors)`. It holds no expected value and judges nothing: the
code under test shares this process and could change anything here. `describe` turns each value seen into a line of the
header, in the form that grader/checks/record.py reads.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor

Header = dict[str, Any]
Tensors = dict[str, Tensor]
Driver = Callable[[Callable[..., Any], dict[str, Any], Tensors], tuple[Header, Tensors]]

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
        if isinstance(value, bool | int | float):
            line["number"] = value if abs(value) < 2**53 else 0
        if isinstance(value, tuple | list):
            line["items"] = [self.describe(item) for item in value[:MAX_ITEMS]]
        if isinstance(value, dict):
            line["keys"] = [str(key)[:40] for key in list(value)[:MAX_ITEMS]]
            line["items"] = [self.describe(item) for item in list(value.values())[:MAX_ITEMS]]
        return line

    def _describe_tensor(self, value: Tensor) -> Header:
        line: Header = {"type": type(value).__name__, "grad": bool(value.requires_grad)}
        if value.layout == torch.strided and value.dtype in CARRIED and value.numel() <= MAX_VALUES:
            name = f"t{len(self.tensors)}"
            self.tensors[name] = value.detach().as_subclass(Tensor).to("cpu", copy=True).contiguous()
            line["tensor"] = name
        else:
            line["type"] = f"{value.dtype} {value.layout} tensor of {value.numel()} values".replace("torch.", "")
        return line


def seed_everything(seed: int) -> None:
    """The same draws at every regrade. A forked child would otherwise inherit the generators of its parent."""
    torch.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)


def part(tensors: Tensors, prefix: str, device: str) -> Tensors:
    """The tensors whose names start with `prefix.`, under the rest of their names, as fresh copies on the device."""
    start = f"{prefix}."
    return {
        name[len(start) :]: value.to(device, copy=True) for name, value in tensors.items() if name.startswith(start)
    }


def forward_diffusion(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call the forward process on every batch in turn, and look at the inputs again afterwards."""
    recorder = Recorder()
    schedule = part(tensors, "schedule", args["device"])
    seed_everything(args["seed"])
    calls = []
    for index in range(args["calls"]):
        batch = part(tensors, f"call{index}", args["device"])
        returned = function(batch["x_0"], batch["t"], schedule)
        calls.append(
            {
                "returned": recorder.describe(returned),
                "x_0_after": recorder.describe(batch["x_0"]),
                "t_after": recorder.describe(batch["t"]),
            }
        )
    after = {name: recorder.describe(value) for name, value in schedule.items()}
    return {"calls": calls, "schedule_after": after}, recorder.tensors


DRIVERS: dict[str, Driver] = {
    "forward_diffusion": forward_diffusion,
}
