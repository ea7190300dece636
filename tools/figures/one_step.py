"""One reverse step on a line: the density of x_t, and where the exact predictor sends each x_t."""

import json
import math

import torch
from torch import Tensor

from ddpm_reference.gaussian import mixture_predictor
from ddpm_reference.posterior import predict_x_0
from ddpm_reference.sampling import reverse_mean
from tools.figures import paper
from tools.figures.paper import INK, STROKES, Axes
from tools.figures.schedules import T, both

WEIGHTS, MEANS, DEVIATIONS = (0.35, 0.65), (-1.2, 0.9), (0.25, 0.35)
STILL_T = 300
ENDS = (-3.0, 3.0)
ARROWS = tuple(number / 4 for number in range(-10, 11))
WIDTH, HEIGHT = 640, 320


def files() -> dict[str, str | bytes]:
    data = {"weights": WEIGHTS, "means": MEANS, "deviations": DEVIATIONS, "T": T}
    return {"one-step.json": json.dumps(data, separators=(",", ":")) + "\n", "one-step.ink.svg": still()}


def density(x: Tensor, t: int) -> Tensor:
    """q(x_t) of the mixture under the linear schedule: (N,) → (N,)."""
    alpha_bar = both()["linear"]["alpha_bar"][t]
    total = torch.zeros_like(x)
    for weight, mean, deviation in zip(WEIGHTS, MEANS, DEVIATIONS, strict=True):
        variance = alpha_bar * deviation**2 + 1 - alpha_bar
        total += (
            weight * (-((x - alpha_bar.sqrt() * mean) ** 2) / (2 * variance)).exp() / (2 * math.pi * variance).sqrt()
        )
    return total


def step(x: Tensor, t: int) -> tuple[Tensor, Tensor]:
    """Where the reverse step's mean lies, and the x_0 that is expected: (N,) → (N,), (N,)."""
    schedule = both()["linear"]
    weights, means = torch.tensor(WEIGHTS, dtype=x.dtype), torch.tensor(MEANS, dtype=x.dtype)[:, None]
    covariances = torch.tensor(DEVIATIONS, dtype=x.dtype)[:, None, None] ** 2
    steps = torch.full(x.shape, t)
    noise = mixture_predictor(weights, means, covariances, schedule)(x[:, None], steps)[:, 0]
    return reverse_mean(x, steps, noise, schedule), predict_x_0(x, steps, noise, schedule)


def still() -> str:
    upper = Axes(ENDS, (0, 0.8), (44, 14, 590, 150))
    lower = Axes(ENDS, (0, 1), (44, 180, 590, 280))
    x = torch.linspace(*ENDS, 121, dtype=torch.float64)
    parts = [*upper.frame((), (0, 0.4, 0.8), ""), *lower.frame((-3, -2, -1, 0, 1, 2, 3), (), "x")]
    for t, stroke in ((0, STROKES[2]), (STILL_T, STROKES[0])):
        parts.append(upper.line(list(zip(x.tolist(), density(x, t).tolist(), strict=True)), stroke))
    starts = torch.tensor(ARROWS, dtype=torch.float64)
    for start, end in zip(ARROWS, step(starts, STILL_T)[1].tolist(), strict=True):
        a, b = lower.x(start), lower.x(end)
        parts.append(f'<path d="M{a:.1f} 200L{b:.1f} 270" stroke="{INK}" stroke-opacity="0.55"/>')
        parts.append(f'<circle cx="{b:.1f}" cy="270" r="3" fill="{INK}"/>')
    parts += [paper.text(600, 205, "xₜ"), paper.text(600, 275, "x̂₀")]
    return paper.svg(WIDTH, HEIGHT, parts)
