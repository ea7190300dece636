"""A verdict's figures made visible: rows of samples as PNG, curves as SVG geometry beside a table."""

import base64
import io
import math
from dataclasses import dataclass
from typing import Any

from PIL import Image

TILE_PX = 72  # a sample is enlarged to about this size, by whole factors, so that its pixels stay square
GAP_PX = 4
BAND_PX = 26  # under each line of pictures that say what they were asked to be

WITH_IMAGES = ("images", "grids")

WIDTH, HEIGHT = 480, 240  # about what a verdict has: on a phone it shrinks by a third, and its letters do not
LEFT, RIGHT, TOP, BOTTOM = 62, 12, 12, 40
MAX_POINTS = 240  # more cannot be told apart at this width
TABLE_ROWS = 11
LARGEST = 1e100  # the difference of two such numbers is still one


def image_rows(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every row of every figure with images, in the order of their addresses /figures/0.png, /figures/1.png, …"""
    return [row for figure in figures if figure["kind"] in WITH_IMAGES for row in figure["rows"]]


def png(row: dict[str, Any]) -> bytes:
    """Grey samples, shape (n, H, W), side by side on a transparent ground, in lines of `columns` if it says so."""
    count, height, width = row["shape"]
    scale, columns, below = _scale(row), row.get("columns", count), _below(row)
    pixels = base64.b64decode(row["pixels"])
    sheet = Image.new("LA", size(row))
    for index in range(count):
        tile = Image.frombytes("L", (width, height), pixels[index * height * width :][: height * width])
        enlarged = tile.resize((width * scale, height * scale), Image.Resampling.NEAREST)
        line, column = divmod(index, columns)
        sheet.paste(enlarged.convert("LA"), (column * (width * scale + GAP_PX), line * (height * scale + below)))
    return _encoded(sheet)


def size(row: dict[str, Any]) -> tuple[int, int]:
    """Width and height of `png(row)`, so that the page does not jump when the picture arrives."""
    count, height, width = row["shape"]
    scale, columns, below = _scale(row), row.get("columns", count), _below(row)
    lines = -(-count // columns)
    bottom = 0 if row.get("heads") else GAP_PX
    return (width * scale + GAP_PX) * columns - GAP_PX, (height * scale + below) * lines - bottom


def _below(row: dict[str, Any]) -> int:
    """What a line of pictures leaves free under it."""
    return BAND_PX if row.get("heads") else GAP_PX


def _scale(row: dict[str, Any]) -> int:
    _, height, width = row["shape"]
    return max(1, TILE_PX // max(height, width))


def _encoded(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Line:
    number: int
    label: Any
    points: str


@dataclass(frozen=True)
class Plot:
    """Everything that `grader/_curve.html` draws, in the units of its viewBox."""

    x_ticks: list[Tick]
    y_ticks: list[Tick]
    lines: list[Line]
    table: list[list[str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Scale:
    """A straight map from data to the page."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return round(self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start), 1)


def plot(figure: dict[str, Any]) -> Plot:
    series = [{"label": one["label"], "points": _finite(one["x"], one["y"])} for one in figure["series"]]
    every = [point for one in series for point in one["points"]] or [(0.0, 0.0)]
    first, last = figure["x"].get("span") or _span([x for x, _ in every])
    low, high = (figure.get("y") or {}).get("span") or _span([y for _, y in every])
    x, y = Scale(first, last, LEFT, WIDTH - RIGHT), Scale(low, high, HEIGHT - BOTTOM, TOP)
    return Plot(
        x_ticks=[Tick(x(value), _number(value)) for value in _round_values(x)],
        y_ticks=[Tick(y(value), _number(value)) for value in _round_values(y)],
        lines=[
            Line(number, one["label"], " ".join(f"{x(a)},{y(b)}" for a, b in _thinned(one["points"], MAX_POINTS)))
            for number, one in enumerate(series, start=1)
        ],
        table=_table([dict(one["points"]) for one in series]),
    )


def _finite(xs: list[Any], ys: list[Any]) -> list[tuple[float, float]]:
    """Numbers are stored as text where they are not finite; there, and beyond any axis, a line has no point."""
    pairs = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
    return [(x, y) for x, y in pairs if abs(x) <= LARGEST and abs(y) <= LARGEST]


def _span(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return (low, high) if high > low else (low - 0.5, high + 0.5)


def _round_values(scale: Scale, wanted: int = 5) -> list[float]:
    """About five round numbers within the scale."""
    raw = (scale.high - scale.low) / wanted
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    first = math.ceil(scale.low / step)
    return [step * index for index in range(first, math.floor(scale.high / step) + 1)]


def _thinned(items: list[Any], most: int) -> list[Any]:
    """At most this many of them, evenly spaced, first and last included."""
    if len(items) <= most:
        return items
    return [items[round(index * (len(items) - 1) / (most - 1))] for index in range(most)]


def _table(columns: list[dict[float, float]]) -> list[list[str]]:
    places = _thinned(sorted({x for column in columns for x in column}), TABLE_ROWS)
    return [[_number(x), *(_number(column[x]) if x in column else "–" for column in columns)] for x in places]


def _number(value: float) -> str:
    return f"{value:.4g}"
