"""The inputs of a sampling exercise: two runs of the same random shape with a wave probe, then one of pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule
from grader.checks import inputs
from grader.checks.framework import Case
from grader.checks.pictures import SIZE, patterns
from grader.sandbox.probes import weight_shapes

RUNS = 2
PICTURES = 6


@dataclass(frozen=True)
class Hidden:
    schedule: Schedule
    shape: tuple[int, int, int, int]
    weights: dict[str, Tensor]
    labels: tuple[Tensor, ...] = ()  # one per run, the picture run last; empty when unconditional
    scale: float = 1.0
    null_label: int | None = None

    @property
    def T(self) -> int:
        return len(self.schedule["betas"])


def make_sampler_case(seed: int, device: str, *, exercise: str, signature: str) -> Case:
    """`signature` says how the student's function is called: "sizes", "shape" or "cfg"."""
    rng = inputs.generator(seed, exercise)
    schedule = inputs.rough_schedule(rng, inputs.integer(rng, 24, 40), top=(0.25, 0.4))
    shape = inputs.batch_shape(rng, square=signature == "sizes")
    weights = _draw_weights(rng, shape[1:])
    guidance = _draw_guidance(rng, shape[0]) if signature == "cfg" else {}
    hidden = Hidden(schedule, shape, weights, **guidance)
    run = {"signature": signature, "scale": hidden.scale, "classes": hidden.null_label}
    args: dict[str, Any] = {
        "device": device,
        "seed": inputs.derived_seed(seed, "draws"),
        "runs": [
            *[{**run, "probe": "wave", "shape": list(shape)}] * RUNS,
            {**run, "probe": "picture", "shape": [PICTURES, 1, SIZE, SIZE]},
        ],
    }
    tensors = {
        **inputs.as_tensors(schedule),
        **{f"wave.{name}": values for name, values in weights.items()},
        "picture.pictures": patterns(),
        "picture.alpha_bar": schedule["alpha_bar"],
        **{f"run{index}.labels": labels for index, labels in enumerate(hidden.labels)},
    }
    return Case("sample", args, tensors, hidden)


def _draw_weights(rng: torch.Generator, image: tuple[int, ...]) -> dict[str, Tensor]:
    return {
        name: low + (high - low) * torch.rand(shape, generator=rng)
        for name, (shape, low, high) in weight_shapes(image).items()
    }


def _draw_guidance(rng: torch.Generator, n: int) -> dict[str, Any]:
    """More classes than pictures, so that the null label of the picture run is no picture's label either."""
    classes = inputs.integer(rng, 6, 12)
    labels = [torch.randint(1, classes - 1, (n,), generator=rng) for _ in range(RUNS)]
    pictured = torch.arange(PICTURES) % len(patterns())
    return {"labels": (*labels, pictured), "scale": round(inputs.uniform(rng, 1.6, 4.4), 2), "null_label": classes}
