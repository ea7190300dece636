"""Judging programs anew by the present checks: in the shadow first, and in earnest once somebody accepts.

Theory of operation
-------------------
`start` writes one row a submission, each student's best first, with what its verdict says now. A message of the lowest
priority tells the workers; like all messages it is a hint that names no row. Whoever takes it claims row after row by a
conditional UPDATE and judges the stored source with the stored seed, and stops as soon as a student's submission waits.
One process of a host does this or draws pictures, so that another is always free for students. Each worker's
housekeeping sends the hint again while a row is left, and puts back what a dead worker held.

`accept` turns one row of the regrade over, so of two people only the first decides. It puts each new verdict that
differs in the place of the old one, which is kept as a `PastVerdict`; a submission whose verdict has changed since the
regrade began is left alone. `discard` changes nothing but the regrade itself. Pictures stay: the program is the same.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from celery import current_app
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import exercises, pictures, submissions
from grader.models import LEASE, PastVerdict, Regrade, ShadowVerdict, Submission, SubmissionQuerySet
from grader.verdicts import SANDBOX_FAILED, Verdict

logger = logging.getLogger(__name__)

REGRADE_TASK = "grader.regrade"
SPELL_S = 15  # then another task goes on: Celery kills one that takes too long
MAX_TRIES = 3
BATCH = 500

Judge = Callable[[Submission], Verdict]


def start(rows: SubmissionQuerySet, by: User) -> Regrade | None:
    """Begin to judge these anew; None where there is nothing that could be."""
    judgeable = exercises.in_order(rows.order_by().values_list("exercise", flat=True).distinct())
    chosen = list(rows.judged().filter(exercise__in=judgeable).defer("source", "pictures", "stdout"))
    if not chosen:
        return None
    best = set(rows.best_per_exercise().values_list("pk", flat=True))
    chosen.sort(key=lambda row: (row.pk not in best, row.pk))
    with transaction.atomic():
        regrade = Regrade.objects.create(started_by=by)
        shadows = [_shadow(regrade, row, position) for position, row in enumerate(chosen)]
        ShadowVerdict.objects.bulk_create(shadows, batch_size=BATCH)
        transaction.on_commit(ask, robust=True)
    return regrade


def ask() -> None:
    """Tell the workers. Without a broker the next housekeeping asks again."""
    try:
        current_app.send_task(REGRADE_TASK, retry=False, priority=pictures.LAST)
    except OperationalError as error:
        logger.warning("A regrade waits, the broker did not answer: %s", error)


def ask_again() -> None:
    """For what a lost message or a worker that died has left undone."""
    stale = ShadowVerdict.objects.filter(status=ShadowVerdict.Status.RUNNING, claimed_at__lt=timezone.now() - LEASE)
    stale.update(status=ShadowVerdict.Status.QUEUED, claim=None)
    if _waiting().exists():
        ask()


def judge_what_waits(judge: Judge) -> None:
    """Until nothing is left, or a student's submission waits."""
    until = time.monotonic() + SPELL_S
    with pictures.only_one() as mine:
        while mine and _waiting().exists():
            if time.monotonic() > until or Submission.jobs.due(timezone.now()).exists():
                ask()  # behind those who wait
                return
            if shadow := _claim_next():
                _judge(shadow, judge)


def accept(regrade: Regrade, by: User) -> list[ShadowVerdict] | None:
    """Let the new verdicts hold. Returns those that took the place of another, or None where it is not to be decided:
    decided already, or not all judged.
    """
    with transaction.atomic():
        if not _decide(regrade, by, Regrade.Status.ACCEPTED):
            return None
        differing = [row for row in regrade.shadows.select_related("submission__user") if differs(row)]
        return [row for row in differing if _replace(row)]


def discard(regrade: Regrade, by: User) -> bool:
    """Let the old verdicts hold; also before all are judged. Returns whether this call decided."""
    return _decide(regrade, by, Regrade.Status.DISCARDED)


def is_judged(regrade: Regrade) -> bool:
    return not regrade.shadows.exclude(status=ShadowVerdict.Status.JUDGED).exists()


def points(verdict: dict[str, Any]) -> dict[str, Any]:
    """What a preview compares: `before`'s columns, of a stored verdict."""
    return {name: verdict[name] for name in ("outcome", "accepted", "score", "max_score", "misconception")}


