"""Judges a function of an uploaded exercise by what the author's reference returns.

The reference does not run here, nor anywhere near the student's code: its answers were stored before the exercise was
published (`prepared`). The seed chooses some of the stored cases, and the sandbox receives their arguments alone. Of
each known wrong solution at least one case is among them that shows it, so that none of them can be accepted by luck.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from grader.checks import figures, inputs
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.prepared import Answer, Arguments, Prepared, PreparedCase, answers, decode, packed
from grader.checks.values import (
    Departure,
    Tolerance,
    call_as_code,
    departure,
    mismatch,
    not_finite,
    same,
)
from grader.exercises import Exercise, Uploaded, mistake_slug
from grader.verdicts import Text

CHECKS = (
    Check("returns_value", 20),
    Check("function_values", 70),
    Check("inputs_untouched", 10),
)
MAX_SIDE, MAX_PICTURES = 64, 8  # of what is drawn as pictures
MAX_POINTS = 1000  # of what is drawn as a curve
KEPT = 4  # exercises whose cases a worker holds


@dataclass(frozen=True)
class Answered:
    """One case, what came back for it, and its arguments afterwards."""

    case: PreparedCase
    answer: Answer
    after: object


@functools.lru_cache(KEPT)
def _prepared(uploaded: Uploaded) -> Prepared:
    return decode(uploaded.stored())


class Judge:
    """What a check module is to a built-in exercise, an object is to an uploaded one."""

    def __init__(self, exercise: Exercise) -> None:
        assert exercise.uploaded is not None
        self.exercise, self.uploaded = exercise, exercise.uploaded
        self.tolerance = Tolerance(*self.uploaded.tolerance)
        self.prepared = _prepared(self.uploaded)

    def make_case(self, seed: int, device: str) -> Case:
        rng = inputs.generator(seed, self.exercise.slug)
        chosen = [self.prepared.cases[index] for index in choose(self.prepared, self.uploaded.count, rng)]
        return calls([case.arguments for case in chosen], inputs.derived_seed(seed, "draws"), device, chosen)

    def make_example(self, seed: int, device: str) -> Case:
        return calls([self.prepared.example], inputs.derived_seed(seed, "run"), device, [])

    def verify(self, case: Case, outcome: Record) -> Findings:
        chosen: Sequence[PreparedCase] = case.hidden
        found = answers(outcome.header, outcome.tensors, len(chosen))
        answered = [Answered(one, answer, after) for one, (answer, after) in zip(chosen, found, strict=True)]
        card = Scorecard(CHECKS)
        drawn: tuple[figures.Figure, ...] = ()
        if self._judge_returned(card, answered):
            self._judge_inputs(card, answered)
            drawn = self._judge_values(card, answered)
        return Findings(card.results(), self._mistake(answered) if card.failed() else None, drawn)

    def _judge_returned(self, card: Scorecard, answered: Sequence[Answered]) -> bool:
        for one in answered:
            call = self._code(one)
            if one.answer.raised:
                return card.fail(
                    "returns_value", "function.raised", call=call, type=one.answer.raised, detail=one.answer.detail
                )
            value = one.answer.value
            if problem := mismatch(one.case.expected, value) or not_finite(value):
                return card.fail("returns_value", problem.key, call=call, **problem.params)
        return card.ok("returns_value", "function.returned", count=len(answered))

    def _judge_inputs(self, card: Scorecard, answered: Sequence[Answered]) -> bool:
        exact = Tolerance(0.0, 0.0)
        for one in answered:
            if not same(one.case.arguments, one.after, exact):
                return card.fail("inputs_untouched", "function.input-changed", call=self._code(one))
        return card.ok("inputs_untouched", "common.inputs-untouched")

    def _judge_values(self, card: Scorecard, answered: Sequence[Answered]) -> tuple[figures.Figure, ...]:
        for one in answered:
            if found := departure(one.case.expected, one.answer.value, self.tolerance):
                params = {"place": found.place, "expected": found.expected, "got": found.got}
                card.fail("function_values", "function.departs", call=self._code(one), **params)
                return drawn(found)
        card.ok("function_values", "function.agrees", count=len(answered))
        return ()

    def _mistake(self, answered: Sequence[Answered]) -> str | None:
        """The first known wrong solution that gave just these answers. At least one of them is wrong."""
        for name in self.uploaded.named:
            if all(alike(one.case.wrong[name], one.answer, self.tolerance) for one in answered):
                return mistake_slug(self.exercise.slug, name)
        return None

    def _code(self, one: Answered) -> str:
        return call_as_code(self.exercise.entry_point, one.case.arguments)


def calls(arguments: list[Arguments], seed: int, device: str, hidden: object) -> Case:
    sent, tensors = packed(arguments)
    return Case("call_cases", {"cases": sent, "seed": seed, "device": device}, tensors, hidden)


def choose(prepared: Prepared, count: int, rng: torch.Generator) -> list[int]:
    """As many different cases, by chance; among them one for each known wrong solution that shows it is wrong."""
    order = torch.randperm(len(prepared.cases), generator=rng).tolist()
    place = {index: at for at, index in enumerate(order)}
    telling = dict.fromkeys(min(shown, key=place.__getitem__) for shown in prepared.telling.values())
    rest = [index for index in order if index not in telling]
    chosen = [*telling, *rest][: max(count, len(telling))]
    return sorted(chosen, key=place.__getitem__)


def alike(one: Answer, other: Answer, tolerance: Tolerance) -> bool:
    if one.raised or other.raised:
        return one.raised == other.raised
    return same(one.value, other.value, tolerance)


def drawn(found: Departure) -> tuple[figures.Figure, ...]:
    """A row of numbers as a curve, a batch of small pictures as strips; anything else has its sentence alone."""
    if found.rows is None:
        return ()
    expected, got = found.rows
    if expected.ndim == 1 and 1 < len(expected) <= MAX_POINTS:
        return (_curve(expected, got),)
    if expected.ndim == 4 and expected.is_floating_point() and 0 < max(expected.shape[2:]) <= MAX_SIDE:
        rows = [(Text("common.yours"), got), (Text("common.expected"), expected)]
        return (figures.images(Text("function.picture"), [figures.strip(label, _shown(t)) for label, t in rows]),)
    return ()


def _curve(expected: Tensor, got: Tensor) -> figures.Figure:
    places = [float(index) for index in range(len(expected))]
    lines = [
        figures.series(Text("common.yours"), places, got.tolist()),
        figures.series(Text("common.expected"), places, expected.tolist()),
    ]
    return figures.curves(Text("function.curve"), Text("function.index"), lines)


def _shown(batch: Tensor) -> Tensor:
    return torch.nan_to_num(batch[:MAX_PICTURES, 0].float())
