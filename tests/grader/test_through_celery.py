"""Submissions through a real worker, a real broker and the real sandbox."""

import time

import pytest
from django.conf import settings as django_settings

from grader import submissions
from grader.models import CheckResult, Submission
from grader.progress import RUNNING, Progress
from grader.submissions import submit
from tests.conftest import wait_until
from tests.factories import make_student
from tests.grader import sources
from tests.grader.checks import corpus
from tests.grader.checks.corpus import Sample, samples
from tests.services import JUDGE_S, START_S, Broker, Worker, use_broker, verdict_of

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


def test_a_slow_training_says_how_far_it_is_and_forgets_it_with_its_verdict(worker):
    training = submit(make_student(), "train-ddpm", sources.SLOW_TRAINING)
    seen = progress_of(training)
    judged = verdict_of(training)
    assert (judged.accepted, judged.misconception, judged.progress) == (True, "", None)
    steps = [progress for progress in seen if progress.stage == RUNNING]
    assert [progress.done for progress in steps] == sorted({progress.done for progress in steps})
    assert len(steps) >= 3
    assert all(progress.of == 48 for progress in steps)
    (figure,) = judged.verdict["figures"]
    final = figure["series"][0]["y"]
    assert list(steps[-1].losses) == pytest.approx(final[: len(steps[-1].losses)], rel=1e-3)


def progress_of(submission: Submission) -> list[Progress]:
    """Everything that its row said, until it is judged."""
    found: list[Progress] = []
    deadline = time.monotonic() + START_S
    while not Submission.objects.judged().filter(pk=submission.pk).exists():
        assert time.monotonic() < deadline
        row = Submission.objects.values_list("progress", flat=True).get(pk=submission.pk)
        if row is not None and Progress.from_row(row) not in found[-1:]:
            found.append(Progress.from_row(row))
        time.sleep(0.02)
    return found


def test_digits_follow_a_samplers_verdict_and_leave_it_as_it_was(worker):
    cases = [corpus.sample("sample-ddpm", "right-textbook"), corpus.sample("sample-cfg", "wrong-labels-unused")]
    made = [submit(make_student(), case.exercise, case.source) for case in cases]
    verdicts = [verdict_of(submission) for submission in made]
    for submission, before in zip(made, verdicts, strict=True):
        wait_until(
            Submission.objects.filter(pk=submission.pk, pictures__isnull=False).exists, "they are drawn", JUDGE_S
        )
        after = Submission.objects.get(pk=submission.pk)
        yours, reference = after.pictures["figure"]["rows"]
        assert (yours["pixels"] == reference["pixels"]) is before.accepted
        assert (after.verdict, after.judged_at, after.score) == (before.verdict, before.judged_at, before.score)


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
