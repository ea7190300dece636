"""The three drawings of the lesson "Forward diffusion"."""

import torch

from ddpm_reference.forward import diffuse
from tools.figures import paper
from tools.figures.pixels import grey
from tools.figures.schedules import both

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


def files() -> dict[str, str | bytes]:
    linear, cosine = both()["linear"], both()["cosine"]
    return {
        "signal-and-noise.ink.svg": paper.curves(
            {
                "√ᾱ": linear["sqrt_alpha_bar"].tolist(),
                "√(1 − ᾱ)": linear["sqrt_one_minus_alpha_bar"].tolist(),
                "ᾱ": linear["alpha_bar"].tolist(),
            },
            # Where each name stands: beside its line, clear of the others.
            {"√ᾱ": (300, "start"), "√(1 − ᾱ)": (999, "start"), "ᾱ": (130, "end")},
        ),
        "two-schedules.ink.svg": paper.curves(
            {"ᾱ linear": linear["alpha_bar"].tolist(), "ᾱ cosine": cosine["alpha_bar"].tolist()},
            {"ᾱ linear": (170, "end"), "ᾱ cosine": (560, "start")},
        ),
        "a-seven-fades.svg": paper.sheet(
            {"": grey(noised_glyph())}, [f"t = {t}" for t in STEPS_SHOWN], pixel=14, gap=18
        ),
    }


def noised_glyph() -> torch.Tensor:
    """One drawing and one noise, (steps, 8, 8) around [−1, 1], mixed as each step of the linear schedule mixes them."""
    x_0, noise = glyph_and_noise()
    t = torch.tensor(STEPS_SHOWN)
    return diffuse(x_0.expand(len(t), 8, 8), t, noise.expand(len(t), 8, 8), both()["linear"])


def glyph_and_noise() -> tuple[torch.Tensor, torch.Tensor]:
    x_0 = torch.tensor([[1.0 if dot == "#" else -1.0 for dot in row] for row in GLYPH.split()], dtype=torch.float64)
    return x_0, torch.randn(8, 8, dtype=torch.float64, generator=torch.Generator().manual_seed(7))
