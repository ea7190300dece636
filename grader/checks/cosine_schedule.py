"""Judges `cosine_beta_schedule(T, s=0.008) -> (T,)`, clamped to [1e-5, 0.999]."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from ddpm_reference.schedules import MAX_BETA, MIN_BETA, cosine_beta_schedule, linear_beta_schedule
from grader.checks import beta_schedules, inputs
from grader.checks.beta_schedules import BetaSchedule
from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.schedule_calls import Call, Formula

CHECKS = (Check("returns_betas", 20), Check("cosine_values", 80))
DEFAULT_S = 0.008


def make_case(seed: int, device: str) -> Case:
    """T = 1000 with s = 0 meets the lower clamp, every last step the upper one."""
    rng = inputs.generator(seed, "cosine-schedule")
    T, s = inputs.integer(rng, 30, 60), inputs.uniform(rng, 0.02, 0.05)
    more, other = inputs.integer(rng, 15, 29), inputs.uniform(rng, 0.01, 0.02)
    some = inputs.integer(rng, 100, 400)
    return beta_schedules.case(
        [
            Call((T,), {}, {"T": T, "s": DEFAULT_S}),
            Call((T, s), {}, {"T": T, "s": s}),
            Call((more,), {"s": other}, {"T": more, "s": other}),
            Call((some,), {}, {"T": some, "s": DEFAULT_S}),
            Call((1000,), {}, {"T": 1000, "s": DEFAULT_S}),
            Call((1000,), {"s": 0.0}, {"T": 1000, "s": 0.0}),
            Call((10,), {}, {"T": 10, "s": DEFAULT_S}),
            Call((1,), {}, {"T": 1, "s": DEFAULT_S}),
        ]
    )


def verify(case: Case, outcome: Record) -> Findings:
    return beta_schedules.verify(EXERCISE, case.hidden, outcome)


def tolerance(expected: Tensor) -> Tensor:
    """Twice what float32 loses at T = 1000, where β or ᾱ is small; less than any clamp moves."""
    return 4e-4 * expected.abs() + 1e-6


def _right(T: int, s: float) -> Tensor:
    return cosine_beta_schedule(T, s, dtype=torch.float64)


def _clamp(betas: Tensor) -> Tensor:
    return betas.clamp(MIN_BETA, MAX_BETA)


def _f(u: Tensor, T: int, s: float, *, power: int = 2) -> Tensor:
    return torch.cos((u / T + s) / (1 + s) * math.pi / 2) ** power


def _grid(T: int) -> Tensor:
    return torch.arange(T + 1, dtype=torch.float64)  # (T+1,)


def _ratio(f: Tensor) -> Tensor:
    return 1 - f[1:] / f[:-1]  # (T+1,) → (T,)


def _alpha_bar(T: int, s: float) -> Tensor:
    f = _f(_grid(T), T, s)
    return f / f[0]


def _behind(T: int, s: float) -> Tensor:
    """β_t = 1 − ᾱ(t)/ᾱ(t−1), with ᾱ(−1) taken as 1."""
    f = _f(_grid(T)[:-1], T, s)
    return _clamp(_ratio(torch.cat([f[:1], f])))


def _unnormalised_start(T: int, s: float) -> Tensor:
    f = _f(_grid(T), T, s)
    return _clamp(_ratio(torch.cat([torch.ones(1, dtype=torch.float64), f[1:]])))


def _short_grid(T: int, s: float) -> Tensor:
    """T + 1 points that stop short of, or run past, the end: u/(T + 1)."""
    return _clamp(_ratio(_f(_grid(T), T + 1, s)))


def _wide_grid(T: int, s: float) -> Tensor:
    return _clamp(_ratio(_f(_grid(T), max(T - 1, 1), s)))


MISTAKES: dict[str, Formula] = {
    "no-upper-clamp": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(min=MIN_BETA),
    "no-lower-clamp": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(max=MAX_BETA),
    "no-lower-clamp/zero": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(0, MAX_BETA),
    "no-clamp": lambda T, s: _ratio(_f(_grid(T), T, s)),
    "no-clamp/zero-one": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(0, 1),
    "other-clamp": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(1e-4, 0.9999),
    "other-clamp/high": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(0, 0.9999),
    "other-clamp/low": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(1e-4, MAX_BETA),
    "other-clamp/high-only": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(MIN_BETA, 0.9999),
    "other-clamp/linear": lambda T, s: _ratio(_f(_grid(T), T, s)).clamp(1e-4, 0.02),
    "cosine-not-squared": lambda T, s: _clamp(_ratio(_f(_grid(T), T, s, power=1))),
    "s-ignored": lambda T, s: _right(T, 0.0),
    "s-ignored/default": lambda T, s: _right(T, DEFAULT_S),
    "s-not-divided-out": lambda T, s: _clamp(_ratio(torch.cos((_grid(T) / T + s) * math.pi / 2) ** 2)),
    "half-pi-missing": lambda T, s: _clamp(_ratio(torch.cos((_grid(T) / T + s) / (1 + s) * math.pi) ** 2)),
    "half-pi-missing/one": lambda T, s: _clamp(_ratio(torch.cos((_grid(T) / T + s) / (1 + s)) ** 2)),
    "cosine-one-step-late": _behind,
    "f0-missing": _unnormalised_start,
    "cosine-grid-off-by-one": _short_grid,
    "cosine-grid-off-by-one/wide": _wide_grid,
    "difference-for-ratio": lambda T, s: _clamp(-_alpha_bar(T, s).diff()),
    "ratio-upside-down": lambda T, s: _clamp(1 - _alpha_bar(T, s)[:-1] / _alpha_bar(T, s)[1:]),
    "alpha-bar-for-betas": lambda T, s: _alpha_bar(T, s)[1:],
    "alpha-bar-for-betas/first": lambda T, s: _alpha_bar(T, s)[:-1],
    "alpha-bar-for-betas/clamped": lambda T, s: _clamp(_alpha_bar(T, s)[1:]),
    "alphas-for-betas": lambda T, s: 1 - _ratio(_f(_grid(T), T, s)),
    "alphas-for-betas/clamped": lambda T, s: _clamp(1 - _ratio(_f(_grid(T), T, s))),
    "alphas-for-betas/after": lambda T, s: 1 - _right(T, s),
    "linear-for-cosine": lambda T, s: linear_beta_schedule(T, dtype=torch.float64),
    "hard-coded-steps": lambda T, s: _clamp(_ratio(_f(_grid(T), 1000, s))),
}

EXERCISE = BetaSchedule(
    function="cosine_beta_schedule",
    values="cosine_values",
    title="schedule.betas",
    checks=CHECKS,
    truth=_right,
    mistakes=MISTAKES,
    tolerance=tolerance,
)
