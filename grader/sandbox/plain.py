"""The plainest driver: call the function with the job's tensors by name, hand back what it returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch


def call(
    function: Callable[..., Any], args: dict[str, Any], tensors: dict[str, torch.Tensor]
) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """A tensor, or several by name, travels as tensors; anything else as JSON under "value"."""
    returned = function(**tensors)
    if isinstance(returned, torch.Tensor):
        return {}, {"result": returned}
    if isinstance(returned, dict) and any(isinstance(value, torch.Tensor) for value in returned.values()):
        return {}, returned
    return {"value": returned}, {}
