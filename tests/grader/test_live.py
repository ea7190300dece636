"""How far a submission is gets into its row seldom, only while the claim holds, and never at a verdict's cost."""

import logging

import pytest

from grader import live, submissions
from grader.checks.framework import Check, Scorecard, heard_by
from grader.live import EVERY_S, Live
from grader.models import Submission
from grader.progress import JUDGING, RUNNING, Progress, Witness
from grader.sandbox.board import Frame
from grader.verdicts import Text
from tests.factories import make_student, make_submission
from tests.grader.verdicts import verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 0.0

    monkeypatch.setattr(live.time, "monotonic", lambda: Clock.now)
    return Clock


def claimed() -> Submission:
    row = make_submission(make_student(), status="queued", outcome="", accepted=False, score=0)
    found = submissions.claim(row.pk, "worker")
    assert found is not None
    return found


def written(submission: Submission) -> dict | None:
    return Submission.objects.get(pk=submission.pk).progress


def step(done: int) -> Progress:
    return Progress(RUNNING, done, 9)


def test_what_ends_at_once_costs_no_write(clock, django_assert_num_queries):
    tell = Live(claimed())
    with django_assert_num_queries(0):
        for done in range(9):
            tell(step(done))


def test_a_long_one_is_written_a_few_times_a_second(clock, django_assert_num_queries):
    tell = Live(claimed())
    with django_assert_num_queries(3):
        for tick in range(40):
            clock.now = tick * EVERY_S / 10
            tell(step(tick))


def test_the_same_progress_is_written_once(clock, django_assert_num_queries):
    tell = Live(claimed())
    with django_assert_num_queries(1):
        for tick in range(5):
            clock.now = 1.0 + tick
            tell(step(1))


def test_it_comes_back_as_it_was_written(clock):
    submission, progress = claimed(), Progress(RUNNING, 3, 48, (1.5, None, 0.5))
    tell = Live(submission)
    clock.now = 1.0
    tell(progress)
    assert Progress.from_row(written(submission)) == progress


def test_once_the_claim_is_lost_nothing_is_written_any_more(clock, django_assert_num_queries):
    submission = claimed()
    tell = Live(submission)
    submissions.put_back(submission, "another worker has it")
    with django_assert_num_queries(1):
        for clock.now in (1.0, 2.0, 3.0):
            tell(step(int(clock.now)))
    assert written(submission) is None


def test_a_database_that_fails_is_logged_once_and_left_alone(clock, monkeypatch, caplog):
    calls = []

    def fail(*args):
        calls.append(args)
        raise RuntimeError("no room")

    monkeypatch.setattr(submissions, "note_progress", fail)
    tell = Live(claimed())
    with caplog.at_level(logging.ERROR, "grader.live"):
        for clock.now in (1.0, 2.0, 3.0):
            tell(step(int(clock.now)))
    assert len(calls) == len(caplog.records) == 1


@pytest.mark.parametrize("end", ["record", "claim again"])
def test_what_was_said_is_forgotten_with_the_verdict_and_at_the_next_try(end):
    submission = claimed()
    assert submissions.note_progress(submission, step(3).as_row())
    if end == "record":
        assert submissions.record(submission, verdict())
    else:
        submissions.put_back(submission, "again")
        Submission.objects.update(retry_at=None)
        assert submissions.claim(submission.pk, "other")
    assert written(submission) is None


class TestWitness:
    def test_it_tells_of_the_run_and_then_of_the_judging_with_the_losses_kept(self):
        told: list[Progress] = []
        witness = Witness(told.append)
        witness.run(Frame(3, 48, (0.5,)))
        with heard_by(witness.judged):
            card = Scorecard((Check("one", 50), Check("two", 50)))
            card.put("one", True, Text("common.blocked"))
            card.put("two", True, Text("common.blocked"))
        assert told == [
            Progress(RUNNING, 3, 48, (0.5,)),
            Progress(JUDGING, 1, 2, (0.5,)),
            Progress(JUDGING, 2, 2, (0.5,)),
        ]

    def test_outside_nobody_hears(self):
        with heard_by(lambda done, of: pytest.fail("nobody listens any more")):
            pass
        Scorecard((Check("one", 100),)).put("one", True, Text("common.blocked"))
