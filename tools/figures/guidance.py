"""Guidance: samples of every digit at six scales, and what was measured on them.

All scales walk from the same noise with the same noise at every step, so a picture changes with the scale alone.
"""

import json
from typing import Any

import numpy as np
import torch
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from torch import Tensor

from ddpm_reference.digits import load_digits_model
from tools.figures import paper
from tools.figures.pixels import Pictures, grey, png, tiled
from tools.figures.sampling import CLASSES, sample_digits

SCALES = (0.0, 1.0, 2.0, 3.0, 5.0, 7.5)
MEASURED, SHOWN = 32, 16  # of each digit at each scale
SEED = 5
STILL_LABEL = 3


def files() -> dict[str, str | bytes]:
    model = load_digits_model()
    samples = torch.stack([sample_digits(model, labels(), scale, SEED) for scale in SCALES])  # (S, C·M, 8, 8)
    samples = samples.unflatten(1, (CLASSES, MEASURED))  # (S, C, M, 8, 8)
    return {
        "guidance.png": png(sprite(samples)),
        "guidance.json": json.dumps(measured(samples), separators=(",", ":")) + "\n",
        "guidance.svg": still(grey(samples[:, STILL_LABEL])),
    }


def labels() -> Tensor:
    return torch.arange(CLASSES).repeat_interleave(MEASURED)


def sprite(samples: Tensor) -> Pictures:
    """(S, C, M, 8, 8) → one picture: a row of cells for each digit, holding the shown samples scale after scale."""
    shown = grey(samples[:, :, :SHOWN]).transpose(1, 0, 2, 3, 4)  # (C, S, shown, 8, 8)
    return tiled(shown.reshape(CLASSES, len(SCALES) * SHOWN, 8, 8))


def measured(samples: Tensor) -> dict[str, Any]:
    judge, spread = Judge(), Spread()
    return {
        "scales": SCALES,
        "shown": SHOWN,
        "measured": MEASURED,
        "agreement": [[judge.agreement(of_digit, c) for c, of_digit in enumerate(at)] for at in samples],
        "diversity": [[spread.relative(of_digit, c) for c, of_digit in enumerate(at)] for at in samples],
        "real_agreement": judge.on_real,
    }


class Judge:
    """A classifier that has seen real digits only: how many samples does it read as what was asked for?"""

    def __init__(self) -> None:
        pixels, target = load_digits(return_X_y=True)
        half = np.arange(len(target)) % 2 == 0
        self.reader = LogisticRegression(C=0.1, max_iter=2000).fit(pixels[half] / 8 - 1, target[half])
        self.on_real = round(float(self.reader.score(pixels[~half] / 8 - 1, target[~half])), 3)

    def agreement(self, samples: Tensor, label: int) -> float:
        read = self.reader.predict(samples.clamp(-1, 1).flatten(1).numpy())
        return round(float((read == label).mean()), 3)


class Spread:
    """How much the samples of one digit differ from each other, where the real ones of that digit make 1."""

    def __init__(self) -> None:
        pixels, target = load_digits(return_X_y=True)
        self.real = [spread(torch.tensor(pixels[target == c] / 8 - 1)) for c in range(CLASSES)]

    def relative(self, samples: Tensor, label: int) -> float:
        return round(spread(samples.clamp(-1, 1).flatten(1)) / self.real[label], 3)


def spread(pictures: Tensor) -> float:
    """The standard deviation over the pictures, root mean square over the pixels: (n, D)."""
    return float(pictures.var(dim=0).mean().sqrt())


def still(pictures: Pictures) -> str:
    """(S, M, 8, 8): ten samples at each scale, each row with its scale s."""
    rows = {f"s = {scale:g}": of_scale[:10] for scale, of_scale in zip(SCALES, pictures, strict=True)}
    return paper.sheet(rows, margin=80, pixel=6, gap=8)
