"""A training run of the digits model: the loss of each epoch, and ten digits sampled on the way.

Training takes minutes, so the run is recorded once by tools/record_training.py and the drawing is made from the record.
"""

import json

import torch
from torch import Tensor

from ddpm_reference.guidance import ConditionalModel
from tools.figures import paper
from tools.figures.paper import HEIGHT, LEFT, RIGHT, STROKES, TOP, WIDTH, Axes
from tools.figures.pixels import grey, png, tiled
from tools.figures.sampling import CLASSES, sample_digits

CHECKPOINTS = (0, 1, 2, 4, 7, 12, 20, 35, 60, 80, 130, 175)  # the last one is the shipped model
SCALE, SEED = 2.0, 3


def checkpoint(model: ConditionalModel) -> Tensor:
    """One sample of each digit, (10, 8, 8), from the same noise at every checkpoint."""
    return sample_digits(model, torch.arange(CLASSES), SCALE, SEED)


def recorded(losses: list[float], sheets: Tensor) -> dict[str, str | bytes]:
    """Losses of the epochs and samples (checkpoints, 10, 8, 8), as the files of the figure."""
    rounded = [round(loss, 4) for loss in losses]
    data = {"losses": rounded, "checkpoints": CHECKPOINTS}
    return {
        "training-curve.json": json.dumps(data, separators=(",", ":")) + "\n",
        "training-curve.png": png(tiled(grey(sheets))),
        "training-curve.ink.svg": still(rounded),
    }


def still(losses: list[float]) -> str:
    top = 0.6  # the first epoch stands above it, and would flatten all the others
    axes = Axes((1, len(losses)), (0, top), (LEFT, TOP, WIDTH - RIGHT, HEIGHT - 34))
    points = [(epoch, min(loss, top)) for epoch, loss in enumerate(losses, start=1)]
    marks = [1, 50, 100, 150]
    return paper.svg(WIDTH, HEIGHT, [*axes.frame(marks, (0, 0.2, 0.4, 0.6), "epoch"), axes.line(points, STROKES[0])])
