"""Small pictures that make a student's result visible; nothing is judged by them alone."""

from __future__ import annotations

import torch
from torch import Tensor

SIZE = 16


def patterns() -> Tensor:
    """Disc, ring, square and cross in [−1, 1]: (4, 1, 16, 16)."""
    axis = torch.arange(SIZE, dtype=torch.float32) - (SIZE - 1) / 2
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    radius = (x * x + y * y).sqrt()
    shapes = (
        radius < 5.5,
        (radius > 4) & (radius < 6.8),
        torch.maximum(x.abs(), y.abs()) < 5,
        (x.abs() < 2) | (y.abs() < 2),
    )
    return torch.stack([shape.float() * 2 - 1 for shape in shapes]).unsqueeze(1)
