"""Submissions through a real worker, a real broker and the real sandbox."""

import pytest
from django.conf import settings as django_settings

from grader import submissions
from grader.models import CheckResult, Submission
from grader.submissions import submit
from tests.conftest import wait_until
from tests.factories import make_student
from tests.grader import sources
from tests.services import START_S, Broker, Worker, use_broker, verdict_of

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def worker(broker, transactional_db):
    process = Worker()
    process.start()
    yield process
    process.stop()


@pytest.fixture
def own_broker(settings, tmp_path_factory, transactional_db):
    """A broker that this test may kill, whatever REDIS_URL names."""
    settings.DATA_DIR = tmp_path_factory.mktemp("own")
    settings.BROKER_SOCKET = settings.DATA_DIR / "broker.sock"
    use_broker(f"redis+socket://{settings.BROKER_SOCKET}")
    process = Broker()
    process.start()
    yield process
    process.stop()
    use_broker(django_settings.CELERY_BROKER_URL)


def assert_judged_once(submission: Submission) -> None:
    """Also after every message that is still on its way: it finds the row judged and leaves it alone."""
    before = verdict_of(submission)
    submissions.send(submission.pk)
    other = verdict_of(submit(make_student(), "forward-diffusion", sources.BROKEN))  # the queue is past both by now
    assert other.outcome == "error"
    after = Submission.objects.get(pk=submission.pk)
    assert (after.judged_at, after.tries) == (before.judged_at, before.tries)
    names = list(CheckResult.objects.filter(submission=submission).values_list("name", flat=True))
    assert names
    assert len(names) == len(set(names))


def wait_until_running(submission: Submission) -> None:
    rows = Submission.objects.filter(pk=submission.pk, status=Submission.Status.RUNNING)
    wait_until(rows.exists, f"submission {submission.pk} is running", START_S)


def test_right_wrong_and_broken_code_gets_its_verdict(worker):
    students = {case: make_student() for case in sources.CASES}
    made = {case: submit(students[case], case.exercise, case.source) for case in sources.CASES}
    for case, submission in made.items():
        judged = verdict_of(submission)
        assert (case.name, judged.outcome, judged.accepted) == (case.name, case.outcome, case.accepted)
        if case.misconception:
            assert judged.misconception == case.misconception
        assert judged.timings["total_ms"] > 0


def test_the_same_seed_gives_the_same_verdict_again(worker):
    first = verdict_of(submit(make_student(), "forward-diffusion", sources.UNSCALED_NOISE))
    again = submit(make_student(), "forward-diffusion", sources.UNSCALED_NOISE)
    Submission.objects.filter(pk=again.pk).update(seed=first.seed)
    second = verdict_of(again)
    assert first.verdict["checks"] == second.verdict["checks"]


def test_a_worker_killed_while_it_grades_costs_nothing(worker):
    submission = submit(make_student(), "forward-diffusion", sources.SLOW)
    wait_until_running(submission)
    worker.kill()
    assert not Submission.objects.get(pk=submission.pk).is_final
    worker.start()
    judged = verdict_of(submission)
    assert judged.accepted
    assert_judged_once(submission)


def test_what_is_submitted_while_no_worker_runs_is_judged_when_one_starts(worker):
    worker.stop()
    submission = submit(make_student(), "forward-diffusion", sources.RIGHT)
    worker.start()
    assert verdict_of(submission).accepted


def test_a_broker_killed_loses_nothing(own_broker):
    worker = Worker()
    worker.start()
    try:
        running = submit(make_student(), "forward-diffusion", sources.SLOW)
        wait_until_running(running)
        own_broker.kill()
        meanwhile = submit(make_student(), "forward-diffusion", sources.RIGHT)
        assert Submission.objects.get(pk=meanwhile.pk).sent_at is None
        assert verdict_of(running).accepted  # a task that is being graded needs no broker
        own_broker.start()
        assert verdict_of(meanwhile).accepted
        assert_judged_once(running)
        assert_judged_once(meanwhile)
    finally:
        worker.stop()
