"""Pictures as grey levels, and as the PNG files that the pages read."""

import io

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

Pictures = NDArray[np.uint8]  # (…, H, W)
LEVELS = 16  # the handwritten digits have 17 grey levels; finer ones would only make the files larger


def grey(pictures: torch.Tensor) -> Pictures:
    """Values in [−1, 1] → 0…255 in 17 levels; what lies beyond is cut off."""
    levels = ((pictures.clamp(-1, 1) + 1) / 2 * LEVELS).round()
    return (levels * 255 / LEVELS).to(torch.uint8).numpy()


def tiled(pictures: Pictures) -> Pictures:
    """(rows, columns, H, W) → one picture (rows·H, columns·W), without gaps."""
    rows, columns, high, wide = pictures.shape
    return pictures.transpose(0, 2, 1, 3).reshape(rows * high, columns * wide)


def png(picture: Pictures) -> bytes:
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "PNG", optimize=True)
    return file.getvalue()


def read_png(data: bytes) -> Pictures:
    return np.asarray(Image.open(io.BytesIO(data)))
