"""Alternative formulas for the forward process, replayed against a record that is not equation 4."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from ddpm_reference.forward import at
from ddpm_reference.schedules import Schedule
from grader.checks import law
from grader.checks.forward_answer import Answer, error_of, exact
from grader.checks.record import Value

EXPLAINS = 1e-5  # as close as a right answer has to be
LIKELY = 1e-6

Formula = Callable[[Tensor, Tensor, Tensor, Schedule], Tensor]


def explain_returned(value: Value, shape: Sequence[int]) -> str | None:
    """Why the returned value is not a pair of tensors of x_0's shape."""
    if value.type == "NoneType":
        return "nothing-returned"
    if value.tensor is not None and tuple(value.tensor.shape) == tuple(shape):
        return "noise-not-returned"
    if len(value.items) == 2 and all(item.tensor is not None for item in value.items):
        x_t, noise = (item.tensor for item in value.items)
        assert x_t is not None
        assert noise is not None
        if tuple(x_t.shape) == tuple(noise.shape) == tuple(shape):
            return "other-dtype" if {x_t.dtype, noise.dtype} != {torch.float32} else None
        if shape[0] == 1 and shape[1:] in (tuple(x_t.shape), tuple(noise.shape)):
            return "batch-axis-lost"
        if tuple(noise.shape) in ((1, *shape[1:]), tuple(shape[1:])):
            return "one-noise-for-the-batch"
        if noise.numel() in (1, shape[0]):
            return "one-number-per-image"
    return None


def explain_algebra(answers: Sequence[Answer], schedule: Schedule) -> str | None:
    """The known mistake whose formula comes closest to every x_t, if it comes close enough."""
    tables = exact(schedule)
    distances = {slug: _distance(formula, answers, tables) for slug, formula in FORMULAS.items()}
    closest = min(distances, key=lambda slug: distances[slug])
    if distances[closest] <= EXPLAINS:
        return _scaled_noise(answers, tables) if closest == "noise-not-scaled" else closest.split("/")[0]
    return _other_noise(answers, tables)


def explain_noise(noise: law.Noise) -> str | None:
    """Why noise that enters the formula rightly is not a fresh standard normal draw."""
    repeated = set(noise.repeated)
    if not float(noise.values.abs().max()):
        return "no-noise-at-all"
    if repeated & {"row", "column"}:
        return "one-number-per-image"
    if "sample" in repeated:
        return "one-noise-for-the-batch"
    if "channel" in repeated:
        return "noise-shared-by-channels"
    if "call" in repeated:
        return "fixed-seed"
    return "uniform-noise" if law.is_uniform(noise.values) else None


def _distance(formula: Formula, answers: Sequence[Answer], tables: Schedule) -> float:
    return max(
        float(error_of(a.x_t, formula(a.batch.x_0.double(), a.batch.t, a.noise.double(), tables)).max())
        for a in answers
    )


def _implied_noise(answers: Sequence[Answer], tables: Schedule) -> Tensor:
    """The noise that must have been mixed in, if the rest of the formula is right: (values,)."""
    implied = [
        (a.x_t.double() - _signal(a.batch.t, a.x_t, tables) * a.batch.x_0.double()) / _spread(a.batch.t, a.x_t, tables)
        for a in answers
    ]
    return torch.cat([noise.flatten() for noise in implied])


def _other_noise(answers: Sequence[Answer], tables: Schedule) -> str | None:
    """A right x_t whose noise is not the noise that was returned: drawn twice."""
    implied = law.Noise(_implied_noise(answers, tables), (), ())
    return "noise-drawn-twice" if law.shape_p(implied) > LIKELY else None


def _scaled_noise(answers: Sequence[Answer], tables: Schedule) -> str:
    """x_t = √ᾱ·x_0 + noise: either the mixing forgot the factor, or the returned noise already has it."""
    implied = law.Noise(_implied_noise(answers, tables), (), ())
    return "scaled-noise-returned" if law.shape_p(implied) > LIKELY else "noise-not-scaled"


def _signal(t: Tensor, like: Tensor, tables: Schedule) -> Tensor:
    return at(tables["sqrt_alpha_bar"], t, like.double())


