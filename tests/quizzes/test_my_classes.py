"""What a student's classes ask of them next, on the course page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from quizzes import assignments, attempts, cohorts
from quizzes.models import Attempt
from quizzes.rosters import Entry
from tests.factories import make_class, make_instructor, make_lesson

HOME = reverse("quizzes:home")
NOW = timezone.now()
DAY = timedelta(days=1)
QUIZ = ("quiz", "practice-exam")


def due(client):
    page = client.get(HOME).content.decode()
    return page.split('id="due"')[1].split("</section>")[0] if 'id="due"' in page else ""


def test_what_is_due_stands_there_with_its_class_soonest_first(as_, cohort, student, bank):
    make_lesson("intro", title="Introduction")
    second = make_class(make_instructor(), student, title="Another class")
    assignments.assign(cohort, [QUIZ], due_at=NOW + 2 * DAY)
    assignments.assign(second, [("lesson", "intro")], due_at=NOW + DAY)
    page = due(as_(student))
    assert page.index("Introduction") < page.index("Another class") < page.index("Practice exam")
    assert cohort.title in page


def test_it_is_written_in_the_time_zone_of_the_class(as_, cohort, student, bank):
    cohort.time_zone = "Asia/Ho_Chi_Minh"
    cohort.save()
    assignments.assign(cohort, [QUIZ], due_at=datetime(2035, 1, 1, 22, tzinfo=ZoneInfo("UTC")))
    assert "due Jan. 2, 2035, 5 a.m." in due(as_(student))


def test_it_shows_what_is_passed_already(as_, cohort, student, bank):
    assignments.assign(cohort, [QUIZ], due_at=NOW + DAY)
    assert "Not started" in due(as_(student))
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0})
    attempts.submit(attempt)
    assert "Passed" in due(as_(student))


def test_late_work_stays_until_it_closes(as_, cohort, student, bank):
    assignments.assign(cohort, [QUIZ], due_at=NOW - DAY, late_until=NOW + DAY, late_percent=10)
    page = due(as_(student))
    assert "Late" in page
    assert "(−10 % a day)" in page


@pytest.mark.parametrize("why", ["closed", "undated", "archived", "left", "another student"])
def test_what_asks_nothing_of_the_student_is_not_there(as_, cohort, student, bank, why):
    assignments.assign(cohort, [QUIZ], due_at={"closed": NOW - DAY, "undated": None}.get(why, NOW + DAY))
    if why == "archived":
        cohorts.archive(cohort)
    if why == "left":
        cohorts.remove(cohort, student)
    who = make_instructor() if why == "another student" else student
    assert due(as_(who)) == ""


def test_an_invitation_is_answered_there(as_, instructor, student):
    cohort = make_class(instructor)
    EmailAddress.objects.create(user=student, email=student.email, verified=True)
    cohorts.invite(cohort, [Entry(1, student.email, "")], instructor)
    page = as_(student).get(HOME).content.decode()
    assert "You are invited to" in page
    assert reverse("quizzes:accept_invitation", args=[cohort.invitations.get().pk]) in page
    assert 'name="csrfmiddlewaretoken"' in page.split("class-invitation")[1]


@pytest.mark.parametrize("classes", [1, 5])
def test_more_classes_take_no_more_queries(as_, student, bank, django_assert_num_queries, classes):
    for _ in range(classes):
        assignments.assign(make_class(make_instructor(), student), [QUIZ], due_at=NOW + DAY)
    client = as_(student)
    with django_assert_num_queries(17):
        client.get(HOME)
