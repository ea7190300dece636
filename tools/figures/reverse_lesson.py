"""The still drawing of the lesson "Reverse diffusion": how far samples spread, step by step, with three samplers."""

import math

from tools.figures import paper
from tools.figures.paper import STROKES, Axes
from tools.figures.schedules import T, both

WIDTH, HEIGHT = 640, 300
BOX = (44, 40, 500, 266)
ENDS = (-3, 7)  # powers of ten
KINDS = {
    "− ε, + z": (-1, True),
    "− ε": (-1, False),
    "+ ε, + z": (1, True),
}  # the sign before the noise, and whether z is added


def files() -> dict[str, str | bytes]:
    return {"three-samplers.ink.svg": drawing()}


def spread(sign: int, noisy: bool, *, start: float = 1.0, last: bool = False) -> list[float]:
    """Standard deviations of what the sampler holds, before the first step and after each, for data from N(0, 1).

    The exact noise prediction for such data is √(1 − ᾱ)·x, so every step multiplies by a number and adds noise.
    """
    schedule = both()["linear"]
    variance = start**2
    deviations = [variance**0.5]
    for t in reversed(range(T)):
        beta, alpha = schedule["betas"][t].item(), schedule["alphas"][t].item()
        variance *= (1 + sign * beta) ** 2 / alpha
        if noisy and (t > 0 or last):
            variance += beta
        deviations.append(variance**0.5)
    return deviations


def drawing() -> str:
    axes = Axes((0, T), ENDS, BOX)
    parts = [*axes.frame((0, 250, 500, 750, 1000), (-2, 0, 2, 4, 6), "n"), paper.text(BOX[0], 22, "log₁₀ σ")]
    for place, ((name, kind), stroke) in enumerate(zip(KINDS.items(), STROKES, strict=True)):
        values = spread(*kind)
        points = [(step, math.log10(values[step])) for step in range(0, T + 1, 10)]
        parts.append(axes.line(points, stroke))
        y = 60 + 26 * place
        parts.append(f'<path d="M520 {y}h26" fill="none" stroke-width="2" {stroke}/>')
        parts.append(paper.text(552, y + 5, name))
    return paper.svg(WIDTH, HEIGHT, parts)
