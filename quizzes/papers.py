"""An attempt as its student sees it while answering: the questions in order, and nothing of the key.

In a self-check each question comes with the feedback that its student has asked for.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from content.questions import Question
from content.rendering import render_code, render_inline, render_markdown
from quizzes.feedback import Feedback, Told, feedback
from quizzes.models import Attempt


@dataclass(frozen=True)
class Option:
    position: int  # as shown, from 0; this is what a form sends
    html: SafeString
    chosen: bool
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

    def with_errors(self, errors: dict[int, str], typed: dict[int, str]) -> "Paper":
        """The same paper to be shown again, with what is wrong beside what was typed."""
        self.questions = [
            replace(question, error=errors[question.number], typed=typed.get(question.number, question.typed))
            if question.number in errors
            else question
            for question in self.questions
        ]
        return self

    def _show(self, number: int, key: str) -> PaperQuestion:
        question, given = self.source[key], self.given.get(key)
        order = self.attempt.option_order.get(key, [])
        told = None if self.attempt.is_exam else feedback(question, self._trials.get(key))
        return PaperQuestion(
            number=number,
            id=key,
            kind=question.kind,
            domain=question.domain,
            html=render_markdown(question.question),
            code=render_code(question.code),
            unit=question.numeric.unit if question.numeric else "",
            options=_options(question, order, given, told),
            order=order,
            answered=given is not None,
            flagged=key in self.attempt.flagged,
            typed=as_typed(given),
            feedback=told,
        )


def as_typed(number: Any) -> str:
    """A saved number as a person would write it."""
    return f"{number:.15g}" if isinstance(number, int | float) and not isinstance(number, bool) else ""


def _options(question: Question, order: list[int], given: Any, told: Feedback | None) -> list[Option]:
    texts = question.options or question.order
    chosen = set(given) if isinstance(given, list) else {given}
    return [
        Option(position, render_inline(texts[index]), index in chosen, told.told.get(index) if told else None)
        for position, index in enumerate(order)
    ]
