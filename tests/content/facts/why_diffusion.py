"""The numbers of the lesson "Why diffusion?" and its bank."""

import math

import torch

from tests.content.numbers import LINEAR
from tools.figures.why_lesson import best_guess, separation

TABLE_STEPS = (999, 749, 499, 249, 99)
BACK_TO = (498, 399, 199, 99)


def guess(x_t, t):
    return float(best_guess(torch.tensor([x_t], dtype=torch.float64), t))


LESSON = [
    *(0.5, -0.5),  # the x_t of the table, and the ends of the flattest curve
    *(LINEAR["sqrt_alpha_bar"][t] for t in TABLE_STEPS),
    *(guess(0.5, t) for t in TABLE_STEPS),
    *(separation(499, s) for s in BACK_TO),
    0.15,  # the code's own output, held to the guess by a test
]
MENTIONED = [8 * 8, 3 * 32 * 32, 17, math.floor(64 * math.log10(17))]
BANK = [
    *(0.5, 0.25, 0.75, 0, 1),  # probabilities and guesses that the questions set
    *(separation(499, s) for s in BACK_TO),
    *(guess(0.5, t) for t in TABLE_STEPS),
    *(LINEAR["sqrt_alpha_bar"][t] for t in TABLE_STEPS),
]
ANSWERS = {
    3: (3**4, (3 * 4, 4**3)),
    5: (0.25 * -1 + 0.75 * 1, (1, 0, 0.75)),
    8: ((1 + 0.5) / 2, (0.5, 0.25)),
    17: (16 * 16 * 3, (16 * 16, 16 * 3, 1)),
}
RANKED = {21: [1, 1, 100, 1000, 32 * 32 * 3]}
