"""The numbers of the lesson "Noise schedules" and its bank."""

import math

import torch

from ddpm_reference.digits import digits_schedule
from ddpm_reference.schedules import compare_schedules, linear_beta_schedule, precompute_schedule
from tests.content.numbers import COSINE, LINEAR, first_below
from tools.figures.schedules_lesson import SCALED_ENDS, scaled_linear

SCALED = scaled_linear()
SHORT = precompute_schedule(linear_beta_schedule(100, dtype=torch.float64))
DIGITS = digits_schedule(torch.float64)
TABLE_STEPS = (99, 249, 499, 749, 999)
LENGTHS = (1000, 500, 300, 100, 10)
GONE = {T: compare_schedules(T) for T in LENGTHS}
SHORTEST = next(T for T in range(1, 1000) if compare_schedules(T)["linear"] is not None)
HALF = {
    name: first_below(schedule["alpha_bar"], 0.5)
    for name, schedule in (("linear", LINEAR), ("cosine", COSINE), ("scaled", SCALED))
}


def stopping_short(T):
    """The last β where the range is divided by T in place of T − 1."""
    return 1e-4 + (T - 1) / T * (0.02 - 1e-4)


def first_cosine_beta(s=0.008, *, divided_by_f_0=True):
    angle = [(u / 1000 + s) / (1 + s) * math.pi / 2 for u in (0, 1)]
    return 1 - math.cos(angle[1]) ** 2 / (math.cos(angle[0]) ** 2 if divided_by_f_0 else 1)


LESSON = [
    *(1e-4, 0.02, 0.008, 1e-5, 0.999, 0.01, 0.5, 1.0, *SCALED_ENDS),  # what defines the schedules and the questions
    *(stopping_short(1000), stopping_short(10)),
    *(-1.7, -3.1, -1.9, -4.4, 3.1, 1.7, 1.9, 4.4),  # what is read off the drawing, held to it by a test
    *(LINEAR[key][499] for key in ("betas", "alphas", "alpha_bar")),
    *(LINEAR["betas"].sum(), math.exp(-LINEAR["betas"].sum()), LINEAR["alpha_bar"][-1]),
    *(first_cosine_beta(), first_cosine_beta(0), first_cosine_beta(divided_by_f_0=False), COSINE["betas"][-2]),
    *(schedule["alpha_bar"][t] for schedule in (LINEAR, COSINE, SCALED) for t in TABLE_STEPS),
    *(SHORT["alpha_bar"][-1], SHORT["sqrt_alpha_bar"][-1]),
    *(DIGITS["betas"][0], DIGITS["betas"][-1], DIGITS["alpha_bar"][-1], SCALED["sqrt_alpha_bar"][-1]),
]
MENTIONED = [
    *(t for gone in GONE.values() for t in gone.values() if t is not None),
    *(SHORTEST, 1000 - GONE[1000]["cosine"], HALF["scaled"], round(float(LINEAR["alphas"].sum()))),
]


def evenly(T, start, end, t, *, gaps=None, through=(float, float)):
    """Entry t of a schedule whose values rise evenly once they have gone through a function and back."""
    there, back = through
    return back(there(start) + t / (gaps or T - 1) * (there(end) - there(start)))


def quarter(u):
    return math.cos(u * math.pi / 8)


ROOTS, LOGARITHMS = (math.sqrt, lambda root: root**2), (math.log, math.exp)
CUT = precompute_schedule(linear_beta_schedule(300, dtype=torch.float64))
BANK = [
    *LESSON,
    *(evenly(5, 0.1, 0.5, t) for t in range(5)),
    *(evenly(5, 0.1, 0.5, t, gaps=5) for t in range(6)),
    *(0.05, 0.06, evenly(11, 0.01, 0.06, 5), evenly(11, 0.01, 0.06, 5, gaps=11)),
    *(evenly(11, 0.01, 0.06, 5, through=ROOTS), evenly(11, 0.01, 0.06, 5, through=LOGARITHMS)),
    *(1 - 0.02, math.sqrt(1 - 0.02), LINEAR["alpha_bar"][0], LINEAR["sqrt_alpha_bar"][-1]),
    *(0.5, 0.8, 0.5 * 0.8 * 0.5, 0.5 * 0.8, 0.5 + 0.8 + 0.5, 0.5 * 0.2 * 0.5),
    *(quarter(2) ** 2, quarter(3) ** 2, 1 - quarter(3) ** 2 / quarter(2) ** 2),
    *(quarter(2) ** 2 - quarter(3) ** 2, 1 - quarter(2) ** 2 / quarter(1) ** 2, 1 - quarter(3) / quarter(2)),
    *(300 / 1000, math.sqrt(0.01), 0.01**2, CUT["alpha_bar"][-1]),
]
ANSWERS = {
    2: (evenly(11, 0.01, 0.06, 5), (0.0327, 0.0297, 0.0245)),
    5: (0.5 * 0.8 * 0.5, (0.4, 1.8, 0.5, 0.05)),
    10: (1 - quarter(3) ** 2 / quarter(2) ** 2, (0.354, 0.414, 0.459)),
    14: (1000 - 1, (1000, 1001)),
}
RANKED = {
    22: [
        1 - schedule["alpha_bar"][t]
        for schedule, t in ((COSINE, 249), (SCALED, 249), (COSINE, 499), (SCALED, 499), (LINEAR, 499))
    ]
}
