"""Inputs for a training loop: known batches, a small model, and more draws than chance can explain away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule
from grader.checks import inputs
from grader.checks.framework import Case

FULL, RAGGED = 8, 3  # samples in a batch, and in the last one
BATCHES = 3
EPOCHS = 16  # even: labels are compared between pairs of epochs. 304 draws of t in all
MAX_CALLS = 4 * EPOCHS * BATCHES  # written down in full; more are counted


@dataclass(frozen=True)
class Batch:
    images: Tensor  # (B, C, H, W)
    labels: Tensor  # (B,)


@dataclass(frozen=True)
class Hidden:
    """What the judge knows. `p_uncond` and `num_classes` are None for the loop without labels."""

    schedule: Schedule
    batches: tuple[Batch, ...]
    weights: dict[str, Tensor]
    lr: float
    epochs: int = EPOCHS
    p_uncond: float | None = None
    num_classes: int | None = None

    @property
    def T(self) -> int:
        return len(self.schedule["betas"])

    @property
    def conditional(self) -> bool:
        return self.num_classes is not None

    def in_order(self) -> Iterator[Batch]:
        """The batches of every epoch, one after another."""
        for _ in range(self.epochs):
            yield from self.batches


def make_case(seed: int, device: str, purpose: str, *, conditional: bool) -> Case:
    rng = inputs.generator(seed, purpose)
    schedule = inputs.rough_schedule(rng, inputs.integer(rng, 8, 12))  # few steps, so that one never drawn is noticed
    classes = inputs.integer(rng, 4, 6)
    shape = (inputs.integer(rng, 2, 3), inputs.integer(rng, 5, 6), inputs.integer(rng, 7, 8))
    sizes = [FULL] * (BATCHES - 1) + [RAGGED]
    batches = tuple(_draw_batch(rng, (size, *shape), classes) for size in sizes)
    p_uncond = inputs.uniform(rng, 0.25, 0.4)
    weights = _draw_weights(rng, classes if conditional else None)
    lr = inputs.uniform(rng, 0.25, 0.5)
    hidden = Hidden(schedule, batches, weights, lr)
    named: dict[str, float] = {"epochs": EPOCHS, "lr": lr}
    if conditional:
        hidden = Hidden(schedule, batches, weights, lr, p_uncond=p_uncond, num_classes=classes)
        named |= {"p_uncond": p_uncond, "num_classes": classes}
    args = {
        "named": named,
        "forms": ["pair"] if conditional else ["pair", "image", "single"],
        "batches": BATCHES,
        "max_calls": MAX_CALLS,
        "seed": inputs.derived_seed(seed, "draws"),
        "device": device,
    }
    return Case("train", args, _tensors(hidden), hidden)


def _draw_batch(rng: torch.Generator, shape: tuple[int, ...], classes: int) -> Batch:
    """Images well away from the unit variance of noise, so that a formula that mixes them up shows."""
    images = torch.rand(shape, generator=rng) * 4 - 2
    return Batch(images, torch.randint(classes, shape[:1], generator=rng))


def _draw_weights(rng: torch.Generator, classes: int | None) -> dict[str, Tensor]:
    """Far from the optimum and on the same side of it at every seed; see TrainingProbe.

    (1,) and not (): a CPU scalar may meet a CUDA tensor, and a model that was not moved would go unnoticed.
    """
    centres = {"pixel": -50.0, "size": 30.0, "bias": 30.0, "step": 30.0}
    weights = {name: torch.tensor([centre + inputs.uniform(rng, -5, 5)]) for name, centre in centres.items()}
    if classes is not None:
        weights["label"] = 40 + 10 * torch.rand(classes + 1, generator=rng)
    return weights


def _tensors(hidden: Hidden) -> dict[str, Tensor]:
    tensors = inputs.as_tensors(hidden.schedule)
    tensors |= {f"weights.{name}": value for name, value in hidden.weights.items()}
    for index, batch in enumerate(hidden.batches):
        tensors |= {f"batch{index}.images": batch.images, f"batch{index}.labels": batch.labels}
    return tensors
