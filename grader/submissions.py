"""The write path of a submission: submit, claim, record, and the sweep that finds what was lost in between.

The row is the truth and the message is a hint. Every turn is one conditional UPDATE, so it does not matter how often a
message arrives or how many workers look at a row:

    QUEUED --claim--> RUNNING --record--> JUDGED          one UPDATE each; the claim token guards the record
    RUNNING --put_back--> QUEUED (later) or, after MAX_TRIES, JUDGED as `sandbox_failed`

A message that the broker never took or lost is sent again by `sweep`, which every worker runs every few seconds. A row
whose worker died is put back by that worker when it starts again, else by the sweep when the lease of its claim ends.
No transaction is open while code is graded.
"""

import logging
import math
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from celery import current_app
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import exercises
from grader.models import CheckResult, Submission, SubmissionQuerySet
from grader.verdicts import JUDGED, SANDBOX_FAILED, Verdict

logger = logging.getLogger(__name__)

GRADE_TASK = "grader.grade_submission"
MAX_OPEN_PER_USER = 3  # a student's fourth waits, so that a flood from one does not starve the others
MAX_TRIES = 5
RUNS_KEPT = 5  # of each student; what a run gave is looked at once
SEEDS = 2**31  # fits every seed type on the way: JSON, torch, a database integer
SWEEP_BATCH = 200
WORKER_DIED = "The worker that was grading it stopped."


class TooManyOpen(Exception):
    """The student already has as many unjudged submissions as one may have: tell them to wait for one."""


def submit(user: AbstractBaseUser, slug: str, source: str) -> Submission:
    """Queue one submission. It is safe once this returns, whether or not the broker is there."""
    return _queue(user, slug, source)


def run(user: AbstractBaseUser, slug: str, source: str) -> Submission:
    """Queue a run on the visible example, among the same open places, and forget the student's oldest ones."""
    with transaction.atomic():
        queued = _queue(user, slug, source, purpose=Submission.Purpose.RUN)
        past = Submission.jobs.for_user(user).runs().judged().order_by("-id").values_list("pk", flat=True)
        Submission.jobs.filter(pk__in=list(past[RUNS_KEPT - 1 :])).delete()
    return queued


def _queue(user: AbstractBaseUser, slug: str, source: str, **fields: Any) -> Submission:
    exercises.get(slug)
    with transaction.atomic():
        # Lock the student, so that two requests at once cannot both see the last free place.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        if Submission.jobs.for_user(user).open().count() >= MAX_OPEN_PER_USER:
            raise TooManyOpen(f"expected fewer than {MAX_OPEN_PER_USER} unjudged submissions")
        queued = Submission.jobs.create(
            user_id=user.pk, exercise=slug, source=source, seed=secrets.randbelow(SEEDS), **fields
        )
        transaction.on_commit(lambda: send(queued.pk), robust=True)
    return queued


def send(submission_id: int) -> bool:
    """Tell the workers. Returns whether the broker took the message; if it did not, the sweep will try again."""
    try:
        current_app.send_task(GRADE_TASK, args=[submission_id], retry=False)
    except OperationalError as error:
        logger.warning("Submission %s stays queued, the broker did not answer: %s", submission_id, error)
        return False
    Submission.jobs.queued().filter(pk=submission_id).update(sent_at=timezone.now())
    return True


def claim(submission_id: int, worker: str) -> Submission | None:
    """Take a queued submission for grading, or None where another worker has it or it is already judged."""
    now, token = timezone.now(), uuid.uuid4()
    taken = (
        Submission.jobs.due(now)
        .filter(pk=submission_id)
        .update(
            status=Submission.Status.RUNNING,
            claim=token,
            claimed_by=worker,
            claimed_at=now,
            tries=F("tries") + 1,
            progress=None,
        )
    )
    return Submission.jobs.filter(claim=token).first() if taken else None


def record(submission: Submission, verdict: Verdict) -> bool:
    """Save the verdict with its check results, if the claim still holds. Returns whether it did."""
    with transaction.atomic():
        if not _held(submission).update(**_columns(verdict)):
            logger.warning("Submission %s: the claim was lost, its verdict is dropped", submission.pk)
            return False
        CheckResult.objects.bulk_create(_check_rows(submission, verdict))
    return True


def record_past(judged: Iterable[tuple[Submission, Verdict]], batch: int = 500) -> int:
    """Write down, many at once, submissions that never waited for a worker: an import, or a demonstration."""
    count, rest = 0, iter(judged)
    while rows := list(islice(rest, batch)):
        for row, verdict in rows:
            at = {"judged_at": row.created_at, "pictures_owed": False}  # nobody waits for pictures of them
            for name, value in (_columns(verdict) | at).items():
                setattr(row, name, value)
        Submission.objects.bulk_create([row for row, _ in rows])
        CheckResult.objects.bulk_create([check for row, verdict in rows for check in _check_rows(row, verdict)])
        count += len(rows)
    return count


