"""The write path of an attempt: start, save answers, submit, expire.

An attempt's row is locked while its answers are saved and while it is marked, so an answer is either saved before the
marking, and counts, or is refused: it is never shown as saved and then left out. Closing is one conditional UPDATE, so
a second click, a second tab and the clock can all close an attempt and only the first does.
"""

import random
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from content import marking
from content.marking import Given
from content.models import BankVersion
from content.questions import BankDocument
from quizzes.models import GRACE, Answer, Attempt, AttemptQuerySet


class Closed(Exception):
    """The attempt takes no more answers: show the student the result instead."""


def start(user: User, version: BankVersion, mode: str, now: datetime | None = None) -> Attempt:
    """A new attempt, or the open one to go on with: its clock has been running all along."""
    now = now or timezone.now()
    mine = Attempt.objects.for_user(user).filter(bank_id=version.item_id)
    expire_overdue(mine, now)
    if attempt := mine.open().first():
        return attempt
    try:
        with transaction.atomic():
            return _create(user, version, mode, now)
    except IntegrityError:  # a second click was faster
        return mine.open().get()


def save_answers(attempt: Attempt, given: Mapping[str, Given], now: datetime | None = None) -> None:
    """Save these answers, and clear those that are None. Raises Closed once the attempt is over."""
    now = now or timezone.now()
    with transaction.atomic():
        if not _lock(attempt, now):
            raise Closed
        cleared = [question for question, answer in given.items() if answer is None]
        attempt.answers.filter(question__in=cleared).delete()
        Answer.objects.bulk_create(
            [
                Answer(attempt=attempt, question=key, given=answer)
                for key, answer in given.items()
                if answer is not None
            ],
            update_conflicts=True,
            unique_fields=["attempt", "question"],
            update_fields=["given", "saved_at"],
        )


def submit(attempt: Attempt, now: datetime | None = None) -> bool:
    """Close the attempt with its score. Returns whether this call did; a further one changes nothing."""
    now = now or timezone.now()
    with transaction.atomic():
        Attempt.objects.select_for_update().get(pk=attempt.pk)
        result = marking.score(attempt.document(), attempt.given())
        columns = _columns(attempt, result, now)
        closed = Attempt.objects.open().filter(pk=attempt.pk).update(**columns)
    attempt.refresh_from_db(fields=columns)
    return bool(closed)


def expire(attempt: Attempt, now: datetime | None = None) -> None:
    """Close this one if its time is over."""
    now = now or timezone.now()
    if attempt.is_open and attempt.deadline < now - GRACE:
        submit(attempt, now)


def expire_overdue(attempts: AttemptQuerySet | None = None, now: datetime | None = None) -> int:
    """Close the attempts whose time is over, with the answers that they have. Returns how many."""
    now = now or timezone.now()
    overdue = (Attempt.objects.all() if attempts is None else attempts).overdue(now)
    return sum(submit(attempt, now) for attempt in overdue.select_related("bank_version"))


def _create(user: User, version: BankVersion, mode: str, now: datetime) -> Attempt:
    document = version.document()
    return Attempt.objects.create(
        user=user,
        bank_id=version.item_id,
        bank_version=version,
        language=version.language,
        mode=mode,
        started_at=now,
        deadline=now + timedelta(minutes=version.duration_minutes),
        # The bank's own order: an author may build a question on the one before it.
        question_order=[str(question.id) for question in document.questions],
        option_order=option_order(document, random.Random()),
    )


def option_order(document: BankDocument, rng: random.Random) -> dict[str, list[int]]:
    """For each question with options, the bank's option numbers in the order in which to show them."""
    orders = {str(question.id): list(range(len(question.options))) for question in document.questions}
    if document.shuffle_options:
        for order in orders.values():
            rng.shuffle(order)
    return {key: order for key, order in orders.items() if order}


def _lock(attempt: Attempt, now: datetime) -> Attempt | None:
    takes_answers = Attempt.objects.open().filter(pk=attempt.pk, deadline__gte=now - GRACE)
    return takes_answers.select_for_update().first()


def _columns(attempt: Attempt, result: marking.Score, now: datetime) -> dict[str, Any]:
    in_time = now <= attempt.deadline
    return {
        "status": Attempt.Status.SUBMITTED if in_time else Attempt.Status.EXPIRED,
        "submitted_at": min(now, attempt.deadline),
        "score": result.percent,
        "passed": result.passed,
        "domains": [asdict(domain) for domain in result.domains],
    }
