"""The write path of the pictures: asked for behind every submission, put beside the verdict that they belong to."""

from datetime import timedelta

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import pictures, submissions, tasks
from grader.models import Submission
from tests.factories import make_student, make_submission
from tests.grader.verdicts import failure, judge, verdict

pytestmark = pytest.mark.django_db
DRAWN = {"missing": {"key": "digits.not-drawn", "params": {}}}


def sampler(**fields) -> Submission:
    return make_submission(make_student(), "sample-ddpm", judged_at=timezone.now(), **fields)


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(pictures.current_app, "send_task", lambda *args, **options: found.append((args, options)))
    return found


class TestWhoseTheyAre:
    def test_a_sampler_that_was_judged_has_some_right_or_wrong(self):
        assert pictures.are_wanted(sampler())
        assert pictures.are_wanted(sampler(accepted=False, score=0))

    @pytest.mark.parametrize("outcome", ["error", "timeout", "memory", "killed", "sandbox_failed"])
    def test_what_did_not_come_to_its_end_has_none(self, outcome):
        assert not pictures.belong_to(sampler(outcome=outcome))

    def test_a_schedule_has_none(self):
        assert not pictures.belong_to(make_submission(make_student(), "linear-schedule"))

    def test_a_run_on_the_example_has_none(self):
        assert not pictures.belong_to(sampler(purpose=Submission.Purpose.RUN))

    def test_an_exercise_that_is_gone_has_none(self):
        assert not pictures.belong_to(make_submission(make_student(), "retired"))

    def test_they_are_waited_for_and_then_given_up(self):
        assert pictures.are_coming(sampler())
        old = sampler()
        old.judged_at = timezone.now() - pictures.PATIENCE - timedelta(seconds=1)
        assert not pictures.are_coming(old)
        assert not pictures.are_coming(sampler(pictures=DRAWN))


class TestRecording:
    def test_they_are_put_beside_their_verdict_once(self):
        row = sampler()
        assert submissions.record_pictures(row, DRAWN)
        assert Submission.objects.get(pk=row.pk).pictures == DRAWN
        assert not submissions.record_pictures(row, {"missing": {"key": "digits.timeout", "params": {}}})
        assert Submission.objects.get(pk=row.pk).pictures == DRAWN

    def test_a_verdict_of_another_time_is_not_theirs(self):
        row = sampler()
        Submission.objects.filter(pk=row.pk).update(judged_at=timezone.now() + timedelta(seconds=1))
        assert not submissions.record_pictures(row, DRAWN)

    def test_a_submission_that_is_graded_again_is_not_theirs(self):
        row = sampler()
        Submission.objects.filter(pk=row.pk).update(status=Submission.Status.QUEUED)
        assert not submissions.record_pictures(row, DRAWN)

    def test_a_new_verdict_begins_without_any(self):
        row = sampler(status="queued", pictures=DRAWN)
        assert judge(row, verdict(exercise="sample-ddpm")).pictures is None


class TestTasks:
    @pytest.fixture
    def judged_as(self, monkeypatch):
        """Grade a claimed sampler with this verdict."""

        def grade(result):
            from grader import grading

            monkeypatch.setattr(grading, "grade", lambda *args, **options: result)
            row = sampler(status="queued")
            claimed = submissions.claim(row.pk, "worker")
            tasks.grade_claimed(claimed)
            return row

        return grade

    def test_after_the_verdict_they_are_asked_for_behind_everything_else(self, judged_as, sent):
        row = judged_as(verdict(exercise="sample-ddpm"))
        assert Submission.objects.get(pk=row.pk).is_final
        assert sent == [((pictures.DRAW_TASK,), {"args": [row.pk], "retry": False, "priority": pictures.LAST})]

    def test_after_an_error_nothing_is_asked_for(self, judged_as, sent):
        judged_as(failure("error", exercise="sample-ddpm", error={"message": "no"}))
        assert sent == []

    def test_without_a_broker_the_verdict_stands_all_the_same(self, judged_as, monkeypatch):
        def fail(*args, **options):
            raise OperationalError("no broker")

        monkeypatch.setattr(pictures.current_app, "send_task", fail)
        assert Submission.objects.get(pk=judged_as(verdict(exercise="sample-ddpm")).pk).accepted

    def test_a_second_message_draws_nothing(self, monkeypatch):
        row, drawn = sampler(), []
        monkeypatch.setattr(tasks, "drawn", lambda submission: drawn.append(submission.pk) or DRAWN)
        for _ in range(2):
            tasks.draw_submission(row.pk)
        assert drawn == [row.pk]

    def test_a_row_that_is_gone_or_not_judged_draws_nothing(self, monkeypatch):
        monkeypatch.setattr(tasks, "drawn", lambda submission: pytest.fail("nothing to draw"))
        tasks.draw_submission(10**6)
        tasks.draw_submission(sampler(status="queued").pk)

    def test_a_fault_of_ours_is_said_and_changes_nothing(self, monkeypatch):
        from grader import drawing

        def fail(*args, **options):
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(drawing, "draw", fail)
        row = sampler()
        tasks.draw_submission(row.pk)
        after = Submission.objects.get(pk=row.pk)
        assert after.pictures == DRAWN
        assert (after.accepted, after.score) == (row.accepted, row.score)
