"""The numbers of the lesson "Forward diffusion" and its bank."""

import math

import torch

from ddpm_reference.schedules import compare_schedules, linear_beta_schedule, precompute_schedule
from tests.content.numbers import COSINE, LINEAR, first_below

THREE_STEPS = precompute_schedule(torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64))
SHORT = precompute_schedule(linear_beta_schedule(100, dtype=torch.float64))
TABLE_STEPS = (0, 99, 249, 499, 749, 999)
HALF = first_below(LINEAR["alpha_bar"], 0.5)
FADED = compare_schedules(1000)


def pixel(t, x_0, noise):
    return LINEAR["sqrt_alpha_bar"][t] * x_0 + LINEAR["sqrt_one_minus_alpha_bar"][t] * noise


LESSON = [
    *(0.8, 0.5, 0.01),  # the pixel, its noise and where the lines cross, an error of the network
    *(LINEAR["betas"].sum(), 1 + LINEAR["betas"].sum(), LINEAR["betas"][0], LINEAR["betas"][-1]),
    *(value for tensor in THREE_STEPS.values() for value in tensor),
    *(tensor[t] for tensor in LINEAR.values() for t in TABLE_STEPS),
    *(LINEAR["alpha_bar"][t] / (1 - LINEAR["alpha_bar"][t]) for t in TABLE_STEPS),
    *(pixel(249, 0.8, -0.5), 0.01 * LINEAR["sqrt_one_minus_alpha_bar"][999] / LINEAR["sqrt_alpha_bar"][999]),
    min(a**2 + (1 - a) ** 2 for a in LINEAR["alpha_bar"]),  # the variance without the roots
    1 / 12,  # the variance of torch.rand
]
MENTIONED = [HALF, *FADED.values()]
BANK = [
    *(value for tensor in THREE_STEPS.values() for value in tensor),
    *(0.8 * 0.1, 1 - 0.9 * 0.8, 0.1 + 0.2, 0.1 * 0.2),  # two steps: what is asked, and three wrong ways
    *(0.9 * 4 + 0.1, 4 + 0.1, 0.81 * 4 + 0.1, 0.9 * 4),  # a variance of 4 after a step: right, then wrong
    *(math.sqrt(2), 1 / 12, 0.5, 0.01, 0.999),
    *(LINEAR["betas"][0], LINEAR["betas"][-1], LINEAR["alpha_bar"][-1]),
    *(LINEAR["alpha_bar"][499], COSINE["alpha_bar"][499], SHORT["alpha_bar"][-1], SHORT["sqrt_alpha_bar"][-1]),
]
ANSWERS = {
    18: (1.0, (0.0, 2.0)),
    4: ((1 - 0.1) * 4 + 0.1, (4.1, 3.34, 3.6)),
    7: (
        float(THREE_STEPS["sqrt_alpha_bar"][2]),
        [float(THREE_STEPS[key][2]) for key in ("alpha_bar", "sqrt_alpha", "sqrt_one_minus_alpha_bar")],
    ),
}
