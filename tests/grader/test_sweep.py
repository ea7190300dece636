from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from grader import submissions
from grader.exercises import EXERCISES
from grader.models import LEASE, RESEND_AFTER, Submission
from tests.factories import make_student, make_submission

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(submissions, "send", lambda submission_id: ids.append(submission_id) or True)
    return ids


def row(**fields) -> Submission:
    return make_submission(make_student(), **{"status": "queued", "outcome": "", "accepted": False, **fields})


def running(age: timedelta, **fields) -> Submission:
    return row(status="running", claimed_at=timezone.now() - age, claimed_by="worker", tries=1, **fields)


def test_what_the_broker_never_took_is_sent_in_the_order_it_came(sent):
    first, second = row(), row()
    submissions.sweep()
    assert sent == [first.pk, second.pk]


def test_a_message_that_nobody_took_is_sent_again_once_it_must_be_lost(sent):
    now = timezone.now()
    long_ago, just_now = now - RESEND_AFTER - SECOND, now - RESEND_AFTER + SECOND
    lost = row(created_at=long_ago, sent_at=long_ago)
    row(created_at=just_now, sent_at=just_now)
    submissions.sweep(now)
    assert sent == [lost.pk]


def test_a_long_queue_is_not_flooded_with_copies():
    """Sent again at 20, 40, 80, … seconds: an hour's wait costs a handful of messages, and never a flood."""
    start = timezone.now()
    waiting = row(created_at=start, sent_at=start)
    sent_at = []
    for seconds in range(0, 3600, 2):
        now = start + seconds * SECOND
        if Submission.objects.unsent(now).exists():
            Submission.objects.filter(pk=waiting.pk).update(sent_at=now)
            sent_at.append(seconds)
    assert sent_at[0] <= RESEND_AFTER.total_seconds() + 2
    assert len(sent_at) < 10


def test_a_row_that_waits_for_its_next_try_is_left_until_then(sent):
    waiting = row(retry_at=timezone.now() + timedelta(minutes=1))
    submissions.sweep()
    assert sent == []
    submissions.sweep(waiting.retry_at)
    assert sent == [waiting.pk]


def test_judged_and_running_rows_are_not_sent(sent):
    make_submission(make_student())
    running(SECOND)
    submissions.sweep()
    assert sent == []


def test_a_row_whose_worker_died_is_put_back_when_the_lease_ends(sent):
    dead, alive = running(LEASE + SECOND), running(LEASE - 5 * SECOND)
    submissions.sweep()
    assert list(Submission.objects.queued()) == [dead]
    assert list(Submission.objects.filter(status="running")) == [alive]


def test_a_submission_that_kills_every_worker_ends_as_a_fault_of_ours():
    poison = running(LEASE + SECOND)
    for _ in range(submissions.MAX_TRIES):
        submissions.sweep()
        Submission.objects.queued().update(retry_at=None)
        if submissions.claim(poison.pk, "worker"):
            Submission.objects.update(claimed_at=timezone.now() - LEASE - SECOND)
    poison.refresh_from_db()
    assert poison.outcome == "sandbox_failed"


def test_a_worker_that_starts_takes_back_what_it_held_and_nothing_else():
    mine = running(SECOND)
    other = running(SECOND)
    Submission.objects.filter(pk=other.pk).update(claimed_by="another")
    submissions.take_over("worker")
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, other.status) == ("queued", "running")


def test_a_broker_that_is_down_is_asked_once_a_sweep(monkeypatch):
    row(), row(), row()
    asked: list[int] = []
    monkeypatch.setattr(submissions, "send", lambda submission_id: bool(asked.append(submission_id)))
    submissions.sweep()
    assert len(asked) == 1


def test_the_lease_outlasts_the_slowest_exercise():
    """With room to import torch again and to judge; a shorter lease would grade slow code twice."""
    assert max(one.limits.wall_s for one in EXERCISES.values()) + 20 <= LEASE.total_seconds()


def test_no_task_outlives_its_lease():
    """Celery kills a task at its time limit; one that could still be running would be graded a second time."""
    assert LEASE.total_seconds() >= settings.CELERY_TASK_TIME_LIMIT
