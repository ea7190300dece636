"""An attempt as its student sees it while answering: the questions in order, and nothing of the key.

In a self-check each question comes with the feedback that its student has asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from content.orderings import is_order, misplaced
from content.questions import Question
from content.rendering import render_code, render_inline, render_markdown
from quizzes.feedback import Feedback, Told, feedback
from quizzes.models import Attempt, Trial
from quizzes.rulings import Corrections, in_force

PLACED = re.compile(r"(\d{1,2}):(\d{0,2})", re.ASCII)  # a step's position and the place chosen for it, or none


@dataclass(frozen=True)
class Option:
    """An option to choose, or a step to put in its place."""

    position: int  # as shown, from 0; this is what a form sends
    html: SafeString
    chosen: bool
    place: int | None = None  # from 1, where the student put the step
    told: Told | None = None  # in a self-check, once it was tried


@dataclass(frozen=True)
class PaperQuestion:
    number: int  # as shown, from 1; forms and addresses go by it
    id: str
    kind: str
    domain: str
    html: SafeString
    code: SafeString
    unit: str
    options: list[Option]
    order: list[int] = field(repr=False)  # the bank's option number at each position
    answered: bool = False
    flagged: bool = False
    typed: str = ""  # a numeric answer as text
    error: str = ""
    feedback: Feedback | None = None  # of a self-check

    @property
    def state(self) -> str:
        """In one word, for the map: of an exam whether it is answered, of a self-check what the last check said."""
        if self.feedback and self.feedback.state:
            return self.feedback.state
        return "answered" if self.answered else "unanswered"

    @property
    def takes_answers(self) -> bool:
        """In a self-check what is solved stays as it is."""
        return self.feedback is None or self.feedback.is_open

    def with_error(self, error: str, sent: Sequence[str]) -> "PaperQuestion":
        """The same question to be shown again as it was sent, with what is wrong with it."""
        if self.kind == "numeric":
            return replace(self, error=error, typed=sent[0] if sent else self.typed)
        if self.kind == "order":
            places = dict(read_places(sent))
            steps = [replace(step, place=places.get(step.position), told=None) for step in self.options]
            return replace(self, error=error, options=steps)
        return replace(self, error=error)


class Paper:
    """The questions of one attempt with what was answered so far."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.document = attempt.document()
        answers = list(attempt.answers.values_list("question", "given", "saved_at"))
        self.given = {key: given for key, given, _ in answers}
        self.saved_at = max((saved_at for *_, saved_at in answers), default=None)
        self._trials = {} if attempt.is_exam else {trial.question: trial for trial in attempt.trials.all()}
        self.source = {str(question.id): question for question in self.document.questions}
        self.questions = [self._show(number, key) for number, key in enumerate(attempt.question_order, start=1)]

    @cached_property
    def corrections(self) -> Corrections:
        return in_force(self.attempt, self.document)

    @cached_property
    def by_number(self) -> dict[int, PaperQuestion]:
        return {question.number: question for question in self.questions}

    @cached_property
    def by_id(self) -> dict[str, PaperQuestion]:
        return {question.id: question for question in self.questions}

    def numbered(self, number: str) -> PaperQuestion | None:
        """The question that a form or an address names."""
        return self.by_number.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else None

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)

    @property
    def unanswered(self) -> list[PaperQuestion]:
        return [question for question in self.questions if not question.answered]

    @property
    def flagged(self) -> list[PaperQuestion]:
        return [question for question in self.questions if question.flagged]

    @property
    def unsolved(self) -> list[PaperQuestion]:
        """Of a self-check: neither found nor shown."""
        return [question for question in self.questions if question.takes_answers]

    @property
    def done(self) -> int:
        return self.total - len(self.unsolved)

    @property
    def first_to_do(self) -> PaperQuestion:
        left = self.unanswered if self.attempt.is_exam else self.unsolved
        return left[0] if left else self.questions[0]

    def with_errors(self, errors: dict[int, str], sent: dict[int, list[str]]) -> "Paper":
        """The same paper to be shown again, with what is wrong beside what was sent."""
        self.questions = [
            question.with_error(errors[question.number], sent.get(question.number, []))
            if question.number in errors
            else question
            for question in self.questions
        ]
        return self

    def _show(self, number: int, key: str) -> PaperQuestion:
        question, given = self.source[key], self.given.get(key)
        order = self.attempt.option_order.get(key, [])
        trial = self._trials.get(key)
        told = None if self.attempt.is_exam else feedback(question, trial, self.corrections.get(key))
        return PaperQuestion(
            number=number,
            id=key,
            kind=question.kind,
            domain=question.domain,
            html=render_markdown(question.question),
            code=render_code(question.code),
            unit=question.numeric.unit if question.numeric else "",
            options=_steps(question, order, given, trial) if question.order else _options(question, order, given, told),
            order=order,
            answered=given is not None,
            flagged=key in self.attempt.flagged,
            typed=as_typed(given),
            feedback=told,
        )


def read_places(sent: Sequence[str]) -> Iterator[tuple[int, int | None]]:
    """Of what a form sends, the position of each step and the place chosen for it; what is no such pair is left out."""
    for match in map(PLACED.fullmatch, sent):
        if match:
            yield int(match[1]), int(match[2]) if match[2] else None


def as_typed(number: Any) -> str:
    """A saved number as a person would write it."""
    return f"{number:.15g}" if isinstance(number, int | float) and not isinstance(number, bool) else ""


def _options(question: Question, order: list[int], given: Any, told: Feedback | None) -> list[Option]:
    chosen = set(given) if isinstance(given, list) else {given}
    return [
        Option(
            position,
            render_inline(question.options[index]),
            index in chosen,
            told=told.told.get(index) if told else None,
        )
        for position, index in enumerate(order)
    ]


def _steps(question: Question, order: list[int], given: Any, trial: Trial | None) -> list[Option]:
    """The steps as the student has put them, or as they were shuffled; with what a check said of this very order."""
    places = {step: place for place, step in enumerate(given, start=1)} if is_order(question, given) else {}
    told = {}
    if places and trial and trial.tried[-1:] == [given]:
        told = {step: Told(step not in misplaced(question, given), SafeString()) for step in given}
    steps = [
        Option(position, render_inline(question.order[index]), False, places.get(index), told.get(index))
        for position, index in enumerate(order)
    ]
    return sorted(steps, key=lambda step: step.place or 0)
