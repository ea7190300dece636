"""Judges `linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02) -> (T,)`."""

from __future__ import annotations

import torch
from torch import Tensor

from ddpm_reference.schedules import linear_beta_schedule
from grader.checks import beta_schedules, inputs
from grader.checks.beta_schedules import BetaSchedule
from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.schedule_calls import Call, Formula

CHECKS = (
    Check("returns_betas", 20),
    Check("linear_values", 70),
    Check("single_step", 10),
)
DEFAULTS = {"beta_start": 1e-4, "beta_end": 0.02}
TOLERANCE = 1e-4  # of the largest β; a float32 sum stays below 1e-5, one step too many at T = 1000 is 1e-3


def make_case(seed: int, device: str) -> Case:
    rng = inputs.generator(seed, "linear-schedule")
    first, second, tenth, single, pair = (_draw_ends(rng) for _ in range(5))
    T, more, some = inputs.integer(rng, 30, 60), inputs.integer(rng, 15, 29), inputs.integer(rng, 100, 400)
    return beta_schedules.case(
        [
            Call((T, *first.values()), {}, {"T": T, **first}),
            Call((more,), second, {"T": more, **second}),
            Call((some,), {}, {"T": some, **DEFAULTS}),
            Call((1000,), {}, {"T": 1000, **DEFAULTS}),
            Call((10, *tenth.values()), {}, {"T": 10, **tenth}),
            Call((2, *pair.values()), {}, {"T": 2, **pair}),
            Call((1, *single.values()), {}, {"T": 1, **single}),
        ]
    )


def _draw_ends(rng: torch.Generator) -> dict[str, float]:
    return {"beta_start": inputs.uniform(rng, 0.001, 0.01), "beta_end": inputs.uniform(rng, 0.05, 0.3)}


def verify(case: Case, outcome: Record) -> Findings:
    return beta_schedules.verify(EXERCISE, case.hidden, outcome)


def _grid(T: int, offset: float = 0.0, steps: int = 0) -> Tensor:
    """(0 + offset, 1 + offset, …)/(T + steps): (T,)."""
    return (torch.arange(T, dtype=torch.float64) + offset) / max(T + steps, 1)


def _line(share: Tensor, beta_start: float, beta_end: float) -> Tensor:
    return beta_start + (beta_end - beta_start) * share


def _right(T: int, beta_start: float, beta_end: float) -> Tensor:
    return linear_beta_schedule(T, beta_start, beta_end, dtype=torch.float64)


def _unset(betas: Tensor, place: int) -> Tensor:
    betas[place] = 0
    return betas


MISTAKES: dict[str, Formula] = {
    "end-left-out": lambda T, beta_start, beta_end: _line(_grid(T), beta_start, beta_end),
    "start-left-out": lambda T, beta_start, beta_end: _line(_grid(T, 1), beta_start, beta_end),
    "start-left-out/both": lambda T, beta_start, beta_end: _line(_grid(T, 1, 1), beta_start, beta_end),
    "ends-swapped": lambda T, beta_start, beta_end: _right(T, beta_end, beta_start),
    "root-interpolation": lambda T, beta_start, beta_end: _right(T, beta_start**0.5, beta_end**0.5) ** 2,
    "geometric-interpolation": lambda T, beta_start, beta_end: beta_start * (beta_end / beta_start) ** _grid(T, 0, -1),
    "arguments-ignored": lambda T, beta_start, beta_end: _right(T, **DEFAULTS),
    "alphas-for-betas": lambda T, beta_start, beta_end: 1 - _right(T, beta_start, beta_end),
    "alpha-bar-for-betas": lambda T, beta_start, beta_end: (1 - _right(T, beta_start, beta_end)).cumprod(0),
    "start-not-added": lambda T, beta_start, beta_end: (beta_end - beta_start) * _grid(T, 0, -1),
    "start-not-added/end": lambda T, beta_start, beta_end: beta_end * _grid(T, 0, -1),
    "steps-not-divided": lambda T, beta_start, beta_end: _line(torch.arange(T), beta_start, beta_end),
    "start-not-subtracted": lambda T, beta_start, beta_end: beta_start + beta_end * _grid(T, 0, -1),
    "line-falls": lambda T, beta_start, beta_end: _line(-_grid(T, 0, -1), beta_start, beta_end),
    "end-left-out/further": lambda T, beta_start, beta_end: _line(_grid(T, 0, 1), beta_start, beta_end),
    "end-overshot": lambda T, beta_start, beta_end: _line(_grid(T, 0, -2), beta_start, beta_end),
    "end-overshot/late": lambda T, beta_start, beta_end: _line(_grid(T, 1, -1), beta_start, beta_end),
    "beta-never-changes": lambda T, beta_start, beta_end: torch.full((T,), beta_start, dtype=torch.float64),
    "beta-never-changes/end": lambda T, beta_start, beta_end: torch.full((T,), beta_end, dtype=torch.float64),
    "value-never-set": lambda T, beta_start, beta_end: _unset(_right(T, beta_start, beta_end), 0),
    "value-never-set/last": lambda T, beta_start, beta_end: _unset(_right(T, beta_start, beta_end), -1),
    "rescaled-ends": lambda T, beta_start, beta_end: 1000 / T * _right(T, beta_start, beta_end),
}

EXERCISE = BetaSchedule(
    function="linear_beta_schedule",
    values="linear_values",
    title="schedule.betas",
    checks=CHECKS,
    truth=_right,
    mistakes=MISTAKES,
    tolerance=lambda expected: TOLERANCE * float(expected.abs().max()),
    single="single_step",
)
