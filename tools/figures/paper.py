"""SVG drawings: curves between axes, and pictures side by side.

A drawing whose file is named `*.ink.svg` is dark ink on nothing; the lesson page turns it over on a dark page. Lines
differ by dash as well as by colour. Labels are symbols, so that one drawing serves every language.
"""

import base64
from collections.abc import Iterator, Mapping, Sequence

from tools.figures.pixels import Pictures, png

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 120, 14, 34  # room for the axis labels, and for the lines' names at their ends
STROKES = ('stroke="#2b3fb6"', 'stroke="#a55d00" stroke-dasharray="7 4"', 'stroke="#12663f" stroke-dasharray="2 4"')
INK, GREY = "#14181f", "#767d8a"  # the grey can be read on a light page and on a dark one


class Axes:
    """A rectangle of the drawing that shows x and y between the given ends."""

    def __init__(self, x: tuple[float, float], y: tuple[float, float], box: tuple[float, float, float, float]) -> None:
        self.x_ends, self.y_ends, self.box = x, y, box  # the box is left, top, right, bottom

    def x(self, value: float) -> float:
        left, _, right, _ = self.box
        return left + (right - left) * (value - self.x_ends[0]) / (self.x_ends[1] - self.x_ends[0])

    def y(self, value: float) -> float:
        _, top, _, bottom = self.box
        return bottom - (bottom - top) * (value - self.y_ends[0]) / (self.y_ends[1] - self.y_ends[0])

    def frame(self, x_marks: Sequence[float], y_marks: Sequence[float], x_name: str) -> Iterator[str]:
        left, _, right, bottom = self.box
        for value in y_marks:
            yield f'<path d="M{left} {self.y(value):.1f}H{right}" stroke="{INK}" stroke-opacity="0.18"/>'
            yield text(left - 8, self.y(value) + 5, _number(value), "end")
        for value in x_marks:
            yield f'<path d="M{self.x(value):.1f} {bottom}v5" stroke="{INK}" stroke-opacity="0.5"/>'
            yield text(self.x(value), bottom + 24, _number(value), "middle")
        yield text(right + 24, bottom + 24, x_name, "start", italic=True)

    def line(self, points: Sequence[tuple[float, float]], stroke: str) -> str:
        placed = " ".join(f"{self.x(x):.1f},{self.y(y):.1f}" for x, y in points)
        return f'<polyline points="{placed}" fill="none" stroke-width="2" stroke-linejoin="round" {stroke}/>'


def text(x: float, y: float, words: str, anchor: str = "start", *, italic: bool = False, colour: str = INK) -> str:
    slant = ' font-style="italic"' if italic else ""
    font = 'font-family="Source Serif 4, Georgia, serif" font-size="18"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{slant} {font} fill="{colour}">{words}</text>'


def curves(lines: Mapping[str, Sequence[float]], names_at: Mapping[str, tuple[int, str]]) -> str:
    """Values in [0, 1] against t = 0…T−1; `names_at` says at which t, and on which side, each line's name stands."""
    T = len(next(iter(lines.values())))
    axes = Axes((0, T - 1), (0, 1), (LEFT, TOP, WIDTH - RIGHT, HEIGHT - BOTTOM))
    parts = [*axes.frame((0, T // 4, T // 2, 3 * T // 4, T - 1), (0, 0.5, 1), "t")]
    for (name, values), stroke in zip(lines.items(), STROKES, strict=False):
        parts.append(axes.line([(t, values[t]) for t in [*range(0, T, max(1, T // 200)), T - 1]], stroke))
        t, anchor = names_at[name]
        gap = 14 if anchor == "start" else -14
        parts.append(text(axes.x(t) + gap, axes.y(values[t]) + 5, name, anchor))
    return svg(WIDTH, HEIGHT, parts)


def sheet(
    rows: Mapping[str, Pictures], columns: Sequence[str] = (), *, margin: int = 0, pixel: int = 8, gap: int = 10
) -> str:
    """Rows of pictures (n, H, W) of one size, each row with its name at the left, each column under its own."""
    head = 24 if columns else 0
    parts: list[str] = []
    width = height = 0
    for place, (name, pictures) in enumerate(rows.items()):
        count, high, wide = pictures.shape
        step_x, step_y = wide * pixel + gap, high * pixel + gap
        top = head + place * step_y
        parts.append(text(0, top + (step_y - gap) / 2 + 6, name, colour=GREY) if name else "")
        parts += [_image(picture, margin + at * step_x, top, pixel) for at, picture in enumerate(pictures)]
        width, height = max(width, margin + count * step_x - gap), top + step_y - gap
    for at, name in enumerate(columns):
        parts.append(text(margin + at * step_x + (step_x - gap) / 2, 16, name, "middle", colour=GREY))
    return svg(width, height, [part for part in parts if part])


def svg(width: int, height: int, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{body}\n</svg>\n'


def _image(picture: Pictures, x: int, y: int, pixel: int) -> str:
    # Enlarged here, since an SVG that is shown as an image is smoothed by some browsers whatever it asks for.
    large = picture.repeat(pixel, axis=0).repeat(pixel, axis=1)
    high, wide = large.shape
    data = base64.b64encode(png(large)).decode()
    return f'<image x="{x}" y="{y}" width="{wide}" height="{high}" href="data:image/png;base64,{data}"/>'


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")
