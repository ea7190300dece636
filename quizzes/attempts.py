"""The write path of an attempt: start, save answers, flag, submit, expire, and the deadline.

An attempt's row is locked while it is changed and while it is marked, so an answer is either saved before the marking,
and counts, or is refused: it is never shown as saved and then left out. Closing is one conditional UPDATE, so a second
click, a second tab and the clock can all close an attempt and only the first does.

Each change counts the revision up. A page sends along the revision that it was loaded with, and where the attempt has
moved on since by another hand, the change is refused as stale: what it would overwrite, its sender has not seen.
"""

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from content import marking, orderings
from content.marking import Given
from content.models import BankVersion
from content.questions import BankDocument
from quizzes import deadlines, logs, rescoring, rulings
from quizzes.deadlines import Due
from quizzes.models import Accommodation, Answer, Attempt, AttemptQuerySet

EXAM = str(Attempt.Purpose.EXAM)


class Closed(Exception):
    """The attempt takes no more answers: show the student the result instead."""


class NotNow(Exception):
    """No class of the student lets an exam begin: show them until when it did, or from when it will."""

    def __init__(self, against: Due) -> None:
        super().__init__(against)
        self.against = against


class Stale(Exception):
    """The attempt was changed elsewhere since the page was loaded: show its student what it is now."""


@dataclass(frozen=True)
class Page:
    """Where a change comes from: a page's own name, and the revision that it has seen."""

    name: str
    revision: int


def start(user: User, version: BankVersion, mode: str, purpose: str = EXAM, now: datetime | None = None) -> Attempt:
    """A new attempt, or the open one to go on with: an exam's clock has been running all along. Raises NotNow."""
    now = now or timezone.now()
    mine = Attempt.objects.for_user(user).filter(bank_id=version.item_id, purpose=purpose)
    expire_overdue(mine, now)
    if attempt := mine.open().first():
        logs.came_back(attempt, now)
        return attempt
    against = deadlines.why_not_start(user, version.item.slug, now) if purpose == EXAM else None
    if against:
        raise NotNow(against)
    try:
        with transaction.atomic():
            return _create(user, version, mode, purpose, now)
    except IntegrityError:  # a second click was faster
        return mine.open().get()


def save_answers(
    attempt: Attempt, given: Mapping[str, Given], page: Page | None = None, now: datetime | None = None
) -> None:
    """Save these answers, and clear those that are None. Raises Closed once the attempt is over, and Stale."""
    now = now or timezone.now()
    with transaction.atomic():
        lock(attempt, page, now)
        stored = attempt.given()
        changed = {key: answer for key, answer in given.items() if answer != stored.get(key)}
        if changed:
            _write(attempt, changed)
            count_change(attempt, page)
            logs.write(attempt, logs.SAVED, now, changed)


def flag(attempt: Attempt, question: str, on: bool, page: Page | None = None, now: datetime | None = None) -> None:
    """Mark a question to come back to, or take the mark away."""
    with transaction.atomic():
        lock(attempt, page, now)
        others = [key for key in attempt.flagged if key != question]
        attempt.flagged = [*others, question] if on else others
        attempt.save(update_fields=["flagged"])
        count_change(attempt, page)


def lock(attempt: Attempt, page: Page | None = None, now: datetime | None = None) -> None:
    """Hold the row until the end of the transaction, with what others did to it. Raises Closed and Stale."""
    Attempt.objects.select_for_update().get(pk=attempt.pk)
    attempt.refresh_from_db(fields=["status", "deadline", "flagged", "revision", "writer"])
    if not attempt.is_open or attempt.is_over(now or timezone.now()):
        raise Closed
    if page and not attempt.is_known_to(page.revision, page.name):
        raise Stale


def count_change(attempt: Attempt, page: Page | None = None) -> None:
    """Under the lock: tell other pages that this one has changed something."""
    attempt.revision += 1
    attempt.writer = page.name if page else ""
    attempt.save(update_fields=["revision", "writer"])


def submit(attempt: Attempt, now: datetime | None = None) -> bool:
    """Close the attempt with its score. Returns whether this call did; a further one changes nothing."""
    return _close(attempt, Attempt.objects.open(), now or timezone.now())


def expire(attempt: Attempt, now: datetime | None = None) -> bool:
    """Close this one if its time is over, by a deadline that may have moved since the row was read."""
    now = now or timezone.now()
    return attempt.is_open and attempt.is_over(now) and _close(attempt, Attempt.objects.overdue(now), now)


def expire_overdue(attempts: AttemptQuerySet | None = None, now: datetime | None = None) -> int:
    """Close the attempts whose time is over, with the answers that they have. Returns how many."""
    now = now or timezone.now()
    overdue = (Attempt.objects.all() if attempts is None else attempts).overdue(now)
    return sum(expire(attempt, now) for attempt in overdue.select_related("bank_version"))


