"""The drawings of the lesson "Putting it together": how the pieces hang together, and three ways to show a sample."""

import torch
from torch import Tensor

from ddpm_reference.digits import load_digits_model
from tools.figures import paper
from tools.figures.paper import INK
from tools.figures.pixels import Pictures, grey
from tools.figures.sampling import CLASSES, sample_digits

SCALE, SEED = 2.0, 5
WIDTH, HEIGHT = 640, 330
BOX_WIDTH, BOX_HEIGHT = 230, 40
# The pieces by the functions' own names, each with its place; then what is handed on.
PIECES = {
    "linear_beta_schedule": (10, 10),
    "cosine_beta_schedule": (400, 10),
    "precompute_schedule": (205, 80),
    "forward_diffusion": (10, 150),
    "train_ddpm, train_ddpm_cfg": (10, 220),
    "compare_schedules": (400, 150),
    "sample_ddpm, sample_cfg": (205, 285),
}
ARROWS = (
    ("linear_beta_schedule", "precompute_schedule"),
    ("cosine_beta_schedule", "precompute_schedule"),
    ("precompute_schedule", "forward_diffusion"),
    ("precompute_schedule", "compare_schedules"),
    ("precompute_schedule", "sample_ddpm, sample_cfg"),
    ("forward_diffusion", "train_ddpm, train_ddpm_cfg"),
    ("train_ddpm, train_ddpm_cfg", "sample_ddpm, sample_cfg"),
)


def files() -> dict[str, str | bytes]:
    return {"pieces.ink.svg": pieces(), "showing-samples.svg": shown()}


def pieces() -> str:
    parts = [_arrow(PIECES[start], PIECES[end]) for start, end in ARROWS]
    for name, (x, y) in PIECES.items():
        size = f'x="{x}" y="{y}" width="{BOX_WIDTH}" height="{BOX_HEIGHT}" rx="6"'
        parts.append(f'<rect {size} fill="none" stroke="{INK}" stroke-width="1.5"/>')
        parts.append(paper.text(x + BOX_WIDTH / 2, y + BOX_HEIGHT / 2 + 6, name, "middle"))
    return paper.svg(WIDTH, HEIGHT, parts)


def _arrow(start: tuple[int, int], end: tuple[int, int]) -> str:
    x, y = start[0] + BOX_WIDTH / 2, start[1] + BOX_HEIGHT
    to_x, to_y = end[0] + BOX_WIDTH / 2, end[1]
    tip = f"M{to_x - 5:.0f} {to_y - 9}L{to_x:.0f} {to_y - 1}L{to_x + 5:.0f} {to_y - 9}"
    middle = (y + to_y) / 2
    curve = f"M{x:.0f} {y}C{x:.0f} {middle:.0f} {to_x:.0f} {middle:.0f} {to_x:.0f} {to_y - 2}"
    return f'<path d="{curve}{tip}" fill="none" stroke="{INK}" stroke-opacity="0.6" stroke-width="1.5"/>'


def shown() -> str:
    """One sample of each digit: shown as it should be, each stretched by itself, and without moving the range."""
    samples = sample_digits(load_digits_model(), torch.arange(CLASSES), SCALE, SEED)
    rows = {"(x + 1)/2": grey(samples), "min … max": stretched(samples), "x": grey(2 * samples.clamp(0, 1) - 1)}
    return paper.sheet(rows, margin=96, pixel=6, gap=6)


def stretched(samples: Tensor) -> Pictures:
    low, high = samples.amin((1, 2), keepdim=True), samples.amax((1, 2), keepdim=True)
    return grey(2 * (samples - low) / (high - low) - 1)
