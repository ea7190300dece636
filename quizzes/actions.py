"""The buttons at a question: a form names the action, and as its value the number of the question.

`flag` and `unflag` belong to an exam; `check`, `hint` (with its own number, as in "3.1") and `reveal` to a self-check.
"""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from content.questions import Question
from quizzes import attempts, trials
from quizzes.answersheet import Sheet
from quizzes.attempts import Page
from quizzes.models import Attempt
from quizzes.papers import Paper, PaperQuestion

Act = Callable[[Attempt, Question, str, Page], None]


def act(paper: Paper, form: Mapping[str, str], sheet: Sheet, page: Page) -> PaperQuestion | None:
    """Do what the pressed button asks for. Returns its question; what is wrong with it goes into the sheet."""
    actions = EXAM_ACTIONS if paper.attempt.is_exam else SELF_CHECK_ACTIONS
    name = next((name for name in actions if name in form), "")
    number, _dot, detail = form.get(name, "").partition(".")
    question = paper.numbered(number)
    if question and question.number not in sheet.errors:
        try:
            actions[name](paper.attempt, paper.source[question.id], detail, page)
        except trials.Unanswered:
            sheet.errors[question.number] = _("There is no answer yet. Give one, then check it.")
    return question


def _flag(attempt: Attempt, question: Question, detail: str, page: Page) -> None:
    attempts.flag(attempt, str(question.id), True, page)


def _unflag(attempt: Attempt, question: Question, detail: str, page: Page) -> None:
    attempts.flag(attempt, str(question.id), False, page)


def _check(attempt: Attempt, question: Question, detail: str, page: Page) -> None:
    trials.check(attempt, question, page)


def _hint(attempt: Attempt, question: Question, detail: str, page: Page) -> None:
    asked_for = int(detail) if detail.isascii() and detail.isdigit() and len(detail) < 4 else 0
    trials.take_hint(attempt, question, asked_for, page)


def _reveal(attempt: Attempt, question: Question, detail: str, page: Page) -> None:
    trials.reveal(attempt, question, page)


EXAM_ACTIONS: dict[str, Act] = {"flag": _flag, "unflag": _unflag}
SELF_CHECK_ACTIONS: dict[str, Act] = {"check": _check, "hint": _hint, "reveal": _reveal}
