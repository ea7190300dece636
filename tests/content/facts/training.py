"""The numbers of the lesson "Training" and its bank."""

import json
import math
from pathlib import Path

from tests.content.numbers import LINEAR
from tools.figures.training_lesson import bound_weights

FIGURES = Path(__file__).resolve().parents[3] / "config" / "static" / "figures"
WEIGHTS = bound_weights(LINEAR)
WEIGHT_STEPS = (0, 9, 99, 348, 999)
HISTORY = json.loads((FIGURES / "training-curve.json").read_text())["losses"]
BY_STEP = json.loads((FIGURES / "loss-by-step.json").read_text())["losses"]
PUBLISHED = (3.75, 3.70, 3.17, 13.51)  # Ho et al. 2020, tables 1 and 2: bits per value, FID


def mean(values):
    return sum(values) / len(values)


def different_steps(draws, T=1000):
    """How many of T steps are expected to come up at least once."""
    return T * (1 - (1 - 1 / T) ** draws)


LESSON = [
    *PUBLISHED,
    *(WEIGHTS[t] for t in WEIGHT_STEPS),
    -math.log10(WEIGHTS[0]),
    -0.5 * math.log1p(-LINEAR["alpha_bar"][-1]),  # the end, for x_0² = 1: the other terms cancel
    *(0.2, 2e-4 * 1000),  # one case out of five; a step of plain gradient descent
    LINEAR["alpha_bar"].mean(),
    *(BY_STEP[0], BY_STEP[-1], mean(BY_STEP)),
    *(different_steps(100), different_steps(128)),
    *(HISTORY[0], HISTORY[1], mean(HISTORY[10:20]), mean(HISTORY[-10:])),
    *(0.2, 0.14, 0.07),  # where the drawn curve is said to run
]
MENTIONED = [int(WEIGHTS.argmin())]
BANK = [
    *(0.1, 0.5, 0.9, 0.1 / (2 * 0.9 * 0.5), 0.1 / (0.9 * 0.5), 0.1**2 / (2 * 0.9 * 0.5)),
    *(WEIGHTS[t] for t in WEIGHT_STEPS),
    *(0.36, 1 - 0.36, math.sqrt(0.36), math.sqrt(1 - 0.36)),
    *(1 / 4, 1 / 16, 1 / 2),
    LINEAR["sqrt_one_minus_alpha_bar"][0],
    *(0.3, 0.02, 0.3 - 0.02, 0.3 + 0.02, abs(0.3 - 0.02 * 50), abs(0.3 - 50), 0.3 - 0.02 / 50),  # a step of Adam
    0.07,  # a loss that has stopped falling
]
ANSWERS = {
    3: (0.1 / (2 * 0.9 * 0.5), (0.1 / (0.9 * 0.5), 0.1 / (2 * 0.5), 0.1**2 / (2 * 0.9 * 0.5))),
    8: (0.6**2, (1 - 0.36, math.sqrt(0.36), math.sqrt(1 - 0.36), 0, 1)),
    11: (1 / 4, (1 / 16, 1 / 2, 1)),
    17: (0.3 - 0.02, (0.3 - 0.02 * 50, 0.3 + 0.02, 0.3 - 50, 0.3 - 0.02 / 50)),
    20: (math.ceil(1797 / 128) * 175, (1797 // 128 * 175, 175, 1797 * 175)),
}
RANKED = {23: [WEIGHTS[t] for t in (0, 9, 999, 348)]}
