"""The results of their students as an instructor sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import ExerciseText
from quizzes import attempts, cohorts, roles
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank, make_student, make_submission, make_user

GRADEBOOK = reverse("quizzes:gradebook")


@pytest.fixture
def exercise(db):
    text = ExerciseText.objects.create(slug="forward-diffusion")
    return text.versions.create(number=1, title="Add noise", prompt="…", starter="…")


def page_of(user):
    return reverse("quizzes:student", args=[user.get_username()])


def take(user, bank, answers):
    attempt = attempts.start(user, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, answers)
    attempts.submit(attempt)
    return attempt


def row_of(page, name):
    return next(row for row in page.split("<tr>") if f">{name}<" in row)


@pytest.mark.parametrize("role", [roles.STUDENT, roles.CONTENT_ADMIN, ""])
def test_only_instructors_find_it(as_, student, role):
    client = as_(make_user(role=role))
    assert client.get(GRADEBOOK).status_code == 404
    assert client.get(page_of(student)).status_code == 404


def test_not_even_a_staff_account_without_the_role_finds_it(as_, student):
    assert as_(make_user(is_staff=True)).get(GRADEBOOK).status_code == 404


def test_a_stranger_is_asked_to_sign_in(as_, student):
    for url in (GRADEBOOK, page_of(student)):
        assert as_().get(url).url.startswith(reverse("account_login"))


def test_each_student_has_a_row_with_the_best_score_of_everything(
    as_, instructor, cohort, student, other, bank, exercise
):
    take(student, bank, {"1": 1})
    best = take(student, bank, {"1": 1, "2": 0, "3": 3, "4": 2})
    make_submission(student, accepted=False, score=60)
    accepted = make_submission(other)
    page = as_(instructor).get(GRADEBOOK).content.decode()
    mine, theirs = row_of(page, "Mai Nguyễn"), row_of(page, "other")
    assert reverse("quizzes:attempt", args=[best.pk]) in mine
    assert ">75<" in mine
    assert ">60</a>" in mine
    assert "1 / 2" in mine
    assert reverse("grader:submission", args=[accepted.pk]) in theirs
    assert "not tried" in theirs


def test_a_passed_attempt_stands_before_a_higher_one_that_failed(as_, instructor, cohort, student, bank):
    """After the pass mark was raised, what was passed under the old one stays passed."""
    easy = make_bank(bank_json(passing_score=10))
    passed = take(student, easy, {"1": 1})
    take(student, make_bank(bank_json(passing_score=90)), {"1": 1, "2": 0, "3": 3})
    assert reverse("quizzes:attempt", args=[passed.pk]) in as_(instructor).get(GRADEBOOK).content.decode()


def test_instructors_and_authors_are_no_students(as_, instructor, cohort, author):
    page = as_(instructor).get(GRADEBOOK).content.decode().split("<tbody>")[1]
    assert "author" not in page
    assert "teacher" not in page
    assert as_(instructor).get(page_of(author)).status_code == 404


@pytest.mark.parametrize("search", ["mai", "NGUYỄN", "nguyen", "guy", "mai@example.org", "Nguyễn mai"])
def test_students_are_found_by_any_part_of_their_name(as_, instructor, cohort, other, search):
    page = as_(instructor).get(GRADEBOOK, {"q": search}).content.decode()
    assert "Mai Nguyễn" in page
    assert page_of(other) not in page


def test_a_d_with_a_stroke_is_found_by_a_plain_one(as_, instructor, cohort, other):
    cohorts.enrol(cohort, make_student("dang", first_name="Đặng"))
    page = as_(instructor).get(GRADEBOOK, {"q": "Dang"}).content.decode()
    assert "Đặng" in page
    assert page_of(other) not in page


def test_a_search_that_finds_nobody_says_so(as_, instructor, cohort):
    page = as_(instructor).get(GRADEBOOK, {"q": "<b>nobody"}).content.decode()
    assert "Nobody by that name" in page
    assert "&lt;b&gt;nobody" in page


def test_a_class_is_turned_page_by_page_and_a_search_is_kept(as_, instructor, cohort):
    for number in range(60):
        cohorts.enrol(cohort, make_student(f"learner-{number:02}"))
    page = as_(instructor).get(GRADEBOOK, {"q": "learner"}).content.decode()
    assert "60 students" in page
    assert "learner-49" in page
    assert "learner-50" not in page
    assert "?q=learner&amp;page=2" in page
    assert "learner-50" in as_(instructor).get(GRADEBOOK, {"q": "learner", "page": "2"}).content.decode()


def test_a_students_page_lists_attempts_and_submissions_with_verdicts(as_, instructor, cohort, student, bank, exercise):
    attempt = take(student, bank, {"1": 1})
    submission = make_submission(student, accepted=False, score=60)
    page = as_(instructor).get(page_of(student)).content.decode()
    assert "Mai Nguyễn" in page
    assert reverse("quizzes:attempt", args=[attempt.pk]) in page
    assert reverse("grader:submission", args=[submission.pk]) in page
    assert "Not yet" in page


def test_an_open_attempt_is_listed_for_the_instructor_without_a_way_in(as_, instructor, cohort, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    page = as_(instructor).get(page_of(student)).content.decode()
    assert "In progress" in page
    assert reverse("quizzes:attempt", args=[attempt.pk]) not in page


def test_what_students_left_open_is_scored_before_it_is_shown(as_, instructor, cohort, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE, now=timezone.now() - timedelta(days=1))
    attempt.answers.create(question="1", given=1)
    assert ">15</a>" in as_(instructor).get(GRADEBOOK).content.decode()


@pytest.mark.parametrize("name", ["a.b@c+d-e_f", "Đặng"])
def test_every_name_that_may_be_chosen_has_a_page(as_, instructor, cohort, name):
    named = make_student(name)
    cohorts.enrol(cohort, named)
    assert as_(instructor).get(page_of(named)).status_code == 200


@pytest.mark.parametrize("students", [1, 40])
def test_a_larger_class_takes_no_more_queries(
    as_, instructor, cohort, bank, exercise, django_assert_num_queries, students
):
    for number in range(students):
        one = make_student(f"s{number}")
        cohorts.enrol(cohort, one)
        take(one, bank, {"1": 1})
        make_submission(one)
    client = as_(instructor)
    with django_assert_num_queries(13):
        client.get(GRADEBOOK)
