"""The numbers of the lesson "Putting it together" and its bank."""

import math

import torch

from ddpm_reference.digits import STEPS, digits_schedule
from ddpm_reference.schedules import compare_schedules, linear_beta_schedule, precompute_schedule
from tests.content.numbers import LINEAR

DIGITS = digits_schedule(torch.float64)
SHORT = precompute_schedule(linear_beta_schedule(100, dtype=torch.float64))  # the usual ends, a tenth of the steps
SIGNAL, SHARE = SHORT["sqrt_alpha_bar"][-1].item(), SHORT["alpha_bar"][-1].item()
OUTSIDE = math.erfc(1 / math.sqrt(2))  # the share of a standard normal beyond ±1

LESSON = [SIGNAL, DIGITS["sqrt_alpha_bar"][-1]]
MENTIONED = [STEPS, round(100 * OUTSIDE)]
BANK = [
    *(SIGNAL, SHARE, 1 - SHARE, math.sqrt(1 - SHARE), 0.01, LINEAR["alpha_bar"][0]),
    *(0.5**number for number in range(1, 4)),
    *(0.5, (1 - 0.5) / 2 * 255, 2.0),
    *(DIGITS["sqrt_alpha_bar"][-1], 255 * DIGITS["sqrt_alpha_bar"][-1]),
]
COSINE_FADES_AT = compare_schedules(100)["cosine"]
ANSWERS = {
    1: (SIGNAL, (SHARE, 1 - SHARE, math.sqrt(1 - SHARE))),
    11: (0.5**3, (1, 0.5, 0.5**2)),
    13: ((1 - 0.5) / 2 * 255, (0, 0.5 * 255, (1 + 0.5) / 2 * 255)),
}
