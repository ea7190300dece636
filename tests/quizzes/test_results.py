"""A student's own results."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import ExerciseText
from grader.models import Submission
from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import make_submission

RESULTS = reverse("quizzes:results")


@pytest.fixture
def exercise(db):
    text = ExerciseText.objects.create(slug="forward-diffusion")
    return text.versions.create(number=1, title="Add noise", prompt="…", starter="…")


def test_a_stranger_is_asked_to_sign_in(as_):
    assert as_().get(RESULTS).url.startswith(reverse("account_login"))


def test_every_attempt_and_submission_is_listed_and_nobody_elses(as_, student, other, bank, exercise):
    mine = [attempts.start(student, bank, Attempt.Mode.PAGE)]
    attempts.submit(mine[0])
    mine.append(attempts.start(student, bank, Attempt.Mode.PAGE))
    theirs = attempts.start(other, bank, Attempt.Mode.PAGE)
    submissions = [make_submission(student, accepted=False, score=20), make_submission(student)]
    foreign = make_submission(other)
    page = as_(student).get(RESULTS).content.decode()
    for attempt in mine:
        assert reverse("quizzes:attempt", args=[attempt.pk]) in page
    for submission in submissions:
        assert reverse("grader:submission", args=[submission.pk]) in page
    assert reverse("quizzes:attempt", args=[theirs.pk]) not in page
    assert reverse("grader:submission", args=[foreign.pk]) not in page


def test_the_best_scores_stand_on_top(as_, student, bank, exercise):
    for answers in ({"1": 1}, {"1": 1, "2": 0, "3": 3, "4": 2}, {}):
        attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
        attempts.save_answers(attempt, answers)
        attempts.submit(attempt)
    make_submission(student, accepted=False, score=60)
    make_submission(student, accepted=False, score=20)
    best = as_(student).get(RESULTS).content.decode().split('id="submissions"')[0]
    assert "75 %" in best
    assert "60 %" in best
    assert "1 of 2 passed" in best


def test_a_fault_of_ours_is_listed_and_is_no_score(as_, student, exercise):
    failed = Submission.Outcome.SANDBOX_FAILED
    make_submission(student, outcome=failed, accepted=False, score=0, max_score=0)
    best, history = as_(student).get(RESULTS).content.decode().split('id="submissions"')
    assert "Not started" in best
    assert "Could not be graded" in history


def test_a_submission_to_an_exercise_that_is_gone_is_still_listed(as_, student):
    submission = make_submission(student, "long-gone")
    page = as_(student).get(RESULTS).content.decode()
    assert reverse("grader:submission", args=[submission.pk]) in page
    assert "long-gone" in page


def test_long_histories_come_in_pages_that_turn_on_their_own(as_, student, bank):
    for _ in range(30):
        make_submission(student)
        attempts.submit(attempts.start(student, bank, Attempt.Mode.PAGE))
    page = as_(student).get(RESULTS, {"attempts": "2"}).content.decode()
    assert "Page 2 of 2" in page
    assert "Page 1 of 2" in page
    assert "?attempts=2&amp;submissions=2#submissions" in page


@pytest.mark.parametrize("asked", ["0", "-1", "x", "999999", "9" * 5000])
def test_a_page_that_is_not_there_becomes_one_that_is(as_, student, asked):
    assert as_(student).get(RESULTS, {"attempts": asked}).status_code == 200


def test_what_is_overdue_is_closed_first(as_, student, bank):
    attempts.start(student, bank, Attempt.Mode.PAGE, now=timezone.now() - timedelta(days=1))
    assert "Time ran out" in as_(student).get(RESULTS).content.decode()


@pytest.mark.parametrize("rows", [1, 20])
def test_a_longer_history_takes_no_more_queries(as_, student, bank, exercise, django_assert_num_queries, rows):
    for _ in range(rows):
        make_submission(student)
        attempts.submit(attempts.start(student, bank, Attempt.Mode.PAGE))
    client = as_(student)
    with django_assert_num_queries(22):
        client.get(RESULTS)