def _spread(t: Tensor, like: Tensor, tables: Schedule) -> Tensor:
    return at(tables["sqrt_one_minus_alpha_bar"], t, like.double())


def _mix(signal: Callable[[Schedule], Tensor], spread: Callable[[Schedule], Tensor]) -> Formula:
    """signal_t·x_0 + spread_t·noise, for two (T,) tables made from the schedule."""
    return lambda x_0, t, noise, tables: at(signal(tables), t, x_0) * x_0 + at(spread(tables), t, x_0) * noise


def _right(x_0: Tensor, t: Tensor, noise: Tensor, tables: Schedule) -> Tensor:
    return _signal(t, x_0, tables) * x_0 + _spread(t, x_0, tables) * noise


def _shifted(steps: int) -> Formula:
    """t one too low or too high, as Python indexes it: −1 wraps round to the last step."""

    def formula(x_0: Tensor, t: Tensor, noise: Tensor, tables: Schedule) -> Tensor:
        return _right(x_0, (t + steps) % len(tables["betas"]), noise, tables)

    return formula


def _ceiling(x_0: Tensor, t: Tensor, noise: Tensor, tables: Schedule) -> Tensor:
    return _right(x_0, (t + 1).clamp(max=len(tables["betas"]) - 1), noise, tables)


def _floor(x_0: Tensor, t: Tensor, noise: Tensor, tables: Schedule) -> Tensor:
    return _right(x_0, (t - 1).clamp(min=0), noise, tables)


def _pair_swapped(x_0: Tensor, t: Tensor, noise: Tensor, tables: Schedule) -> Tensor:
    """What came second is x_t, so what came first should be the noise inside it."""
    return (noise - _signal(t, x_0, tables) * x_0) / _spread(t, x_0, tables)


# A slug may stand for several formulas, told apart after the slash.
FORMULAS: dict[str, Formula] = {
    "signal-and-noise-swapped": _mix(lambda s: s["sqrt_one_minus_alpha_bar"], lambda s: s["sqrt_alpha_bar"]),
    "missing-square-roots": _mix(lambda s: s["alpha_bar"], lambda s: 1 - s["alpha_bar"]),
    "missing-square-root-on-signal": _mix(lambda s: s["alpha_bar"], lambda s: s["sqrt_one_minus_alpha_bar"]),
    "missing-square-root-on-noise": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: 1 - s["alpha_bar"]),
    "one-minus-root": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: 1 - s["sqrt_alpha_bar"]),
    "alpha-for-alpha-bar": _mix(lambda s: s["sqrt_alpha"], lambda s: s["betas"].sqrt()),
    "alpha-for-alpha-bar/signal": _mix(lambda s: s["sqrt_alpha"], lambda s: s["sqrt_one_minus_alpha_bar"]),
    "alpha-for-alpha-bar/noise": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: s["betas"].sqrt()),
    "beta-as-noise-scale": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: s["betas"]),
    "noise-not-scaled": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: torch.ones_like(s["betas"])),
    "signal-not-scaled": _mix(lambda s: torch.ones_like(s["betas"]), lambda s: s["sqrt_one_minus_alpha_bar"]),
    "noise-only": _mix(lambda s: torch.zeros_like(s["betas"]), lambda s: s["sqrt_one_minus_alpha_bar"]),
    "noise-subtracted": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: -s["sqrt_one_minus_alpha_bar"]),
    "noise-not-added": _mix(lambda s: s["sqrt_alpha_bar"], lambda s: torch.zeros_like(s["betas"])),
    "t-one-too-low": _shifted(-1),
    "t-one-too-low/clamped": _floor,
    "t-one-too-high": _shifted(1),
    "t-one-too-high/clamped": _ceiling,
    "one-t-for-the-batch": lambda x_0, t, noise, s: _right(x_0, t[:1].expand_as(t), noise, s),
    "one-t-for-the-batch/last": lambda x_0, t, noise, s: _right(x_0, t[-1:].expand_as(t), noise, s),
    "t-ignored": lambda x_0, t, noise, s: _right(x_0, torch.full_like(t, len(s["betas"]) - 1), noise, s),
    "pair-swapped": _pair_swapped,
    "clamped": lambda x_0, t, noise, s: _right(x_0, t, noise, s).clamp(-1, 1),
}
