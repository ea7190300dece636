from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone

from grader import health, worker
from grader.models import WorkerReport

pytestmark = pytest.mark.django_db
WELL, ILL = (True, ""), (False, "bubblewrap is missing.")


@pytest.fixture(autouse=True)
def _one(monkeypatch):
    monkeypatch.setattr(worker, "node_name", "one")
    monkeypatch.setattr(worker.connection, "close", lambda: None)  # the test's own connection


def test_without_any_worker_the_queue_waits_and_nothing_is_wrong():
    assert not health.workers().exists()
    assert health.why_no_grading() == ""


def test_grading_stops_only_when_no_living_worker_can_sandbox():
    health.report("one", sandbox_ok=False, reason="bubblewrap is missing.")
    assert health.why_no_grading() == "bubblewrap is missing."
    health.report("two", sandbox_ok=True)
    assert health.why_no_grading() == ""


def test_a_worker_that_falls_silent_is_no_longer_counted():
    health.report("one", sandbox_ok=True)
    WorkerReport.objects.update(seen_at=timezone.now() - health.ALIVE_FOR - timedelta(seconds=1))
    assert not health.workers().exists()


def test_a_worker_says_nothing_before_its_pool_is_ready():
    worker.stay_alive()
    assert not health.workers().exists()


def test_a_worker_that_is_well_stays_fresh_without_asking_again(monkeypatch):
    monkeypatch.setattr(worker, "can_sandbox", lambda: 1 / 0)
    health.report("one", sandbox_ok=True)
    WorkerReport.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    worker.stay_alive()
    assert health.workers().exists()


@pytest.mark.parametrize(("now", "reason"), [(WELL, ""), (ILL, "bubblewrap is missing.")])
def test_a_broken_sandbox_is_looked_at_again_until_it_works(monkeypatch, now, reason):
    monkeypatch.setattr(worker, "can_sandbox", lambda: now)
    health.report("one", sandbox_ok=False, reason="It failed.")
    worker.stay_alive()
    assert health.why_no_grading() == reason


def test_a_worker_that_starts_again_forgets_what_it_said_and_keeps_what_others_said():
    health.report("one", sandbox_ok=False, reason="It failed.")
    health.report("two", sandbox_ok=True)
    worker.enter("one")
    assert [report.hostname for report in health.workers()] == ["two"]


def test_a_database_that_is_away_for_a_moment_does_not_stop_the_worker():
    def fail():
        raise DatabaseError("gone")

    worker.with_database(fail)


def test_a_sandbox_that_does_not_start_closes_grading_with_its_reason(monkeypatch):
    from grader.sandbox import client

    def fail(device):
        raise client.ZygoteFailed("bubblewrap is not installed")

    monkeypatch.setattr(client, "warm", fail)
    monkeypatch.setattr("torch.set_num_threads", lambda number: None)
    worker.warm_sandbox()
    assert health.why_no_grading() == "bubblewrap is not installed"
