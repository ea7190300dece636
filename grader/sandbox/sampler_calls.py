"""How a student's sampler is called: the arguments of each signature."""

from __future__ import annotations

from typing import Any

from torch import nn

from grader.sandbox.recorder import Tensors

CONDITIONAL = "cfg"


def arguments(model: nn.Module, run: dict[str, Any], schedule: Tensors, labels: Tensors, device: str) -> tuple:
    """`run["signature"]` is "sizes", "shape" or "cfg"; only the last has labels."""
    shape = tuple(run["shape"])
    if run["signature"] == "sizes":
        return model, shape[0], shape[1], shape[2], schedule, device
    if run["signature"] == "shape":
        return model, shape, schedule, device
    return model, shape, schedule, labels["labels"], run["scale"], run["classes"], device


def share_of_a_step(run: dict[str, Any]) -> float:
    """What one image's answer is of a step of the walk: guidance asks twice about every image."""
    return 1 / (run["shape"][0] * (2 if run["signature"] == CONDITIONAL else 1))