def replace(submission: Submission, verdict: Verdict) -> None:
    """Put another verdict in the place of the one that is there; its pictures stay. Call it under the row's lock,
    and keep the old one first.
    """
    columns = _columns(verdict)
    for name in ("status", "claim", "progress", "pictures", "pictures_owed"):
        del columns[name]
    Submission.objects.filter(pk=submission.pk).update(**columns)
    submission.checks.all().delete()  # counted by check; the old verdict holds them whole
    CheckResult.objects.bulk_create(_check_rows(submission, verdict))


def note_progress(submission: Submission, progress: dict[str, Any]) -> bool:
    """How far it is, for the page alone. Returns whether the claim still holds."""
    return bool(_held(submission).update(progress=progress))


def record_pictures(submission: Submission, pictures: dict[str, Any]) -> bool:
    """Put pictures beside the verdict that they were drawn for, once. Returns whether that verdict still stands."""
    same = Submission.jobs.owed_pictures().filter(pk=submission.pk, judged_at=submission.judged_at)
    return bool(same.update(pictures=storable(pictures), pictures_owed=False))


def owes_pictures(verdict: Verdict) -> bool:
    """A sampler that ran to its end, right or wrong."""
    exercise = exercises.EXERCISES.get(verdict.exercise)
    return verdict.outcome == JUDGED and exercise is not None and exercise.is_drawn


def put_back(submission: Submission, reason: str) -> None:
    """After a fault of ours: try again later, and after MAX_TRIES say so. It never costs the student anything."""
    logger.error("Submission %s, try %s of %s: %s", submission.pk, submission.tries, MAX_TRIES, reason)
    if submission.tries >= MAX_TRIES:
        record(submission, sandbox_failed(submission, reason))
        return
    retry_at = timezone.now() + timedelta(seconds=2**submission.tries)
    _held(submission).update(
        status=Submission.Status.QUEUED, claim=None, claimed_at=None, sent_at=None, retry_at=retry_at
    )


def take_over(worker: str) -> None:
    """A worker that starts puts back what it held when it died, without waiting for the lease to end."""
    for submission in Submission.jobs.held_by(worker):
        put_back(submission, WORKER_DIED)


def sweep(now: datetime | None = None) -> None:
    """Put back what dead workers held and send what has no message on its way."""
    now = now or timezone.now()
    for submission in Submission.jobs.stale(now)[:SWEEP_BATCH]:
        put_back(submission, WORKER_DIED)
    unsent = Submission.jobs.unsent(now).order_by("id").values_list("id", flat=True)
    for submission_id in unsent[:SWEEP_BATCH]:
        if not send(submission_id):
            return  # the broker is down; asking it once more for every row would only take time


def place_in_queue(submission: Submission) -> int:
    """1 for the next to be graded. Messages are taken in the order they were sent, which is that of the ids."""
    return Submission.jobs.queued().filter(pk__lt=submission.pk).count() + 1


def _held(submission: Submission) -> SubmissionQuerySet:
    return Submission.jobs.filter(pk=submission.pk, status=Submission.Status.RUNNING, claim=submission.claim)


def _columns(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": Submission.Status.JUDGED,
        "claim": None,
        "progress": None,
        "pictures": None,
        "pictures_owed": owes_pictures(verdict),
        "judged_at": timezone.now(),
        "outcome": verdict.outcome,
        "accepted": verdict.accepted,
        "score": verdict.score,
        "max_score": verdict.max_score,
        "misconception": verdict.misconception or "",
        "device": verdict.device,
        "timings": storable(verdict.timings),
        "stdout": storable(verdict.stdout),
        "verdict": storable(verdict.to_row()),
    }


def _check_rows(submission: Submission, verdict: Verdict) -> list[CheckResult]:
    return [
        CheckResult(
            submission=submission,
            position=position,
            name=check.name,
            passed=check.passed,
            required=check.required,
            points=check.points,
            max_points=check.max_points,
            message_key=check.message.key,
        )
        for position, check in enumerate(verdict.checks)
    ]


def sandbox_failed(submission: Submission, reason: str) -> Verdict:
    return Verdict(
        exercise=submission.exercise,
        outcome=SANDBOX_FAILED,
        accepted=False,
        score=0.0,
        max_score=0.0,
        misconception=None,
        checks=(),
        seed=submission.seed,
        device=submission.device,
        timings={},
        stdout="",
        stdout_truncated=False,
        error={"message": reason},
        figures=(),
    )


def storable(value: Any) -> Any:
    """What a student's program printed or returned, made safe for a database: no NUL, no lone surrogate, no NaN."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
