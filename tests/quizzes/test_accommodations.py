"""Extra time: for exams to come and for one that is running, and who gives it in the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.urls import reverse

from quizzes import accommodations, attempts
from quizzes.models import Accommodation, Attempt
from tests.factories import bank_json, make_bank, make_student

pytestmark = pytest.mark.django_db


def length(attempt):
    return attempt.deadline - attempt.started_at


def start(student, purpose=Attempt.Purpose.EXAM):
    return attempts.start(student, make_bank(), Attempt.Mode.PAGE, purpose)


def test_a_student_without_extra_time_has_the_banks_minutes():
    assert length(start(make_student())) == timedelta(minutes=40)


def test_extra_time_holds_for_the_next_exam():
    student = make_student()
    accommodations.give(student, 1.5)
    attempt = start(student)
    assert length(attempt) == timedelta(minutes=60)
    assert attempt.time_factor == 1.5


def test_extra_time_reaches_an_exam_that_is_running_and_is_not_added_twice():
    attempt = start(student := make_student())
    for _ in range(2):
        accommodations.give(student, 2)
        attempt.refresh_from_db()
        assert length(attempt) == timedelta(minutes=80)


def test_less_extra_time_and_none_move_the_end_back():
    accommodations.give(student := make_student(), 2)
    attempt = start(student)
    accommodations.give(student, 1.25)
    attempt.refresh_from_db()
    assert length(attempt) == timedelta(minutes=50)
    accommodations.take_away(student)
    attempt.refresh_from_db()
    assert length(attempt) == timedelta(minutes=40)
    assert not Accommodation.objects.exists()


def test_it_is_one_students_alone_and_changes_nothing_that_is_finished():
    student = make_student()
    finished, others = start(student), start(make_student())
    attempts.submit(finished)
    accommodations.give(student, 4)
    for attempt in (finished, others):
        attempt.refresh_from_db()
        assert length(attempt) == timedelta(minutes=40)


def test_a_self_check_stays_without_a_deadline():
    check = start(student := make_student(), Attempt.Purpose.SELF_CHECK)
    accommodations.give(student, 2)
    check.refresh_from_db()
    assert check.deadline is None


def test_every_running_exam_is_stretched_by_its_own_minutes():
    student = make_student()
    long, short = (
        start(student),
        attempts.start(student, make_bank(bank_json(slug="short", duration_minutes=10)), Attempt.Mode.PAGE),
    )
    accommodations.give(student, 3)
    for attempt, minutes in ((long, 120), (short, 30)):
        attempt.refresh_from_db()
        assert length(attempt) == timedelta(minutes=minutes)


@pytest.mark.parametrize("factor", [0, 0.99, 4.01, 100])
def test_no_other_factor_gets_into_the_database(factor):
    with pytest.raises(IntegrityError):
        accommodations.give(make_student(), factor)


class TestAdmin:
    ADD = reverse("admin:quizzes_accommodation_add")
    LIST = reverse("admin:quizzes_accommodation_changelist")

    @pytest.fixture
    def running(self, student):
        return start(student)

    def change_of(self, row):
        return reverse("admin:quizzes_accommodation_change", args=[row.pk])

    def test_an_instructor_gives_it_and_it_reaches_a_running_exam(self, as_, instructor, student, cohort, running):
        response = as_(instructor).post(self.ADD, {"user": student.pk, "factor": "1.5"})
        assert response.url == self.LIST
        running.refresh_from_db()
        assert length(running) == timedelta(minutes=60)

    def test_it_is_changed_and_taken_away(self, as_, instructor, student, cohort, running):
        row, client = accommodations.give(student, 2), as_(instructor)
        client.post(self.change_of(row), {"factor": "3"})
        running.refresh_from_db()
        assert length(running) == timedelta(minutes=120)
        client.post(reverse("admin:quizzes_accommodation_delete", args=[row.pk]), {"post": "yes"})
        running.refresh_from_db()
        assert length(running) == timedelta(minutes=40)

    def test_several_are_taken_away_at_once(self, as_, instructor, student, cohort, running):
        row = accommodations.give(student, 2)
        sent = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
        as_(instructor).post(self.LIST, sent)
        running.refresh_from_db()
        assert length(running) == timedelta(minutes=40)

    @pytest.mark.parametrize("factor", ["0.5", "5", "half", ""])
    def test_another_factor_is_refused_in_words(self, as_, instructor, student, cohort, factor):
        page = as_(instructor).post(self.ADD, {"user": student.pk, "factor": factor})
        assert page.status_code == 200
        assert "errorlist" in page.content.decode()
        assert not Accommodation.objects.exists()

    def test_an_instructor_reaches_their_own_students_alone(self, as_, instructor, student, cohort):
        stranger = make_student("stranger")
        row, client = accommodations.give(stranger, 2), as_(instructor)
        assert ">stranger<" not in client.get(self.LIST).content.decode()
        assert client.get(self.change_of(row)).status_code == 302
        client.post(self.ADD, {"user": stranger.pk, "factor": "3"})
        row.refresh_from_db()
        assert row.factor == 2

    def test_a_superuser_reaches_everybody(self, as_, other):
        as_(User.objects.create_superuser("root")).post(self.ADD, {"user": other.pk, "factor": "3"})
        assert Accommodation.objects.get().user == other

    def test_students_and_authors_find_nothing_there(self, as_, student, author):
        assert as_(student).get(self.LIST).status_code == 302
        assert as_(author).get(self.LIST).status_code == 403
