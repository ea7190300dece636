"""Unpacking what the judge sent: tensors by name, and the seed of the student's random numbers."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch

from grader.sandbox.recorder import Tensors


def seed_everything(seed: int) -> None:
    """The same draws at every regrade. A forked child would otherwise inherit the generators of its parent."""
    torch.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed % 2**32)


def part(tensors: Tensors, prefix: str, device: str) -> Tensors:
    """The tensors whose names start with `prefix.`, under the rest of their names, as fresh copies on the device."""
    named = {name: value for name, value in tensors.items() if name.startswith(f"{prefix}.")}
    return {name.removeprefix(f"{prefix}."): value.to(device, copy=True) for name, value in named.items()}


def shaped(batch: Tensors, form: str) -> Any:
    """What a loader gives: a (images, labels) "pair", a "single" of images, or the images themselves."""
    if form == "pair":
        return batch["images"], batch["labels"]
    return (batch["images"],) if form == "single" else batch["images"]
