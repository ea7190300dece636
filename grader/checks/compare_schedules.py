"""Judges `compare_schedules(T=1000) -> {"linear": t, "cosine": t}`: the first t with ᾱ_t < 0.01, or None."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from ddpm_reference.schedules import (
    SIGNAL_FLOOR,
    cosine_beta_schedule,
    linear_beta_schedule,
    precompute_schedule,
)
from grader.checks import cosine_schedule, inputs, linear_schedule
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.record import Value, read_dict
from grader.checks.schedule_calls import Answered, Call, answers, raised_text
from grader.verdicts import Text

CHECKS = (
    Check("returns_steps", 15),
    Check("linear_step", 30),
    Check("cosine_step", 25),
    Check("never_reached", 25),
    Check("single_step", 5),
)
NAMES = ("linear", "cosine")
NUMBERS = (torch.int64, torch.int32, torch.float32, torch.float64)
MAX_STEP = 2**53  # beyond it a float stands for several whole numbers
TELLING = 3  # answers that are not None, 0 or 1, which many wrong schedules give alike
MARGIN = 1e-3  # how far, relatively, ᾱ keeps from 0.01 next to the crossing, so that float32 finds the same step
LONG_MARGIN = 2e-4  # of a chain of thousands of steps, which are closer together; float32 stays within 6e-5

Steps = dict[str, int | None]
Rule = Callable[[int], Steps]
Betas = Callable[[int], Tensor]


@dataclass(frozen=True)
class Asked:
    call: Call
    T: int
    expected: Steps


def make_case(seed: int, device: str) -> Case:
    rng = inputs.generator(seed, "compare-schedules")
    short = inputs.integer(rng, 40, 120)  # the linear schedule needs some 440 steps to reach 0.01
    lengths = [1000, _clear(rng, 500, 900), _clear(rng, 1100, 1500), _long(rng), short, 10, 1]
    asked = [Asked(Call(()), 1000, _truth(1000)), *(Asked(Call((T,)), T, _truth(T)) for T in lengths)]
    return Case("call_each", {"calls": [a.call.as_args() for a in asked], "device": "cpu"}, {}, tuple(asked))


def _clear(rng: torch.Generator, low: int, high: int) -> int:
    """A T whose two crossings are not close calls."""
    while True:
        T = inputs.integer(rng, low, high)
        if all(float((bar / SIGNAL_FLOOR - 1).abs().min()) > MARGIN for bar in alpha_bars(T).values()):
            return T


def _long(rng: torch.Generator) -> int:
    """A T at which a lower clamp of 2e-5 gives another step than 1e-5, as none below 2396 does.

    It lowers ᾱ there by 7e-4 and more, so the last step above 0.01 is one that is above it by less.
    """
    while True:
        T = inputs.integer(rng, 6000, 7000)
        if not 2.5e-4 < _last_above(T) / SIGNAL_FLOOR - 1 < 4.5e-4:
            continue
        if float((alpha_bars(T)["linear"] / SIGNAL_FLOOR - 1).abs().min()) > LONG_MARGIN:
            return T


def _last_above(T: int) -> float:
    """The last ᾱ of the cosine schedule above 0.01, in closed form: cos² of the angle at t + 1, over that at 0."""
    start, step = math.pi / 2 * 0.008 / 1.008, math.pi / 2 / 1.008 / T
    floor = math.acos(math.sqrt(SIGNAL_FLOOR) * math.cos(start))
    return (math.cos(start + step * math.floor((floor - start) / step)) / math.cos(start)) ** 2


def alpha_bars(T: int) -> dict[str, Tensor]:
    betas = {
        "linear": linear_beta_schedule(T, dtype=torch.float64),
        "cosine": cosine_beta_schedule(T, dtype=torch.float64),
    }
    return {name: precompute_schedule(beta)["alpha_bar"] for name, beta in betas.items()}


def _first(below: Tensor) -> int | None:
    found = below.nonzero()
    return int(found[0]) if len(found) else None


def _truth(T: int) -> Steps:
    return {name: _first(bar < SIGNAL_FLOOR) for name, bar in alpha_bars(T).items()}


def verify(case: Case, outcome: Record) -> Findings:
    card = Scorecard(CHECKS)
    found = [_Found(a, _entries(outcome, index), answer) for index, (a, answer) in enumerate(_pairs(case, outcome))]
    _judge_single(card, found[-1])
    longer = found[:-1]
    for one in longer:
        if problem := one.problem():
            card.put("returns_steps", False, problem)
            return Findings(card.results(), _explain_returned(longer))
    card.ok("returns_steps", "compare.returned")
    if not _judge_steps(card, longer):
        return Findings(card.results(), _explain(longer))
    divided = found[-1].answer.raised == "ZeroDivisionError"
    return Findings(card.results(), "one-step-divides-by-zero" if divided else None)


def _pairs(case: Case, outcome: Record) -> list[tuple[Asked, Answered]]:
    asked: Sequence[Asked] = case.hidden
    return list(zip(asked, answers([a.call for a in asked], outcome), strict=True))


def _entries(record: Record, index: int) -> dict[str, Value]:
    """The dict that one call returned."""
    calls = record.header.get("calls")
    line = calls[index] if isinstance(calls, list) and index < len(calls) else None
    return read_dict(line.get("returned"), record.tensors) if isinstance(line, dict) else {}


@dataclass(frozen=True)
class _Found:
    """One call with what came back for it."""

    asked: Asked
    entries: dict[str, Value]
    answer: Answered

    def step(self, name: str) -> int | None:
        return _whole(self.entries[name])

    def problem(self) -> Text | None:
        if self.answer.raised is not None:
            return raised_text(self.answer, "compare_schedules")
        if not self.entries:
            return Text("compare.not-a-dict", {"type": self.answer.value.type})
        if missing := [name for name in NAMES if name not in self.entries]:
            return Text(
                "compare.missing-keys", {"missing": ", ".join(missing), "got": ", ".join(list(self.entries)[:8])}
            )
        for name in NAMES:
            value = self.entries[name]
            if value.type != "NoneType" and _whole(value) is None:
                return Text("compare.not-a-step", {"name": name, "type": value.type, "got": _shown(value)})
        return None


def _whole(value: Value) -> int | None:
    """A whole number in any of the forms that compare equal to an int: int, NumPy integer, 673.0, 0-d tensor."""
    number, tensor = value.number, value.tensor
    if value.is_plain_tensor and tensor is not None and tensor.numel() == 1 and tensor.dtype in NUMBERS:
        number = float(tensor)
    if number is None or value.type == "bool" or not abs(number) < MAX_STEP or number != int(number):
        return None
    return int(number)


def _shown(value: Value) -> str:
    return value.type if value.number is None else f"{value.number:.6g}"


def _judge_single(card: Scorecard, found: _Found) -> None:
    if problem := found.problem():
        card.put("single_step", False, problem)
        return
    _judge_some(card, "single_step", [(found, name) for name in NAMES])


def _judge_steps(card: Scorecard, found: Sequence[_Found]) -> bool:
    reached = {name: [(one, name) for one in found if one.asked.expected[name] is not None] for name in NAMES}
    never = [(one, name) for name in NAMES for one in found if one.asked.expected[name] is None]
    verdicts = [_judge_some(card, f"{name}_step", reached[name]) for name in NAMES]
    return all([*verdicts, _judge_some(card, "never_reached", never)])


def _judge_some(card: Scorecard, check: str, pairs: Sequence[tuple[_Found, str]]) -> bool:
    for one, name in pairs:
        expected, got = one.asked.expected[name], one.step(name)
        if got != expected:
            params = {"call": one.asked.call.as_code("compare_schedules"), "name": name}
            return card.fail(check, "compare.departs", **params, expected=str(expected), got=str(got))
    return card.ok(check, "compare.agrees", count=len(pairs))


def _explain_returned(found: Sequence[_Found]) -> str | None:
    if any(one.answer.value.type == "NoneType" for one in found):
        return "nothing-returned"
    if any(one.answer.raised is not None and None in one.asked.expected.values() for one in found):
        return "never-not-handled"
    return "answer-keys-missing" if any(one.entries and not one.entries.keys() >= set(NAMES) for one in found) else None


def _explain(found: Sequence[_Found]) -> str | None:
    """A mistake in both answers alike, or the known wrong schedule that one of them stands for."""
    for slug, rule in MISTAKES.items():
        if all(rule(one.asked.T) == {name: one.step(name) for name in NAMES} for one in found):
            return slug.split("/")[0]
    by_default, *asked = (all(one.step(name) == one.asked.expected[name] for name in NAMES) for one in found)
    if all(asked) and not by_default:
        return "other-default"
    return _explain_schedule("linear", LINEAR, found) or _explain_schedule("cosine", COSINE, found)


def _explain_schedule(name: str, mistakes: dict[str, Betas], found: Sequence[_Found]) -> str | None:
    steps = [(one.asked, one.step(name)) for one in found]
    if all(step == asked.expected[name] for asked, step in steps):
        return None
    if sum(step is not None and step > 1 for _, step in steps) < TELLING:
        return None
    for slug, betas in mistakes.items():
        if all(step == _first((1 - betas(asked.T)).cumprod(0) < SIGNAL_FLOOR) for asked, step in steps):
            return slug.split("/")[0]
    return None


def _shifted(by: int) -> Rule:
    return lambda T: {name: None if t is None else t + by for name, t in _truth(T).items()}


def _never(number: Callable[[int], int]) -> Rule:
    return lambda T: {name: number(T) if t is None else t for name, t in _truth(T).items()}


def _where(below: Callable[[Tensor], Tensor]) -> Rule:
    """The first t at which a condition on ᾱ holds."""
    return lambda T: {name: _first(below(bar)) for name, bar in alpha_bars(T).items()}


def _alphas(bar: Tensor) -> Tensor:
    return bar / torch.cat([torch.ones(1, dtype=bar.dtype), bar[:-1]])


def _swapped(T: int) -> Steps:
    truth = _truth(T)
    return {"linear": truth["cosine"], "cosine": truth["linear"]}


MISTAKES: dict[str, Rule] = {
    "never-as-a-number": _never(lambda T: -1),
    "never-as-a-number/T": _never(lambda T: T),
    "never-as-a-number/last": _never(lambda T: T - 1),
    "never-as-a-number/zero": _never(lambda T: 0),
    "counts-from-one": _shifted(1),
    "last-step-above": _shifted(-1),
    "root-of-alpha-bar-compared": _where(lambda bar: bar.sqrt() < SIGNAL_FLOOR),
    "alpha-not-multiplied-up": _where(lambda bar: _alphas(bar) < SIGNAL_FLOOR),
    "noise-share-compared": _where(lambda bar: 1 - bar > SIGNAL_FLOOR),
    "noise-share-compared/below": _where(lambda bar: 1 - bar < SIGNAL_FLOOR),
    "other-threshold": _where(lambda bar: bar < 0.1),
    "other-threshold/tenth": _where(lambda bar: bar < 0.001),
    "other-threshold/half": _where(lambda bar: bar < 0.5),
    "other-threshold/twentieth": _where(lambda bar: bar < 0.05),
    "first-step-above": _where(lambda bar: bar > SIGNAL_FLOOR),
    "names-swapped": _swapped,
    "hard-coded-steps": lambda T: _truth(1000),
    "step-never-found": lambda T: dict.fromkeys(NAMES),
    "sum-for-product": _where(lambda bar: (1 - (1 - _alphas(bar)).cumsum(0)) < SIGNAL_FLOOR),
    "product-of-betas": _where(lambda bar: (1 - _alphas(bar)).cumprod(0) < SIGNAL_FLOOR),
    "exponential-for-product": _where(lambda bar: torch.exp(-(1 - _alphas(bar)).cumsum(0)) < SIGNAL_FLOOR),
}
LINEAR: dict[str, Betas] = {
    slug: partial(formula, **linear_schedule.DEFAULTS) for slug, formula in linear_schedule.MISTAKES.items()
}
COSINE: dict[str, Betas] = {
    slug: partial(formula, s=cosine_schedule.DEFAULT_S) for slug, formula in cosine_schedule.MISTAKES.items()
}
