"""The numbers of the lesson "Reverse diffusion" and its bank."""

import math

import torch

from ddpm_reference.digits import digits_schedule
from ddpm_reference.gaussian import chain_moments
from ddpm_reference.posterior import posterior_variance, previous_alpha_bar
from ddpm_reference.sampling import reverse_mean
from tests.content.facts.forward_diffusion import pixel
from tests.content.numbers import LINEAR
from tools.figures.reverse_lesson import spread

DIGITS = digits_schedule(torch.float64)
TABLE_STEPS = (999, 499, 99, 9, 1, 0)
TAKEN_OUT = LINEAR["betas"] / LINEAR["sqrt_one_minus_alpha_bar"]
POSTERIOR = posterior_variance(LINEAR).sqrt()
LEFT = 1 - LINEAR["alpha_bar"]
PULL = previous_alpha_bar(LINEAR).sqrt() * LINEAR["betas"] / LEFT
STAY = LINEAR["sqrt_alpha"] * (1 - previous_alpha_bar(LINEAR)) / LEFT


def mean_of(t, x_t, noise):
    x = torch.tensor([float(x_t)], dtype=torch.float64)
    return float(reverse_mean(x, torch.tensor([t]), torch.full_like(x, noise), LINEAR))


def standard_deviation(schedule, variance):
    """Of the samples, where the data are N(0, 1)."""
    one = torch.ones(1, dtype=torch.float64)
    return chain_moments(0 * one, one[:, None], schedule, variance=variance)[1].sqrt().item()


def spread_of(factor, noise):
    """The spread after a walk that multiplies by factor(β, α) and adds noise of deviation noise(β), for N(0, 1)."""
    variance = 1.0
    for t in reversed(range(1000)):
        beta = LINEAR["betas"][t].item()
        variance = variance * factor(beta, 1 - beta) ** 2 + (noise(beta) ** 2 if t > 0 else 0)
    return variance**0.5


def spread_of_one_draw():
    """The spread where every step adds the same z."""
    start, draw = 1.0, 0.0
    for t in reversed(range(1000)):
        beta = LINEAR["betas"][t].item()
        start, draw = start * (1 - beta) ** 0.5, draw * (1 - beta) ** 0.5 + (beta**0.5 if t > 0 else 0)
    return (start**2 + draw**2) ** 0.5


NO_DIVISION = spread_of(lambda beta, alpha: 1 - beta, lambda beta: beta**0.5)
NOISE_BY_BETA = spread_of(lambda beta, alpha: (1 - beta) / alpha**0.5, lambda beta: beta)
LESSON = [
    *(0.8, 0.5, -0.5),  # the pixel and its noise
    *(-1.2, 0.9, 1.2, -2.2, 2.2, 6.6),  # where the bumps of a figure are, and the ends of another's lines
    *(PULL[249], STAY[249], TAKEN_OUT[249], LINEAR["sqrt_alpha"][249]),
    *(pixel(249, 0.8, -0.5), mean_of(249, pixel(249, 0.8, -0.5), -0.5)),
    *(standard_deviation(schedule, kind) for schedule in (LINEAR, DIGITS) for kind in ("beta", "posterior")),
    *(LINEAR["sqrt_one_minus_alpha_bar"][t] for t in TABLE_STEPS),
    *(values[t] for values in (TAKEN_OUT, LINEAR["betas"].sqrt(), POSTERIOR) for t in TABLE_STEPS),
    *(DIGITS["betas"][0].sqrt(), spread(1, True)[-1] / 1e6, spread(-1, False)[-1]),
    *(NO_DIVISION, NOISE_BY_BETA),
]
MENTIONED = [round(spread_of_one_draw())]
A, B, KEPT, X, NOISE = 0.8, 0.2, 0.36, 1, 0.6  # α, β, ᾱ, x_t and ε of the step that a question sets
SHARE = B / math.sqrt(1 - KEPT)
STEP = {
    "right": (X - SHARE * NOISE) / math.sqrt(A),
    "wrong sign": (X + SHARE * NOISE) / math.sqrt(A),
    "no division": X - SHARE * NOISE,
    "no root": (X - SHARE * NOISE) / A,
    "all steps": (X - SHARE * NOISE) / math.sqrt(KEPT),
    "all the noise": (X - math.sqrt(1 - KEPT) * NOISE) / math.sqrt(A),
}
BANK = [
    *LESSON,
    *(A, B, KEPT, NOISE, SHARE, math.sqrt(A), *STEP.values()),
    *(0.09, math.sqrt(0.09), math.sqrt(1 - 0.09), 0.09**2),
    *(LINEAR["betas"][0], LINEAR["betas"][0].sqrt()),
]
ANSWERS = {
    5: (STEP["right"], [value for name, value in STEP.items() if name != "right"]),
    7: (float(PULL[0]), (float(STAY[0]), float(LINEAR["betas"][0].sqrt()))),
    12: (math.sqrt(0.09), (0.09, math.sqrt(1 - 0.09), 0.09**2)),
    17: (3 * 250, (24 * 250, 250, 3 * 249, 3 * 251)),
}
