"""Submissions through a real worker, a real broker and the real sandbox."""

import pytest
from django.conf import settings as django_settings

from grader import submissions
from grader.models import CheckResult, Submission
from grader.submissions import submit
from tests.conftest import wait_until
from tests.factories import make_student
from tests.grader import sources
from tests.grader.checks.corpus import Sample, samples
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


def test_right_and_wrong_code_gets_its_verdict(worker):
    made = [(sample, submit(make_student(), sample.exercise, sample.source)) for sample in main_samples()]
    for sample, submission in made:
        judged = verdict_of(submission)
        expected = (sample.label, sample.accepted, sample.misconception or "")
        assert (sample.label, judged.accepted, judged.misconception) == expected
        assert judged.checks.exists()
        assert judged.timings["total_ms"] > 0
    assert_the_seed_repeats_the_verdict(Submission.objects.get(pk=made[1][1].pk))


def main_samples() -> list[Sample]:
    """Of each main exercise one right submission, and one wrong one whose mistake has a name."""
    found = []
    for exercise in ("forward-diffusion", "sample-ddpm", "sample-cfg", "train-ddpm"):
        cases = samples(exercise)
        found += [next(one for one in cases if one.accepted), next(one for one in cases if one.misconception)]
    return found


def assert_the_seed_repeats_the_verdict(first: Submission) -> None:
    again = Submission.objects.create(
        user=make_student(), exercise=first.exercise, source=first.source, seed=first.seed
    )
    submissions.send(again.pk)
    assert verdict_of(again).verdict["checks"] == first.verdict["checks"]


def test_a_worker_killed_while_it_grades_costs_nothing(worker):
    graded = submit(make_student(), "forward-diffusion", sources.SLOW)
    wait_until_running(graded)
    worker.kill()
    waiting = submit(make_student(), "forward-diffusion", sources.RIGHT)
    assert not Submission.objects.judged().exists()
    worker.start()
    for submission in (graded, waiting):
        assert verdict_of(submission).accepted
        assert_judged_once(submission)


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
