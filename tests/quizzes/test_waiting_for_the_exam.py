"""While an exam runs, no other tab of its student tells what is right in its bank."""

import pytest
from django.urls import reverse

from quizzes import attempts, trials
from quizzes.models import Attempt, Trial
from tests.factories import make_bank
from tests.quizzes.pages import SCRIPT, form

WAITS = "This page waits for your exam"


@pytest.fixture
def check(student, bank):
    check = attempts.start(student, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    attempts.save_answers(check, {"1": 1})
    return check


@pytest.fixture
def finished(student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.submit(attempt)
    return attempt


@pytest.fixture
def exam(student, bank, check, finished):
    return attempts.start(student, bank, Attempt.Mode.PAGE)


def page_of(attempt):
    return reverse("quizzes:attempt", args=[attempt.pk])


def test_a_self_check_and_earlier_reviews_wait_and_lead_to_the_exam(as_, student, check, finished, exam):
    for attempt in (check, finished):
        page = as_(student).get(page_of(attempt)).content.decode()
        assert WAITS in page
        assert page_of(exam) in page
        assert "The explanation of question" not in page


def test_nothing_is_checked_meanwhile(as_, student, check, exam):
    save = reverse("quizzes:save", args=[check.pk])
    response = as_(student).post(save, form(check, {"check": "1"}), headers=SCRIPT)
    assert response.status_code == 409
    assert "is running" in response.content.decode()
    assert WAITS in as_(student).post(save, form(check, {"check": "1"}), follow=True).content.decode()
    assert not Trial.objects.exists()


def test_an_open_page_of_the_self_check_is_told(as_, student, check, exam):
    clock = reverse("quizzes:clock", args=[check.pk])
    assert "is running" in as_(student).get(clock, form(check)).content.decode()


def test_finishing_the_self_check_waits_too(as_, student, check, exam):
    assert as_(student).get(reverse("quizzes:submit", args=[check.pk])).url == page_of(check)


def test_the_exam_itself_goes_on(as_, student, exam):
    assert WAITS not in as_(student).get(page_of(exam)).content.decode()


@pytest.mark.parametrize("end", ["handed in", "time over"])
def test_after_the_exam_everything_is_open_again(as_, student, check, finished, exam, end):
    if end == "handed in":
        attempts.submit(exam)
    else:
        attempts.change_deadline(exam, exam.started_at.replace(year=2020))
    for attempt in (check, finished, exam):
        assert WAITS not in as_(student).get(page_of(attempt)).content.decode()
    question = check.document().questions[0]
    trials.check(check, question)
    assert Trial.objects.exists()


def test_an_exam_of_another_bank_or_another_student_holds_nothing_up(as_, student, other, check, finished, bank):
    attempts.start(other, bank, Attempt.Mode.PAGE)
    attempts.start(student, make_bank(slug="another"), Attempt.Mode.PAGE)
    for attempt in (check, finished):
        assert WAITS not in as_(student).get(page_of(attempt)).content.decode()


def test_an_instructor_reads_a_review_all_the_same(as_, instructor, cohort, finished, exam):
    response = as_(instructor).get(page_of(finished))
    assert response.status_code == 200
    assert WAITS not in response.content.decode()


def test_the_cover_says_that_the_self_check_waits(as_, student, bank, exam):
    page = as_(student).get(reverse("quizzes:quiz", args=[bank.item.slug])).content.decode()
    assert "It waits until your exam is over." in page
    assert "Start a self-check" not in page