def differs(shadow: ShadowVerdict) -> bool:
    """Whether accepting it would change what the student reads. A fault of ours never takes a verdict's place."""
    if shadow.verdict is None or shadow.verdict["outcome"] == SANDBOX_FAILED:
        return False
    return _said(shadow.verdict) != _said(stored(shadow.submission))


def stored(submission: Submission) -> dict[str, Any]:
    """The verdict as it was written down; for a row that has none, what its columns say."""
    if submission.verdict:
        return submission.verdict
    named = ("exercise", "outcome", "accepted", "score", "max_score", "seed", "device", "timings", "stdout")
    columns = {name: getattr(submission, name) for name in named}
    return Verdict(misconception=submission.misconception or None, checks=(), **columns).to_row()


def _said(verdict: dict[str, Any]) -> tuple[Any, ...]:
    checks = [(check["name"], check["passed"], check["points"], check["message"]["key"]) for check in verdict["checks"]]
    return tuple(points(verdict).values()), checks


def _shadow(regrade: Regrade, row: Submission, position: int) -> ShadowVerdict:
    before = points(stored(row))
    return ShadowVerdict(regrade=regrade, submission=row, position=position, before=before, judged_before=row.judged_at)


def _waiting() -> QuerySet[ShadowVerdict]:
    return ShadowVerdict.objects.filter(status=ShadowVerdict.Status.QUEUED, regrade__status=Regrade.Status.OPEN)


def _claim_next() -> ShadowVerdict | None:
    """The next row, or None where another process was faster."""
    found = _waiting().order_by("regrade", "position").values_list("pk", flat=True).first()
    running = {"status": ShadowVerdict.Status.RUNNING, "claim": uuid.uuid4(), "claimed_at": timezone.now()}
    if not _waiting().filter(pk=found).update(**running, tries=F("tries") + 1):
        return None
    return ShadowVerdict.objects.select_related("submission").get(pk=found)


def _judge(shadow: ShadowVerdict, judge: Judge) -> None:
    try:
        verdict = judge(shadow.submission)
    except Exception:
        logger.exception("Submission %s was not judged anew", shadow.submission_id)
        verdict = submissions.sandbox_failed(shadow.submission, "The checks could not be run.")
    if verdict.outcome == SANDBOX_FAILED and shadow.tries < MAX_TRIES:
        _held(shadow).update(status=ShadowVerdict.Status.QUEUED, claim=None)
        return
    row = submissions.storable(verdict.to_row())
    _held(shadow).update(status=ShadowVerdict.Status.JUDGED, claim=None, verdict=row)


def _held(shadow: ShadowVerdict) -> QuerySet[ShadowVerdict]:
    return ShadowVerdict.objects.filter(pk=shadow.pk, claim=shadow.claim)


def _decide(regrade: Regrade, by: User, status: Any) -> bool:
    undecided = Regrade.objects.filter(pk=regrade.pk, status=Regrade.Status.OPEN)
    if status == Regrade.Status.ACCEPTED:
        undecided = undecided.exclude(Q(shadows__status="queued") | Q(shadows__status="running"))
    decided = bool(undecided.update(status=status, decided_by=by, decided_at=timezone.now()))
    regrade.refresh_from_db()
    return decided


def _replace(shadow: ShadowVerdict) -> bool:
    submission = Submission.objects.select_for_update().get(pk=shadow.submission_id)
    if submission.judged_at != shadow.judged_before:
        return False
    PastVerdict.objects.create(
        submission=submission, judged_at=submission.judged_at, regrade=shadow.regrade, verdict=stored(submission)
    )
    submissions.replace(submission, Verdict.from_row(shadow.verdict or {}))
    return True


def past(submission: Submission) -> Iterable[PastVerdict]:
    return PastVerdict.objects.filter(submission=submission)


def as_if(submission: Submission, verdict: dict[str, Any], judged_at: datetime | None) -> Submission:
    """A copy of the row to show, not to be saved, as it would be with another verdict and without pictures."""
    row = Submission(pk=submission.pk, user=submission.user, exercise=submission.exercise, source=submission.source)
    row.created_at, row.seed, row.status = submission.created_at, submission.seed, Submission.Status.JUDGED
    row.verdict, row.judged_at = verdict, judged_at
    for name, value in points(verdict).items():
        setattr(row, name, value or "" if name == "misconception" else value)
    return row
