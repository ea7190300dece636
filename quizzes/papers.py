"""An attempt as its student sees it while answering: the questions in order, and nothing of the key."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from content.questions import Question
from content.rendering import render_code, render_inline, render_markdown
from quizzes.models import Attempt


@dataclass(frozen=True)
class Option:
    position: int  # as shown, from 0; this is what a form sends
    html: SafeString
    chosen: bool


@dataclass(frozen=True)
class PaperQuestion:
    number: int  # as shown, from 1; forms and addresses go by it
    id: str
    kind: str
    domain: str
    html: SafeString
    code: SafeString
    hints: list[SafeString]
    unit: str
    options: list[Option]
    order: list[int] = field(repr=False)  # the bank's option number at each position
    answered: bool = False
    typed: str = ""  # a numeric answer as text
    error: str = ""


class Paper:
    """The questions of one attempt with what was answered so far."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        given = attempt.given()
        by_id = {str(question.id): question for question in attempt.document().questions}
        self.questions = [
            _show(number, key, by_id[key], attempt.option_order.get(key, []), given.get(key))
            for number, key in enumerate(attempt.question_order, start=1)
        ]

    @cached_property
    def by_number(self) -> dict[int, PaperQuestion]:
        return {question.number: question for question in self.questions}

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def answered(self) -> int:
        return sum(question.answered for question in self.questions)

    @property
    def unanswered(self) -> list[PaperQuestion]:
        return [question for question in self.questions if not question.answered]

    def with_errors(self, errors: dict[int, str], typed: dict[int, str]) -> "Paper":
        """The same paper to be shown again, with what is wrong beside what was typed."""
        self.questions = [
            replace(question, error=errors[question.number], typed=typed.get(question.number, question.typed))
            if question.number in errors
            else question
            for question in self.questions
        ]
        return self


def as_typed(number: Any) -> str:
    """A saved number as a person would write it."""
    return f"{number:.15g}" if isinstance(number, int | float) and not isinstance(number, bool) else ""


def _show(number: int, key: str, question: Question, order: list[int], given: Any) -> PaperQuestion:
    chosen = set(given) if isinstance(given, list) else {given}
    return PaperQuestion(
        number=number,
        id=key,
        kind=question.kind,
        domain=question.domain,
        html=render_markdown(question.question),
        code=render_code(question.code),
        hints=[render_markdown(hint) for hint in question.hints],
        unit=question.numeric.unit if question.numeric else "",
        options=[
            Option(position, render_inline(question.options[index]), index in chosen)
            for position, index in enumerate(order)
        ],
        order=order,
        answered=given is not None,
        typed=as_typed(given),
    )
