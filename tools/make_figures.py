"""The figures of the lessons, computed from the reference: `python -m tools.make_figures` writes them anew.

A file named `*.ink.svg` is drawn in dark ink on nothing; the lesson page turns it over on a dark page. Lines differ by
dash as well as by colour. Labels are symbols, so that one figure serves every language.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import torch

from ddpm_reference.forward import diffuse
from ddpm_reference.schedules import Schedule, cosine_beta_schedule, linear_beta_schedule, precompute_schedule

FOLDER = Path(__file__).resolve().parent.parent / "config" / "static" / "figures"
T = 1000
WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 44, 120, 14, 34  # room for the axis labels, and for the lines' names at their ends
STROKES = ('stroke="#2b3fb6"', 'stroke="#a55d00" stroke-dasharray="7 4"', 'stroke="#12663f" stroke-dasharray="2 4"')
TEXT = 'font-family="Source Serif 4, Georgia, serif" font-size="18" fill="#14181f"'
GLYPH = """
........
.######.
.....#..
....#...
..####..
...#....
..#.....
..#.....
"""
STEPS_SHOWN = (0, 99, 249, 499, 999)


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, svg in figures().items():
        (FOLDER / name).write_text(svg, encoding="utf-8")


def figures() -> dict[str, str]:
    linear, cosine = _schedule(linear_beta_schedule), _schedule(cosine_beta_schedule)
    return {
        "signal-and-noise.ink.svg": curves(
            {
                "√ᾱ": linear["sqrt_alpha_bar"].tolist(),
                "√(1 − ᾱ)": linear["sqrt_one_minus_alpha_bar"].tolist(),
                "ᾱ": linear["alpha_bar"].tolist(),
            },
            # Where each name stands: beside its line, clear of the others.
            {"√ᾱ": (300, "start"), "√(1 − ᾱ)": (999, "start"), "ᾱ": (130, "end")},
        ),
        "two-schedules.ink.svg": curves(
            {"ᾱ linear": linear["alpha_bar"].tolist(), "ᾱ cosine": cosine["alpha_bar"].tolist()},
            {"ᾱ linear": (170, "end"), "ᾱ cosine": (560, "start")},
        ),
        "a-seven-fades.svg": strip(noised_glyph(linear)),
    }


def curves(lines: dict[str, list[float]], names_at: dict[str, tuple[int, str]]) -> str:
    """Values in [0, 1] against t = 0…T−1."""
    parts = [*_axes()]
    for (name, values), stroke in zip(lines.items(), STROKES, strict=False):
        points = " ".join(f"{_x(t):.1f},{_y(values[t]):.1f}" for t in [*range(0, T, 5), T - 1])
        parts.append(f'<polyline points="{points}" fill="none" stroke-width="2" stroke-linejoin="round" {stroke}/>')
        t, anchor = names_at[name]
        x = _x(t) + (14 if anchor == "start" else -14)
        parts.append(f'<text x="{x:.1f}" y="{_y(values[t]) + 5:.1f}" text-anchor="{anchor}" {TEXT}>{name}</text>')
    return _svg(WIDTH, HEIGHT, parts)


def noised_glyph(schedule: Schedule) -> dict[int, torch.Tensor]:
    """One drawing and one noise, (8, 8) in [−1, 1], mixed as step t mixes them."""
    rows = GLYPH.split()
    x_0 = torch.tensor([[1.0 if dot == "#" else -1.0 for dot in row] for row in rows], dtype=torch.float64)
    noise = torch.randn(8, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(7))
    return {t: diffuse(x_0[None], torch.tensor([t]), noise[None], schedule)[0] for t in STEPS_SHOWN}


def strip(images: dict[int, torch.Tensor]) -> str:
    """Images side by side, each under its t; −1 is black and 1 is white, and what lies beyond is cut off."""
    cell, gap = 14, 18
    side = 8 * cell
    parts = []
    for place, (t, image) in enumerate(images.items()):
        left = place * (side + gap)
        for row in range(8):
            for column in range(8):
                shade = round(255 * (image[row, column].clamp(-1, 1).item() + 1) / 2)
                spot = f'x="{left + column * cell}" y="{24 + row * cell}" width="{cell}" height="{cell}"'
                parts.append(f'<rect {spot} fill="#{shade:02x}{shade:02x}{shade:02x}"/>')
        label = TEXT.replace("#14181f", "#767d8a")  # a grey that can be read on a light and on a dark page
        parts.append(f'<text x="{left + side / 2:.0f}" y="14" text-anchor="middle" {label}>t = {t}</text>')
    return _svg(len(images) * (side + gap) - gap, side + 24, parts, crisp=True)


def _schedule(betas: Callable[..., torch.Tensor]) -> Schedule:
    return precompute_schedule(betas(T, dtype=torch.float64))


def _axes() -> Iterator[str]:
    faint = 'stroke="#14181f" stroke-opacity="0.18"'
    for value in (0, 0.5, 1):
        yield f'<path d="M{LEFT} {_y(value):.1f}H{WIDTH - RIGHT}" {faint}/>'
        yield f'<text x="{LEFT - 8}" y="{_y(value) + 5:.1f}" text-anchor="end" {TEXT}>{value:g}</text>'
    for t in (0, 250, 500, 750, 999):
        yield f'<path d="M{_x(t):.1f} {_y(0):.1f}v5" stroke="#14181f" stroke-opacity="0.5"/>'
        yield f'<text x="{_x(t):.1f}" y="{HEIGHT - 10}" text-anchor="middle" {TEXT}>{t}</text>'
    yield f'<text x="{WIDTH - RIGHT + 24}" y="{HEIGHT - 10}" font-style="italic" {TEXT}>t</text>'


def _x(t: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * t / (T - 1)


def _y(value: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value)


def _svg(width: int, height: int, parts: Sequence[str], *, crisp: bool = False) -> str:
    rendering = ' shape-rendering="crispEdges"' if crisp else ""
    body = "\n".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"{rendering}>\n{body}\n</svg>\n'


if __name__ == "__main__":
    main()
