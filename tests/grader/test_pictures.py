"""The pictures after a verdict: owed by the row, drawn behind every submission, put beside their verdict."""

import fcntl
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import drawing, grading, pictures, submissions, tasks, worker
from grader.models import Submission
from tests.factories import make_student, make_submission
from tests.grader.verdicts import failure, judge, verdict

pytestmark = pytest.mark.django_db
DRAWN = {"missing": {"key": "digits.timeout", "params": {}}}
NOT_DRAWN = {"missing": {"key": "digits.not-drawn", "params": {}}}


def owed(**fields) -> Submission:
    values = {"judged_at": timezone.now(), "pictures_owed": True, **fields}
    return make_submission(make_student(), "sample-ddpm", **values)


def stored(row: Submission) -> Submission:
    return Submission.objects.get(pk=row.pk)


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(pictures.current_app, "send_task", lambda *args, **options: found.append((args, options)))
    return found


@pytest.fixture
def drew():
    """A drawer that notes whom it drew for."""

    def draw(submission):
        draw.rows.append(submission.pk)
        return DRAWN

    draw.rows = []
    return draw


class TestOwing:
    @pytest.mark.parametrize("accepted", [True, False])
    @pytest.mark.parametrize("exercise", ["sample-ddpm", "fix-the-sampler", "sample-cfg"])
    def test_a_sampler_that_was_judged_is_owed_some_right_or_wrong(self, exercise, accepted):
        result = verdict(exercise=exercise, accepted=accepted)
        assert judge(owed(status="queued", pictures_owed=False), result).pictures_owed

    @pytest.mark.parametrize("outcome", ["ran", "error", "timeout", "memory", "killed", "sandbox_failed"])
    def test_what_did_not_come_to_its_end_or_was_only_run_is_owed_none(self, outcome):
        assert not submissions.owes_pictures(failure(outcome, exercise="sample-ddpm"))

    @pytest.mark.parametrize("exercise", ["linear-schedule", "train-ddpm", "retired"])
    def test_another_exercise_is_owed_none(self, exercise):
        assert not submissions.owes_pictures(verdict(exercise=exercise))

    def test_a_new_verdict_begins_without_pictures(self):
        row = judge(owed(status="queued", pictures=DRAWN), verdict(exercise="sample-ddpm"))
        assert (row.pictures, row.pictures_owed) == (None, True)


class TestRecording:
    def test_they_are_put_beside_their_verdict_once(self):
        row = owed()
        assert submissions.record_pictures(row, DRAWN)
        assert not submissions.record_pictures(row, NOT_DRAWN)
        assert (stored(row).pictures, stored(row).pictures_owed) == (DRAWN, False)

    @pytest.mark.parametrize(
        "changes", [{"judged_at": timezone.now() + timedelta(seconds=1)}, {"status": "queued"}, {"status": "running"}]
    )
    def test_a_verdict_that_is_not_theirs_stays_without(self, changes):
        row = owed()
        Submission.objects.filter(pk=row.pk).update(**changes)
        assert not submissions.record_pictures(row, DRAWN)
        assert stored(row).pictures is None


class TestDrawing:
    def test_everybody_gets_theirs_the_oldest_first(self, drew, sent):
        rows = [owed(), owed(accepted=False, score=0), owed()]
        pictures.draw_what_is_owed(drew)
        assert drew.rows == [row.pk for row in rows]
        assert not Submission.objects.owed_pictures().exists()
        assert sent == []

    def test_whoever_waits_for_a_verdict_goes_first(self, drew, sent):
        owed()
        make_submission(make_student(), status="queued", outcome="")
        pictures.draw_what_is_owed(drew)
        assert drew.rows == []
        assert sent == [((pictures.DRAW_TASK,), {"retry": False, "priority": pictures.LAST})]

    def test_a_submission_that_comes_meanwhile_ends_it(self, sent):
        first, second = owed(), owed()

        def draw(submission):
            make_submission(make_student(), status="queued", outcome="")
            return DRAWN

        pictures.draw_what_is_owed(draw)
        assert [stored(row).pictures_owed for row in (first, second)] == [False, True]
        assert len(sent) == 1

    def test_it_ends_in_time_and_another_task_goes_on(self, drew, sent, monkeypatch):
        monkeypatch.setattr(pictures, "SPELL_S", -1)
        owed()
        pictures.draw_what_is_owed(drew)
        assert drew.rows == []
        assert len(sent) == 1

    def test_one_process_draws_at_a_time(self, drew, sent):
        owed()
        with open(settings.DATA_DIR / "drawing.lock", "w") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            pictures.draw_what_is_owed(drew)
            assert drew.rows == []
        pictures.draw_what_is_owed(drew)
        assert len(drew.rows) == 1

    def test_what_is_owed_while_the_lock_is_let_go_is_not_forgotten(self, drew, monkeypatch):
        owed()
        late = []

        def one_more(draw):
            done = each(draw)
            if not late:
                late.append(owed().pk)
            return done

        each = pictures._draw_each
        monkeypatch.setattr(pictures, "_draw_each", one_more)
        pictures.draw_what_is_owed(drew)
        assert drew.rows[1:] == late

    def test_housekeeping_asks_for_what_a_lost_message_left_owed(self, sent, monkeypatch):
        monkeypatch.setattr(worker, "connection", type("Open", (), {"close": staticmethod(lambda: None)}))
        worker.housekeep()
        assert sent == []
        owed()
        worker.housekeep()
        assert len(sent) == 1


class TestTasks:
    @pytest.fixture
    def judged_as(self, monkeypatch):
        """Grade a claimed sampler with this verdict."""

        def grade(result):
            monkeypatch.setattr(grading, "grade", lambda *args, **options: result)
            row = owed(status="queued", pictures_owed=False)
            tasks.grade_claimed(submissions.claim(row.pk, "worker"))
            return row

        return grade

    def test_after_the_verdict_the_workers_are_told(self, judged_as, sent):
        assert stored(judged_as(verdict(exercise="sample-ddpm"))).is_final
        assert len(sent) == 1

    def test_after_an_error_nobody_is_told(self, judged_as, sent):
        judged_as(failure("error", exercise="sample-ddpm", error={"message": "no"}))
        assert sent == []

    def test_without_a_broker_the_verdict_stands_all_the_same(self, judged_as, monkeypatch):
        def fail(*args, **options):
            raise OperationalError("no broker")

        monkeypatch.setattr(pictures.current_app, "send_task", fail)
        assert stored(judged_as(verdict(exercise="sample-ddpm"))).accepted

    def test_the_task_draws(self, monkeypatch):
        monkeypatch.setattr(drawing, "draw", lambda *args, **options: DRAWN)
        row = owed()
        tasks.draw_pictures()
        assert stored(row).pictures == DRAWN

    def test_a_fault_of_ours_is_said_and_changes_nothing(self, monkeypatch):
        def fail(*args, **options):
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(drawing, "draw", fail)
        row = owed()
        tasks.draw_pictures()
        after = stored(row)
        assert after.pictures == NOT_DRAWN
        assert (after.accepted, after.score, after.judged_at) == (row.accepted, row.score, row.judged_at)
