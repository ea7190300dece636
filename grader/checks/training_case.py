"""Inputs for a training loop: known batches, a small model, and more draws than chance can explain away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule
from grader.checks import inputs
from grader.checks.framework import Case
from grader.sandbox.training_probe import FAR

FULL, RAGGED = 8, 3  # samples in a batch, and in the last one
BATCHES = 3
EPOCHS = 16  # even: labels are compared between pairs of epochs. 304 draws of t in all
MAX_CALLS = 4 * EPOCHS * BATCHES  # written down in full; more are counted
# A second, short run for the draws alone: as many single pixels as it takes to see that the first and the last t are
# drawn half as often, or that one class is hidden more often than another. docs/statistics.md has the arithmetic.
CROWD, CROWD_BATCHES, CROWD_STEPS = 256, 12, 6


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
    crowd: Hidden | None = None  # of the second run

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
    # Few steps, so that one never drawn is noticed, and an even number: t drawn in pairs (t, T − 1 − t) has no middle.
    schedule = inputs.rough_schedule(rng, 2 * inputs.integer(rng, 4, 6))
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
        hidden = replace(hidden, p_uncond=p_uncond, num_classes=classes)
        named |= {"p_uncond": p_uncond, "num_classes": classes}
    hidden = replace(hidden, crowd=_draw_crowd(rng, hidden, classes))
    args = {
        "named": named,
        "forms": ["pair"] if conditional else ["pair", "image", "single"],
        "batches": BATCHES,
        "part": "batch",
        "steps": hidden.T,
        "max_calls": MAX_CALLS,
        "watched": True,
        "seed": inputs.derived_seed(seed, "draws"),
        "device": device,
        "crowd": {
            "named": {**named, "epochs": 1},
            "batches": CROWD_BATCHES,
            "part": "crowd",
            "steps": CROWD_STEPS,
            "watched": False,
            "seed": inputs.derived_seed(seed, "draws of the crowd"),
        },
    }
    return Case("train", args, _tensors(hidden), hidden)


def _draw_crowd(rng: torch.Generator, hidden: Hidden, classes: int) -> Hidden:
    """Only the first batch has values beyond FAR: what is left of its gradient shows how the optimiser forgets."""
    schedule = {name: values[:CROWD_STEPS] for name, values in hidden.schedule.items()}
    first, *others = (_draw_batch(rng, (CROWD, 1, 1, 1), classes) for _ in range(CROWD_BATCHES))
    spikes = torch.where(torch.rand(first.images.shape, generator=rng) < 1 / 16, 5 * first.images.sign() * FAR / 4, 0)
    batches = (Batch(first.images + spikes, first.labels), *others)
    return replace(hidden, schedule=schedule, batches=batches, epochs=1)


def _draw_batch(rng: torch.Generator, shape: tuple[int, ...], classes: int) -> Batch:
    """Images well away from the unit variance of noise, so that a formula that mixes them up shows."""
    images = torch.rand(shape, generator=rng) * 4 - 2
    return Batch(images, torch.randint(classes, shape[:1], generator=rng))


def _draw_weights(rng: torch.Generator, classes: int | None) -> dict[str, Tensor]:
    """Far from the optimum and on the same side of it at every seed; see TrainingProbe.

    (1,) and not (): a CPU scalar may meet a CUDA tensor, and a model that was not moved would go unnoticed.
    """
    centres = {"pixel": -50.0, "size": 30.0, "bias": 30.0, "step": 30.0, "far": 30.0}
    weights = {name: torch.tensor([centre + inputs.uniform(rng, -5, 5)]) for name, centre in centres.items()}
    if classes is not None:
        weights["label"] = 40 + 10 * torch.rand(classes + 1, generator=rng)
    return weights


def _tensors(hidden: Hidden) -> dict[str, Tensor]:
    tensors = inputs.as_tensors(hidden.schedule)
    tensors |= {f"weights.{name}": value for name, value in hidden.weights.items()}
    for part, batches in (("batch", hidden.batches), ("crowd", hidden.crowd.batches if hidden.crowd else ())):
        for index, batch in enumerate(batches):
            tensors |= {f"{part}{index}.images": batch.images, f"{part}{index}.labels": batch.labels}
    return tensors
