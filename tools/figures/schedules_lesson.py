"""The two still drawings of the lesson "Noise schedules"."""

import torch

from ddpm_reference.forward import diffuse
from ddpm_reference.schedules import Schedule, precompute_schedule
from tools.figures import paper
from tools.figures.forward_lesson import STEPS_SHOWN, glyph_and_noise
from tools.figures.paper import STROKES, Axes
from tools.figures.pixels import Pictures, grey
from tools.figures.schedules import T, both

WIDTH, HEIGHT = 700, 300
BOX = (44, 40, 520, 266)
SCALED_ENDS = (0.00085, 0.012)  # those of Stable Diffusion's configuration


def files() -> dict[str, str | bytes]:
    return {"betas.ink.svg": betas(), "alpha-or-alpha-bar.svg": seven_by("alpha_bar", "alphas")}


def scaled_linear() -> Schedule:
    """Rombach et al. 2022: √β rises evenly."""
    start, end = SCALED_ENDS
    return precompute_schedule(torch.linspace(start**0.5, end**0.5, T, dtype=torch.float64) ** 2)


def three() -> dict[str, Schedule]:
    return {"linear": both()["linear"], "cosine": both()["cosine"], "scaled linear": scaled_linear()}


def betas() -> str:
    axes = Axes((0, T - 1), (-5, 0), BOX)
    parts = [*axes.frame((0, 250, 500, 750, 999), (-5, -4, -3, -2, -1, 0), "t"), paper.text(BOX[0], 22, "log₁₀ β")]
    steps = [*range(0, T, 5), T - 1]
    for place, ((name, schedule), stroke) in enumerate(zip(three().items(), STROKES, strict=True)):
        parts.append(axes.line([(t, schedule["betas"][t].log10().item()) for t in steps], stroke))
        y = 60 + 26 * place
        parts.append(f'<path d="M540 {y}h26" fill="none" stroke-width="2" {stroke}/>')
        parts.append(paper.text(572, y + 5, name))
    return paper.svg(WIDTH, HEIGHT, parts)


def seven_by(*keys: str) -> str:
    """A drawing as the closed form noises it, and as it does with another column of the schedule in ᾱ's place."""
    names = {"alpha_bar": "ᾱ", "alphas": "α"}
    rows = {names[key]: seven(both()["linear"][key]) for key in keys}
    return paper.sheet(rows, [f"t = {t}" for t in STEPS_SHOWN], margin=30, pixel=13, gap=16)


def seven(share: torch.Tensor) -> Pictures:
    x_0, noise = glyph_and_noise()
    schedule = {"sqrt_alpha_bar": share.sqrt(), "sqrt_one_minus_alpha_bar": (1 - share).sqrt()}
    t = torch.tensor(STEPS_SHOWN)
    return grey(diffuse(x_0.expand(len(t), 8, 8), t, noise.expand(len(t), 8, 8), schedule))
