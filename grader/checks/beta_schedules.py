"""Judges a function that returns the betas of a schedule: (T,) values against float64, over drawn arguments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor

from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.record import tensor_problem
from grader.checks.schedule_calls import (
    Answered,
    Call,
    Formula,
    answers,
    curve,
    departure,
    explanation,
    raised_text,
)
from grader.verdicts import Text


@dataclass(frozen=True)
class BetaSchedule:
    """What one of the two exercises asks: its function, the truth, the mistakes, and how close is close enough.

    `single` is the check for T = 1, where that is judged on its own.
    """

    function: str
    values: str
    title: str
    checks: tuple[Check, ...]
    truth: Formula
    mistakes: dict[str, Formula]
    tolerance: Callable[[Tensor], Tensor | float]
    single: str | None = None


def case(calls: Sequence[Call]) -> Case:
    return Case("call_each", {"calls": [call.as_args() for call in calls], "device": "cpu"}, {}, tuple(calls))


def verify(exercise: BetaSchedule, calls: Sequence[Call], record: Record) -> Findings:
    card = Scorecard(exercise.checks)
    answered = answers(calls, record)
    single = next((a for a in answered if a.call.arguments["T"] == 1), None) if exercise.single else None
    if single is not None:
        _judge_single(card, exercise, single)
        answered = [a for a in answered if a.call.arguments["T"] > 1]
    if not _judge_returned(card, exercise, answered):
        return Findings(card.results(), explain_length(answered))
    right = _judge_values(card, exercise, answered)
    slug = None if right else _explain(exercise, answered)
    if right and single is not None and _has_no_value(single):
        slug = "one-step-divides-by-zero"
    first = answered[0]
    assert first.value.tensor is not None
    picture = curve(Text(exercise.title), first.value.tensor, exercise.truth(**first.call.arguments))
    return Findings(card.results(), slug, (picture,))


def _judge_single(card: Scorecard, exercise: BetaSchedule, answer: Answered) -> None:
    assert exercise.single is not None
    if answer.raised is not None:
        card.put(exercise.single, False, raised_text(answer, exercise.function))
    elif problem := tensor_problem(answer.value, (1,)):
        card.put(exercise.single, False, problem)
    else:
        _judge_one(card, exercise, answer, exercise.single)


def _judge_returned(card: Scorecard, exercise: BetaSchedule, answered: Sequence[Answered]) -> bool:
    for answer in answered:
        if answer.raised is not None:
            return card.put("returns_betas", False, raised_text(answer, exercise.function))
        if problem := tensor_problem(answer.value, (answer.call.arguments["T"],)):
            return card.put("returns_betas", False, problem)
    return card.ok("returns_betas", "schedule.returned")


def _judge_values(card: Scorecard, exercise: BetaSchedule, answered: Sequence[Answered]) -> bool:
    return all(_judge_one(card, exercise, answer, exercise.values) for answer in answered)


def _judge_one(card: Scorecard, exercise: BetaSchedule, answer: Answered, check: str) -> bool:
    """Leaves the last answer's result on the card, so the first departure stays when it is the last one judged."""
    expected = exercise.truth(**answer.call.arguments)
    got = answer.value.tensor
    assert got is not None
    code = answer.call.as_code(exercise.function)
    t = departure(got, expected, exercise.tolerance(expected))
    if t is None:
        return card.ok(check, "schedule.agrees", call=code)
    return card.fail(
        check, "schedule.departs", call=code, t=t, expected=_digits(expected[t]), got=_digits(got[t].double())
    )


def _digits(value: Tensor) -> str:
    """Six digits: at T = 1000 two neighbouring betas agree in the first three."""
    return f"{float(value):.6g}"


def _has_no_value(answer: Answered) -> bool:
    tensor = answer.value.tensor
    divided = answer.raised == "ZeroDivisionError"
    return divided or (tensor is not None and tensor.is_floating_point() and not bool(tensor.isfinite().all()))


def _explain(exercise: BetaSchedule, answered: Sequence[Answered]) -> str | None:
    longer = [answer for answer in answered if answer.call.arguments["T"] > 1]  # one step may not tell
    whole = [_is_right(exercise, answer) for answer in longer if answer.call.is_whole]
    rest = [_is_right(exercise, answer) for answer in longer if not answer.call.is_whole]
    if whole and all(whole) and not any(rest):
        return "other-default"
    return explanation(exercise.mistakes, answered, exercise.tolerance)


def _is_right(exercise: BetaSchedule, answer: Answered) -> bool:
    expected = exercise.truth(**answer.call.arguments)
    assert answer.value.tensor is not None
    return departure(answer.value.tensor, expected, exercise.tolerance(expected)) is None


def explain_length(answered: Sequence[Answered]) -> str | None:
    """Why what came back is not T values in every call."""
    shapes = [(a.call.arguments["T"], a.value.tensor) for a in answered]
    if any(a.value.type == "NoneType" for a in answered):
        return "nothing-returned"
    lengths = [(T, len(tensor)) for T, tensor in shapes if tensor is not None and tensor.ndim == 1]
    if len(lengths) < len(shapes):
        return None
    if {length - T for T, length in lengths} in ({1}, {-1}):
        return "steps-off-by-one"
    return "hard-coded-steps" if len({length for _, length in lengths}) == 1 else None
