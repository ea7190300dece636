"""Draw the home page's picture, digits walking out of noise: ``python -m tools.draw_walk``.

Rewrites config/static/img/walk.png: one row per digit, one column per step shown. The strokes are in the alpha channel,
so that the stylesheet can ink them in either theme.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from ddpm_reference.digits import STEPS, digits_schedule, load_digits_model
from ddpm_reference.guidance import guided
from ddpm_reference.sampling import NoiseModel, sample

PICTURE = Path(__file__).resolve().parent.parent / "config" / "static" / "img" / "walk.png"
LABELS = (3, 8, 0, 7)
SHOWN = (STEPS - 1, 50, 36, 27, 19, 12, 5)  # the steps at which something changes to the eye; x_0 comes after them
PIXEL, GAP = 8, 2  # screen pixels per picture pixel; picture pixels between pictures


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(11)
    Image.fromarray(sheet(walk())).save(PICTURE, optimize=True)


def walk() -> Tensor:
    """(steps shown + 1, digits, 8, 8): x_t at each shown step, then x_0."""
    schedule = digits_schedule()
    seen: dict[int, Tensor] = {}
    model = recording(guided(load_digits_model(), torch.tensor(LABELS), 2.0, 10), seen)
    last = sample(model, (len(LABELS), 1, 8, 8), schedule)
    return torch.stack([*(seen[t] for t in SHOWN), last]).squeeze(2)


def recording(model: NoiseModel, seen: dict[int, Tensor]) -> NoiseModel:
    def noise(x: Tensor, t: Tensor) -> Tensor:
        seen[int(t[0])] = x
        return model(x, t)

    return noise


def sheet(pictures: Tensor) -> np.ndarray:
    """(columns, rows, 8, 8) in [−1, 1] → one image with an alpha channel, (height, width, 2)."""
    columns, rows, size, _ = pictures.shape
    step = size + GAP
    alpha = np.zeros((rows * step - GAP, columns * step - GAP), dtype=np.uint8)
    ink = ((pictures.clamp(-1, 1) + 1) * 127.5).byte().numpy()
    for column in range(columns):
        for row in range(rows):
            alpha[row * step : row * step + size, column * step : column * step + size] = ink[column, row]
    alpha = alpha.repeat(PIXEL, axis=0).repeat(PIXEL, axis=1)
    return np.dstack([np.zeros_like(alpha), alpha])


if __name__ == "__main__":
    main()
