"""Evidence to draw beside a verdict, as plain JSON: strips of grey pictures, and curves."""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence
from typing import Any

from torch import Tensor

from grader.verdicts import Text

Figure = dict[str, Any]


def strip(label: Text, pictures: Tensor) -> Figure:
    """A row of pictures with values in [−1, 1]: (n, H, W). What lies outside shows as black or white."""
    grey = ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte()
    return {
        "label": label.as_row(),
        "shape": list(grey.shape),
        "pixels": base64.b64encode(grey.contiguous().numpy().tobytes()).decode("ascii"),
    }


def grid(label: Text, pictures: Tensor, columns: int, heads: Sequence[int] = ()) -> Figure:
    """Pictures in lines of so many, (n, H, W); `heads` are what each was asked to be, if anything."""
    return {**strip(label, pictures), "columns": columns, "heads": list(heads)}


def grids(title: Text, rows: Sequence[Figure]) -> Figure:
    """Grids to be compared, side by side."""
    return {"kind": "grids", "title": title.as_row(), "rows": list(rows)}


def images(title: Text, rows: Sequence[Figure], marks: Sequence[str] = ()) -> Figure:
    """Strips of pictures, one above the other; `marks` say what stands under each other."""
    return {"kind": "images", "title": title.as_row(), "rows": list(rows), "marks": list(marks)}


def series(label: Text, x: Sequence[float], y: Sequence[float]) -> Figure:
    """A curve; points without a finite value are left out."""
    points = [(float(a), float(b)) for a, b in zip(x, y, strict=True) if math.isfinite(a) and math.isfinite(b)]
    return {"label": label.as_row(), "x": [a for a, _ in points], "y": [b for _, b in points]}


def curves(title: Text, x_label: Text, lines: Sequence[Figure]) -> Figure:
    return {"kind": "curves", "title": title.as_row(), "x": {"label": x_label.as_row()}, "series": list(lines)}
