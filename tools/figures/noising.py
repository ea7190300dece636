"""Noising: a real digit, noised as each of the two schedules noises it."""

import json

import numpy as np
import torch
from sklearn.datasets import load_digits

from ddpm_reference.forward import diffuse
from tools.figures import paper
from tools.figures.pixels import grey
from tools.figures.schedules import both

STILL_STEPS = (0, 99, 249, 499, 749, 999)
STILL_LABEL = 3


def files() -> dict[str, str | bytes]:
    return {
        "digits.json": json.dumps({"digits": typical_digits()}, separators=(",", ":")) + "\n",
        "noising.svg": still(),
    }


def typical_digits() -> list[list[int]]:
    """One real picture of each digit, the one nearest to the mean of its kind: 64 whole numbers 0…16."""
    pixels, target = load_digits(return_X_y=True)
    chosen = []
    for label in range(10):
        of_label = pixels[target == label]
        distance = ((of_label - of_label.mean(axis=0)) ** 2).sum(axis=1)
        chosen.append(of_label[np.argmin(distance)].astype(int).tolist())
    return chosen


def still() -> str:
    x_0 = torch.tensor(typical_digits()[STILL_LABEL], dtype=torch.float64).reshape(1, 8, 8) / 8 - 1
    noise = torch.randn(1, 8, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(7))
    t = torch.tensor(STILL_STEPS)
    rows = {
        name: grey(diffuse(x_0.expand(len(t), 8, 8), t, noise.expand(len(t), 8, 8), schedule))
        for name, schedule in both().items()
    }
    return paper.sheet(rows, [f"t = {step}" for step in STILL_STEPS], margin=70, pixel=10)
