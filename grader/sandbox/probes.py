"""Probe models: what a student's sampler or training loop is given to call.

A probe is a formula with weights drawn from the submission's seed. The sandbox uses it to answer; the judge, holding
the same weights, recomputes every answer from the recorded inputs and never believes a recorded output.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor

Weights = dict[str, Tensor]


def wave_answer(weights: Weights, x: Tensor, t: Tensor, labels: Tensor) -> Tensor:
    """x/2 + √2·sin(wave·x + phase + tick·t + tint·(label + 1)): (m, C, H, W), (m or 1,), (m or 1,) → (m, C, H, W).

    Not proportional to x, and different for every t and label, those out of range too. Like a real noise estimate it
    holds enough of x that a walk neither grows nor fades.
    """
    angle = weights["wave"] * x + weights["phase"]
    angle = angle + weights["tick"] * column(t) + weights["tint"] * (column(labels) + 1)
    return x / 2 + math.sqrt(2) * torch.sin(angle)


def picture_answer(weights: Weights, x: Tensor, t: Tensor, labels: Tensor) -> Tensor:
    """The ideal noise prediction when the data are K known pictures: (m, 1, H, W) → the same.

    A label 0…K−1 asks for that picture; any other label, the null label among them, for all of them. A right sampler
    walks from noise to one of the pictures.
    """
    pictures, alpha_bar = weights["pictures"], weights["alpha_bar"]  # (K, 1, H, W), (T,)
    signal = alpha_bar[column(t).flatten().long().clamp(0, len(alpha_bar) - 1)].view(-1, 1, 1, 1)  # (m or 1, 1, 1, 1)
    apart = (x.unsqueeze(1) - signal.sqrt().unsqueeze(1) * pictures).flatten(2).pow(2).sum(2)  # (m, K)
    logits = -apart / (2 * (1 - signal)).flatten(1)
    asked = column(labels).flatten().unsqueeze(1) == torch.arange(len(pictures), device=x.device)  # (m or 1, K)
    logits = logits.masked_fill(asked.any(1, keepdim=True) & ~asked, -torch.inf)
    mean = (logits.softmax(1)[:, :, None, None, None] * pictures).sum(1)  # (m, 1, H, W)
    return (x - signal.sqrt() * mean) / (1 - signal).sqrt()


def column(values: Tensor) -> Tensor:
    """(m,), (m, 1), () or (1,) as a float column that broadcasts over images: (m or 1, 1, 1, 1)."""
    return values.detach().float().reshape(-1, 1, 1, 1)


def weight_shapes(image: tuple[int, ...]) -> dict[str, Any]:
    """The shapes of a wave probe's weights, each with the interval that its values are drawn from."""
    return {
        "wave": (image, 0.6, 1.4),
        "phase": (image, 0, 2 * math.pi),
        "tick": (image, 0.2, 0.8),
        "tint": (image, 1, 3),
    }


ANSWERS = {"wave": wave_answer, "picture": picture_answer}
