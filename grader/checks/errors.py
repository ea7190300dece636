"""Mistakes that show as an exception, before there is anything to judge."""

from __future__ import annotations

import re
from typing import Any

from grader.misconceptions import MISCONCEPTIONS

# Exception texts of torch and Python, each with the mistake that is nearly always behind it.
PATTERNS: tuple[tuple[str, str], ...] = (
    (r"size of tensor a \(\d+\) must match the size of tensor b", "missing-reshape"),
    (r"shape '\[.*\]' is invalid for input of size", "missing-reshape"),
    (r"not compiled with CUDA|No CUDA GPUs|Found no NVIDIA driver", "hard-coded-device"),
    (r"on the same device|weight type \(torch\.cuda", "left-on-the-cpu"),
    (r"index (\d+) is out of bounds for dimension 0 with size \1$", "t-one-too-high"),
    (r"index \d+ is out of bounds for dimension 0 with size", "t-hard-coded"),
    (r"too many indices for tensor of dimension", "batch-axis-lost"),
    (r"linspace\(\) (received an invalid combination of|missing)", "linspace-arguments"),
    (r"index (\d+) is out of bounds for dimension 0 with size \1$", "loop-past-the-end"),
    (r"size of tensor a \(\d+\) must match the size of tensor b", "grid-lengths-differ"),
    (r"Boolean value of Tensor with more than one value", "tensor-as-a-condition"),
    (r"cumprod\(\) missing 1 required positional argument", "cumprod-without-dim"),
    (r"\(\): argument 'input' \(position 1\) must be Tensor, not (float|int)", "torch-function-on-a-number"),
    (r"does not require grad and does not have a grad_fn", "prediction-detached"),
)


def explain_error(exercise_slug: str, error: dict[str, Any] | None) -> str | None:
    text = str((error or {}).get("message", ""))
    for pattern, slug in PATTERNS:
        if re.search(pattern, text) and exercise_slug in MISCONCEPTIONS[slug].exercises:
            return slug
    return None
