import threading

import pytest
from django.db import connection

from grader import submissions
from grader.models import CheckResult, Submission
from grader.submissions import MAX_TRIES, claim, put_back, record
from tests.factories import make_student, make_submission
from tests.grader.verdicts import check_result, failure, verdict

QUEUED, RUNNING, JUDGED = Submission.Status.QUEUED, Submission.Status.RUNNING, Submission.Status.JUDGED


def queued(**fields) -> Submission:
    return make_submission(make_student(), **{"status": QUEUED, "outcome": "", "accepted": False, "score": 0, **fields})


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_of_many_workers_that_claim_at_once_one_wins():
    submission, claims = queued(), []
    barrier = threading.Barrier(6)

    def worker(number: int) -> None:
        barrier.wait()
        claims.append(claim(submission.pk, f"worker-{number}"))
        connection.close()

    threads = [threading.Thread(target=worker, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [won for won in claims if won]
    assert len(claims) == 6
    assert len(winners) == 1
    assert winners[0].tries == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_of_two_students_tabs_that_submit_at_once_the_limit_holds():
    student = make_student()
    barrier, refused = threading.Barrier(6), []

    def tab() -> None:
        barrier.wait()
        try:
            submissions.submit(student, "forward-diffusion", "x = 1")
        except submissions.TooManyOpen:
            refused.append(1)
        connection.close()

    threads = [threading.Thread(target=tab) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Submission.objects.open().count() == submissions.MAX_OPEN_PER_USER
    assert len(refused) == 6 - submissions.MAX_OPEN_PER_USER


@pytest.mark.django_db
class TestClaim:
    def test_a_second_message_for_the_same_row_finds_nothing_to_do(self):
        submission = queued()
        assert claim(submission.pk, "one") is not None
        assert claim(submission.pk, "two") is None

    def test_a_judged_submission_cannot_be_claimed_again(self):
        assert claim(make_submission(make_student()).pk, "worker") is None

    def test_a_submission_that_was_deleted_is_nothing_to_do(self):
        assert claim(123456, "worker") is None


@pytest.mark.django_db
class TestRecord:
    def test_the_verdict_and_its_checks_are_saved_together(self):
        claimed = claim(queued().pk, "worker")
        assert record(claimed, verdict(score=100.0, checks=(check_result(),)))
        claimed.refresh_from_db()
        assert (claimed.status, claimed.outcome, claimed.accepted, claimed.score) == (JUDGED, "judged", True, 100.0)
        assert [check.passed for check in claimed.checks.all()] == [True]
        assert claimed.claim is None

    def test_a_worker_that_lost_its_claim_records_nothing(self):
        submission = queued()
        slow = claim(submission.pk, "slow")
        put_back(slow, "presumed dead")
        Submission.objects.update(retry_at=None)
        fast = claim(submission.pk, "fast")
        assert not record(slow, verdict(score=1.0))
        assert not CheckResult.objects.exists()
        assert record(fast, verdict(score=100.0))
        assert not record(fast, verdict(score=2.0))
        submission.refresh_from_db()
        assert submission.score == 100.0
        assert submission.checks.count() == 1

    def test_a_failed_save_of_the_checks_leaves_the_row_unjudged(self, monkeypatch):
        claimed = claim(queued().pk, "worker")
        monkeypatch.setattr(submissions, "_check_rows", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            record(claimed, verdict())
        claimed.refresh_from_db()
        assert claimed.status == RUNNING

    def test_what_a_program_prints_can_always_be_stored(self):
        claimed = claim(queued().pk, "worker")
        nasty = "nul \x00, a lone surrogate \udc80, tab \t, 漢字 \N{GRINNING FACE}"
        check = check_result(p_value=float("nan"))
        assert record(claimed, verdict(stdout=nasty, checks=(check,), error={"message": nasty}))
        claimed.refresh_from_db()
        assert "\x00" not in claimed.stdout
        assert claimed.stdout.endswith("漢字 \N{GRINNING FACE}")
        assert claimed.verdict["checks"][0]["p_value"] == "nan"


@pytest.mark.django_db
class TestFaultsOfOurs:
    def test_it_is_tried_again_later_and_not_at_once(self):
        claimed = claim(queued().pk, "worker")
        put_back(claimed, "The sandbox did not start.")
        assert claim(claimed.pk, "worker") is None
        Submission.objects.update(retry_at=claimed.claimed_at)
        assert claim(claimed.pk, "worker").tries == 2

    def test_after_the_last_try_it_says_why_and_counts_for_nothing(self):
        submission = queued()
        for _ in range(MAX_TRIES):
            Submission.objects.update(retry_at=None)
            put_back(claim(submission.pk, "worker"), "The sandbox did not start.")
        submission.refresh_from_db()
        assert (submission.status, submission.outcome) == (JUDGED, "sandbox_failed")
        assert submission.verdict["error"]["message"] == "The sandbox did not start."
        assert not Submission.objects.counted().exists()
        assert not Submission.objects.best_per_exercise([submission.user_id]).exists()

    def test_a_worker_that_lost_its_claim_cannot_put_it_back(self):
        submission = queued()
        slow = claim(submission.pk, "slow")
        put_back(slow, "presumed dead")
        Submission.objects.update(retry_at=None)
        claim(submission.pk, "fast")
        put_back(slow, "late")
        submission.refresh_from_db()
        assert (submission.status, submission.claimed_by) == (RUNNING, "fast")

    def test_a_sandbox_that_fails_is_reported_and_the_submission_put_back(self, monkeypatch):
        from grader import grading, health, tasks

        result = failure("sandbox_failed", error={"message": "bubblewrap is missing."})
        monkeypatch.setattr(grading, "grade", lambda *args, **kwargs: result)
        submission = queued()
        tasks.grade_submission.run(submission.pk)
        submission.refresh_from_db()
        assert submission.status == QUEUED
        assert health.why_no_grading() == "bubblewrap is missing."

    def test_a_fault_in_a_check_is_ours_and_not_the_students(self, monkeypatch):
        from grader import grading, tasks

        monkeypatch.setattr(grading, "grade", lambda *args, **kwargs: 1 / 0)
        submission = queued()
        tasks.grade_submission.run(submission.pk)
        submission.refresh_from_db()
        assert submission.status == QUEUED
        assert submission.retry_at is not None
