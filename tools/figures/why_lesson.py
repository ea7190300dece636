"""The two drawings of the lesson "Why diffusion?", both about data that are −1 or 1, each half of the time."""

import math

import torch
from torch import Tensor

from ddpm_reference.gaussian import mixture_predictor
from ddpm_reference.posterior import predict_x_0
from tools.figures import paper
from tools.figures.paper import STROKES, Axes
from tools.figures.schedules import both

WIDTH, HEIGHT = 640, 300
BOX = (44, 14, 520, 266)
GUESS_STEPS = (99, 249, 499)  # how steeply the guess turns from −1 to 1
FROM, BACK_TO = 499, (498, 199, 99)  # one step back, and two leaps


def files() -> dict[str, str | bytes]:
    return {"best-guess.ink.svg": guesses(), "small-steps.ink.svg": leaps()}


def best_guess(x_t: Tensor, t: int) -> Tensor:
    """E[x_0 | x_t]: (N,) → (N,)."""
    schedule = both()["linear"]
    weights, means = torch.tensor([0.5, 0.5]).to(x_t), torch.tensor([[-1.0], [1.0]]).to(x_t)
    noise = mixture_predictor(weights, means, torch.zeros(2, 1, 1).to(x_t), schedule)
    steps = torch.full(x_t.shape, t)
    return predict_x_0(x_t, steps, noise(x_t[:, None], steps)[:, 0], schedule)


def separation(t: int, s: int) -> float:
    """How far apart x_s lies for x_0 = −1 and x_0 = 1 when x_t is known, in standard deviations of either."""
    alpha_bar = both()["linear"]["alpha_bar"]
    kept = alpha_bar[t] / alpha_bar[s]
    pull = alpha_bar[s].sqrt() * (1 - kept) / (1 - alpha_bar[t])
    deviation = ((1 - alpha_bar[s]) / (1 - alpha_bar[t]) * (1 - kept)).sqrt()
    return float(2 * pull / deviation)


def guesses() -> str:
    x = torch.linspace(-2, 2, 161, dtype=torch.float64)
    lines = {f"t = {t}": best_guess(x, t).tolist() for t in GUESS_STEPS}
    return drawing(x.tolist(), lines, Axes((-2, 2), (-1, 1), BOX), ((-2, -1, 0, 1, 2), (-1, 0, 1), "xₜ"))


def leaps() -> str:
    """Densities of x_s given x_t = 0, each in units of its own bumps' standard deviation."""
    z = torch.linspace(-6, 6, 241, dtype=torch.float64)
    lines = {f"{FROM} → {s}": two_bumps(z, separation(FROM, s)).tolist() for s in BACK_TO}
    return drawing(z.tolist(), lines, Axes((-6, 6), (0, 0.42), BOX), ((-6, -3, 0, 3, 6), (0, 0.2, 0.4), "σ"))


def two_bumps(z: Tensor, apart: float) -> Tensor:
    def bump(x: Tensor) -> Tensor:
        return (-(x**2) / 2).exp() / math.sqrt(2 * math.pi)

    return (bump(z - apart / 2) + bump(z + apart / 2)) / 2


def drawing(x: list[float], lines: dict[str, list[float]], axes: Axes, frame: tuple) -> str:
    """Lines between axes, with a legend at the right, since lines that cross leave no room for names beside them."""
    parts = list(axes.frame(*frame))
    for place, ((name, values), stroke) in enumerate(zip(lines.items(), STROKES, strict=True)):
        parts.append(axes.line(list(zip(x, values, strict=True)), stroke))
        y = 30 + 26 * place
        parts.append(f'<path d="M530 {y}h26" fill="none" stroke-width="2" {stroke}/>')
        parts.append(paper.text(562, y + 5, name))
    return paper.svg(WIDTH + 30, HEIGHT, parts)