def exam_in_the_way(attempt: Attempt) -> Attempt | None:
    """Another exam of the same bank that runs: until it ends, its student sees no key of that bank."""
    if attempt.is_exam and attempt.is_open:
        return None
    exam = Attempt.objects.exams().open().filter(user_id=attempt.user_id, bank_id=attempt.bank_id).first()
    return None if exam is None or expire(exam) else exam


def deadline_for(started_at: datetime, minutes: int, factor: float = 1) -> datetime:
    """When an exam of so many minutes ends for a student who has so many times of them."""
    return started_at + timedelta(minutes=minutes) * factor


def reset_deadline(attempt: Attempt) -> None:
    """Bring a running exam to the time that it has by now, from its student's share and their classes' dates.

    Its pages learn of it within seconds.
    """
    factor = Accommodation.objects.factor_for(attempt.user)
    Attempt.objects.filter(pk=attempt.pk).update(time_factor=factor)
    clock = deadline_for(attempt.started_at, attempt.bank_version.duration_minutes, factor)
    change_deadline(attempt, deadlines.latest_end(attempt.user, attempt.bank.slug, clock))


def change_deadline(attempt: Attempt, deadline: datetime) -> bool:
    """Move the end of a running exam. Returns whether it still ran."""
    moved = Attempt.objects.exams().open().filter(pk=attempt.pk).update(deadline=deadline)
    attempt.refresh_from_db(fields=["status", "deadline", "time_factor"])
    return bool(moved)


def _create(user: User, version: BankVersion, mode: str, purpose: str, now: datetime) -> Attempt:
    document, rng = version.document(), random.Random()
    factor = Accommodation.objects.factor_for(user)
    clock = deadline_for(now, version.duration_minutes, factor)
    made = Attempt.objects.create(
        user=user,
        bank_id=version.item_id,
        bank_version=version,
        language=version.language,
        purpose=purpose,
        mode=mode,
        started_at=now,
        deadline=deadlines.latest_end(user, version.item.slug, clock, now) if purpose == EXAM else None,
        time_factor=factor,
        question_order=question_order(document, rng),
        option_order=option_order(document, rng),
    )
    logs.write(made, logs.STARTED, now)
    return made


def question_order(document: BankDocument, rng: random.Random) -> list[str]:
    """The ids of the questions in the order in which to show them; what builds on another stays right behind it."""
    runs: list[list[str]] = []
    for question in document.questions:
        if question.with_previous and runs:
            runs[-1].append(str(question.id))
        else:
            runs.append([str(question.id)])
    if document.shuffle_questions:
        rng.shuffle(runs)
    return [key for run in runs for key in run]


def option_order(document: BankDocument, rng: random.Random) -> dict[str, list[int]]:
    """For each question with options or steps, their numbers in the bank in the order in which to show them."""
    orders = {}
    for question in document.questions:
        order = list(range(len(question.options)))
        if question.order:
            order = orderings.shuffled(question, rng)
        elif document.shuffle_options:
            rng.shuffle(order)
        if order:
            orders[str(question.id)] = order
    return orders


def _write(attempt: Attempt, changed: Mapping[str, Given]) -> None:
    attempt.answers.filter(question__in=[key for key, answer in changed.items() if answer is None]).delete()
    Answer.objects.bulk_create(
        [Answer(attempt=attempt, question=key, given=answer) for key, answer in changed.items() if answer is not None],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["given", "saved_at"],
    )


def _close(attempt: Attempt, closing: AttemptQuerySet, now: datetime) -> bool:
    """Mark and close the attempt, if it is still among those to be closed."""
    with transaction.atomic():
        Attempt.objects.select_for_update().get(pk=attempt.pk)
        attempt.refresh_from_db(fields=["deadline"])
        columns = _columns(attempt, _score(attempt), now)
        closed = closing.filter(pk=attempt.pk).update(**columns)
        if closed:
            logs.write(attempt, columns["status"], columns["submitted_at"])
    attempt.refresh_from_db(fields=columns)
    return bool(closed)


def _score(attempt: Attempt) -> marking.Score:
    """With what was set right about its questions by then."""
    return rescoring.score(attempt, rulings.in_force(attempt))


def _columns(attempt: Attempt, result: marking.Score, now: datetime) -> dict[str, Any]:
    end = now if attempt.deadline is None else min(now, attempt.deadline)
    return {
        "status": Attempt.Status.SUBMITTED if end == now else Attempt.Status.EXPIRED,
        "submitted_at": end,
        "score": result.percent,
        "passed": result.passed and attempt.is_exam,
        "domains": [asdict(domain) for domain in result.domains],
    }
