import socket
import time

import pytest
from django.conf import settings

from grader import submissions
from grader.exercises import UnknownExercise
from grader.models import Submission
from grader.submissions import MAX_OPEN_PER_USER, TooManyOpen, submit
from tests.factories import make_student, make_submission
from tests.services import use_broker

pytestmark = pytest.mark.django_db
SOURCE = "def forward_diffusion(x_0, t, noise_schedule):\n    return x_0, x_0\n"


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(submissions.current_app, "send_task", lambda name, args, **options: ids.extend(args))
    return ids


def test_a_submission_is_a_queued_row_before_it_is_a_message(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submission = submit(make_student(), "forward-diffusion", SOURCE)
        assert sent == []
        assert Submission.objects.get().status == Submission.Status.QUEUED
    assert sent == [submission.pk]
    submission.refresh_from_db()
    assert submission.sent_at is not None


def test_each_submission_gets_a_seed_of_its_own(sent):
    student = make_student()
    assert submit(student, "sample-ddpm", SOURCE).seed != submit(student, "sample-ddpm", SOURCE).seed


def test_nothing_is_stored_for_an_exercise_that_does_not_exist(sent):
    with pytest.raises(UnknownExercise):
        submit(make_student(), "no-such-exercise", SOURCE)
    assert not Submission.objects.exists()


def test_a_flood_from_one_student_is_held_back_and_leaves_the_others_alone(sent):
    flooder, other = make_student(), make_student()
    for _ in range(MAX_OPEN_PER_USER):
        submit(flooder, "forward-diffusion", SOURCE)
    with pytest.raises(TooManyOpen):
        submit(flooder, "sample-ddpm", SOURCE)
    submit(other, "forward-diffusion", SOURCE)


def test_judged_submissions_do_not_count_as_open(sent):
    student = make_student()
    for _ in range(MAX_OPEN_PER_USER):
        make_submission(student)
    submit(student, "forward-diffusion", SOURCE)


@pytest.fixture
def silent_broker(tmp_path):
    """Takes connections and never answers, as a machine that swaps does."""
    path = tmp_path / "broker.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        yield f"redis+socket://{path}"


@pytest.fixture
def absent_broker(tmp_path):
    return f"redis+socket://{tmp_path}/nothing.sock"


@pytest.fixture
def _own_broker_again():
    yield
    use_broker(settings.CELERY_BROKER_URL)


@pytest.mark.usefixtures("_own_broker_again")
@pytest.mark.parametrize("broker_url", ["absent_broker", "silent_broker"])
def test_a_broker_that_is_away_costs_no_submission_and_little_time(
    broker_url, request, django_capture_on_commit_callbacks
):
    use_broker(request.getfixturevalue(broker_url))
    started = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        submission = submit(make_student(), "forward-diffusion", SOURCE)
    assert time.monotonic() - started < 10
    submission.refresh_from_db()
    assert submission.status == Submission.Status.QUEUED
    assert submission.sent_at is None


def test_the_place_in_the_queue_counts_only_what_waits_ahead(sent):
    first, second, third = (submit(make_student(), "forward-diffusion", SOURCE) for _ in range(3))
    assert [submissions.place_in_queue(row) for row in (first, second, third)] == [1, 2, 3]
    submissions.claim(first.pk, "worker")
    assert submissions.place_in_queue(third) == 2
