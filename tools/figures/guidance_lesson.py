"""The drawing of the lesson "Classifier-free guidance": one number, sampled towards the right one of two lumps."""

import math

import torch
from torch import Tensor

from ddpm_reference.digits import digits_schedule
from ddpm_reference.gaussian import labelled_mixture_predictor
from ddpm_reference.guidance import ConditionalModel, sample_cfg
from tools.figures import paper
from tools.figures.paper import STROKES, Axes

MEANS, DEVIATION = (-1.0, 1.0), 0.5
SCALES = (1.0, 2.0, 5.0)
SAMPLES, BANDWIDTH, SEED = 20_000, 0.07, 0
ENDS = (-1.5, 3.5)
NAMES_AT = {1.0: (0.45, "end"), 2.0: (1.05, "end"), 5.0: (1.6, "start")}  # beside each line, clear of the others
WIDTH, HEIGHT = 640, 300


def files() -> dict[str, str | bytes]:
    return {"guidance-line.ink.svg": drawing()}


def predictor() -> ConditionalModel:
    """The exact answers for two equally likely lumps, labels 0 and 1, null label 2."""
    weights = torch.full((2,), 0.5, dtype=torch.float64)
    covariances = torch.full((2, 1, 1), DEVIATION**2, dtype=torch.float64)
    means = torch.tensor(MEANS, dtype=torch.float64)[:, None]
    return labelled_mixture_predictor(weights, means, covariances, digits_schedule(torch.float64))


def samples(scale: float, count: int) -> Tensor:
    """(count,) numbers, asked for with label 1; the same noise whatever the scale."""
    generator = torch.Generator().manual_seed(SEED)
    labels = torch.ones(count, dtype=torch.long)
    return sample_cfg(
        predictor(),
        (count, 1),
        digits_schedule(torch.float64),
        labels,
        scale,
        len(MEANS),
        "cpu",
        noise_sampler=lambda shape: torch.randn(*shape, generator=generator, dtype=torch.float64),
    )[:, 0]


def smoothed(values: Tensor, at: Tensor) -> Tensor:
    """The density of the values, each widened to a narrow Gaussian: (N,), (K,) → (K,)."""
    kernels = (-((at[:, None] - values) ** 2) / (2 * BANDWIDTH**2)).exp().mean(1)
    return kernels / (BANDWIDTH * math.sqrt(2 * math.pi))


def drawing() -> str:
    axes = Axes(ENDS, (0, 1), (44, 14, 580, HEIGHT - 34))
    x = torch.linspace(*ENDS, 151, dtype=torch.float64)
    parts = [*axes.frame((-1, 0, 1, 2, 3), (0, 0.5, 1), "x₀")]
    for scale, stroke in zip(SCALES, STROKES, strict=True):
        density = smoothed(samples(scale, SAMPLES), x)
        parts.append(axes.line(list(zip(x.tolist(), density.tolist(), strict=True)), stroke))
        place, anchor = NAMES_AT[scale]
        height = density[(x - place).abs().argmin()].item()
        parts.append(
            paper.text(axes.x(place) + (12 if anchor == "start" else -12), axes.y(height), f"s = {scale:g}", anchor)
        )
    return paper.svg(WIDTH, HEIGHT, parts)
