"""Linear against cosine: how much of the picture is left, and the logarithm of its ratio to the noise."""

from collections.abc import Callable

import torch

from ddpm_reference.schedules import Schedule, cosine_beta_schedule, linear_beta_schedule, precompute_schedule
from tools.figures import paper
from tools.figures.paper import STROKES, Axes

T = 1000
WIDTH, HEIGHT = 720, 320
LOG_RATIO_ENDS = (-12.0, 12.0)


def files() -> dict[str, str | bytes]:
    return {"schedules.ink.svg": still()}


def schedule(betas: Callable[..., torch.Tensor]) -> Schedule:
    return precompute_schedule(betas(T, dtype=torch.float64))


def both() -> dict[str, Schedule]:
    return {"linear": schedule(linear_beta_schedule), "cosine": schedule(cosine_beta_schedule)}


def still() -> str:
    left = Axes((0, T - 1), (0, 1), (44, 44, 300, 280))
    right = Axes((0, T - 1), LOG_RATIO_ENDS, (400, 44, 656, 280))
    parts = [*left.frame((0, 500, 999), (0, 0.5, 1), "t"), *right.frame((0, 500, 999), (-10, -5, 0, 5, 10), "t")]
    for schedule_, stroke in zip(both().values(), STROKES, strict=False):
        share = schedule_["alpha_bar"]
        steps = [*range(0, T, 5), T - 1]
        log_ratio = (share / (1 - share)).log().clamp(*LOG_RATIO_ENDS)
        parts.append(left.line([(t, share[t].item()) for t in steps], stroke))
        parts.append(right.line([(t, log_ratio[t].item()) for t in steps], stroke))
    parts += [paper.text(44, 22, "ᾱ"), paper.text(400, 22, "log ᾱ/(1 − ᾱ)")]
    for name, stroke, x in (("linear", STROKES[0], 130), ("cosine", STROKES[1], 230)):
        parts += [f'<path d="M{x - 36} 16h28" fill="none" stroke-width="2" {stroke}/>', paper.text(x, 22, name)]
    return paper.svg(WIDTH, HEIGHT, parts)
