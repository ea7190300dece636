"""The drawings of the lesson "Training": how the bound weighs the steps, and our model's loss at each."""

import json

import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from ddpm_reference.digits import STEPS, digits_schedule, load_digits_model
from ddpm_reference.forward import diffuse
from ddpm_reference.guidance import ConditionalModel
from ddpm_reference.schedules import Schedule
from tools.figures import paper
from tools.figures.paper import HEIGHT, LEFT, RIGHT, STROKES, TOP, WIDTH, Axes
from tools.figures.schedules import T, both
from tools.train_digits import digits

LOG_WEIGHTS = (-3, 0)


def files() -> dict[str, str | bytes]:
    model, (images, labels) = load_digits_model(), digits().tensors
    losses = [round(loss_at(model, images, labels, t), 4) for t in range(STEPS)]
    return {
        "loss-weights.ink.svg": weights(),
        "loss-by-step.json": json.dumps({"losses": losses}, separators=(",", ":")) + "\n",
        "loss-by-step.ink.svg": paper.curves(
            {"L": losses, "ᾱ": digits_schedule()["alpha_bar"].tolist()}, {"L": (8, "end"), "ᾱ": (30, "start")}
        ),
    }


def bound_weights(schedule: Schedule) -> Tensor:
    """β²/(2σ²α(1 − ᾱ)) with σ² = β, before the noise error of each step: (T,). Ho et al. 2020, equation 12."""
    return schedule["betas"] / (2 * schedule["alphas"] * (1 - schedule["alpha_bar"]))


@torch.no_grad()
def loss_at(model: ConditionalModel, images: Tensor, labels: Tensor, t: int) -> float:
    """The mean squared error on the noise when every image is noised to step t, by one draw each."""
    noise = torch.randn(images.shape, generator=torch.Generator().manual_seed(t))
    steps = torch.full((len(images),), t)
    return float(mse_loss(model(diffuse(images, steps, noise, digits_schedule()), steps, labels), noise))


def weights() -> str:
    axes = Axes((0, T - 1), LOG_WEIGHTS, (LEFT, TOP + 10, WIDTH - RIGHT, HEIGHT - 34))
    heights = bound_weights(both()["linear"]).log10().tolist()
    steps = [*range(0, 50), *range(50, T, 5), T - 1]
    parts = [*axes.frame((0, T // 4, T // 2, 3 * T // 4, T - 1), (-3, -2, -1, 0), "t")]
    parts.append(axes.line([(t, heights[t]) for t in steps], STROKES[0]))
    parts.append(axes.line([(0, 0), (T - 1, 0)], STROKES[1]))
    parts += [paper.text(axes.x(T - 1) + 10, axes.y(heights[-1]) + 5, "log₁₀ wₜ")]
    parts += [paper.text(axes.x(T - 1) + 10, axes.y(0) + 5, "log₁₀ 1")]
    return paper.svg(WIDTH, HEIGHT, parts)
