"""The write path of a self-check: have an answer checked, ask for a hint, have the answer shown.

Nothing of the key leaves before one of these is written down: a page shows what the rows say, and nothing else.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from content.questions import Question
from quizzes import attempts, rescoring, rulings
from quizzes.attempts import Page
from quizzes.models import Attempt, QuestionCorrection, Trial


class Unanswered(Exception):
    """There is nothing to check yet."""


def check(attempt: Attempt, question: Question, page: Page | None = None, now: datetime | None = None) -> None:
    """Write down the saved answer as a try. The same answer again is no further try. Raises Unanswered."""
    with transaction.atomic():
        attempts.lock(attempt, page, now)
        given = attempt.given().get(str(question.id))
        if given is None:
            raise Unanswered
        trial = _trial(attempt, question)
        if _is_open(attempt, question, trial) and trial.tried[-1:] != [given]:
            trial.tried.append(given)
            _save(trial, attempt, page)


def take_hint(
    attempt: Attempt, question: Question, number: int, page: Page | None = None, now: datetime | None = None
) -> None:
    """The hint with this number, counted from 1, if it is the next: asking twice for one gives no second."""
    with transaction.atomic():
        attempts.lock(attempt, page, now)
        trial = _trial(attempt, question)
        if _is_open(attempt, question, trial) and number == trial.hints + 1 <= len(question.hints):
            trial.hints = number
            _save(trial, attempt, page)


def reveal(attempt: Attempt, question: Question, page: Page | None = None, now: datetime | None = None) -> None:
    """Show the answer: to whoever has tried, and nobody else."""
    with transaction.atomic():
        attempts.lock(attempt, page, now)
        trial = _trial(attempt, question)
        if _is_open(attempt, question, trial) and trial.tried:
            trial.revealed = True
            _save(trial, attempt, page)


def is_open(question: Question, trial: Trial, correction: QuestionCorrection | None = None) -> bool:
    """The question is neither solved nor given up."""
    return not trial.revealed and not is_solved(question, trial.tried, correction)


def is_solved(question: Question, tried: list[Any], correction: QuestionCorrection | None = None) -> bool:
    return bool(tried) and rescoring.mark(question, tried[-1], correction) == 1


def _is_open(attempt: Attempt, question: Question, trial: Trial) -> bool:
    return is_open(question, trial, rulings.in_force(attempt).get(str(question.id)))


def _trial(attempt: Attempt, question: Question) -> Trial:
    key = str(question.id)
    return attempt.trials.filter(question=key).first() or Trial(attempt=attempt, question=key)


def _save(trial: Trial, attempt: Attempt, page: Page | None) -> None:
    trial.save()
    attempts.count_change(attempt, page)
