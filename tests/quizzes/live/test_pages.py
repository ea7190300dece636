"""The live page and its fragment: what stands in it, and that nothing is sent while nothing is new."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import drafts
from grader.misconceptions import MISCONCEPTIONS
from quizzes import attempts
from quizzes.models import Attempt
from tests.content.factories import exercise_text
from tests.factories import make_submission

EXERCISE = "forward-diffusion"
SLUG = next(slug for slug, entry in MISCONCEPTIONS.items() if EXERCISE in entry.exercises)


@pytest.fixture
def text(db):
    return exercise_text(EXERCISE, title="Add noise in one jump")


def page(client, cohort, **query):
    response = client.get(reverse("quizzes:class_live", args=[cohort.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def fragment(client, cohort, etag="", **query):
    headers = {"If-None-Match": etag} if etag else {}
    return client.get(reverse("quizzes:class_live_now", args=[cohort.pk]), query, headers=headers)


def fail(student, minutes):
    at = timezone.now() - timedelta(minutes=minutes)
    return make_submission(student, EXERCISE, accepted=False, score=0.0, misconception=SLUG, created_at=at)


def test_who_is_stuck_is_named_with_the_reason_and_a_way_to_their_code(as_, instructor, cohort, student, text):
    fail(student, 3)
    latest = fail(student, 2)
    shown = page(as_(instructor), cohort)
    assert "Mai Nguyễn" in shown
    assert MISCONCEPTIONS[SLUG].title["en"] in shown
    assert f'href="{reverse("grader:submission", args=[latest.pk])}"' in shown
    assert "1 student is stuck" in shown
    assert "1 student was not seen" in shown


def test_the_rule_stands_on_the_page(as_, instructor, cohort):
    assert "3 wrong programs in a row, shown the same misconception twice in a row" in page(as_(instructor), cohort)


def test_a_student_without_a_submission_leads_to_their_results(as_, instructor, cohort, student, text):
    drafts.save(student, EXERCISE, "x = 1")
    assert f'href="{reverse("quizzes:student", args=[student.username])}"' in page(as_(instructor), cohort)


def test_one_exercise_can_be_looked_at(as_, instructor, cohort, student, text):
    drafts.save(student, EXERCISE, "x = 1")
    shown = page(as_(instructor), cohort, item=f"exercise/{EXERCISE}")
    assert f'value="exercise/{EXERCISE}" selected' in shown
    assert f"live/now/?item=exercise%2F{EXERCISE}" in shown
    assert "Mai Nguyễn" in shown


@pytest.mark.parametrize("item", ["exercise/no-such", "nothing", "../..", "<b>"])
def test_an_item_that_is_not_there_is_not_asked_for(as_, instructor, cohort, item):
    assert "live/now/&quot;" not in page(as_(instructor), cohort, item=item)
    assert fragment(as_(instructor), cohort, item=item).status_code == 200


def test_empty_classes_and_quiet_hours_say_so(as_, instructor, cohort, text):
    client = as_(instructor)
    assert "Nobody is at work" in page(client, cohort)
    assert "Nobody is at it" in page(client, cohort, item=f"exercise/{EXERCISE}")
    cohort.memberships.all().delete()
    assert "No students yet" in page(client, cohort)


def test_nothing_is_sent_while_nothing_is_new(as_, instructor, cohort, student, text):
    client = as_(instructor)
    drafts.save(student, EXERCISE, "x = 1")
    first = fragment(client, cohort)
    assert first["ETag"] in page(client, cohort).replace("&quot;", '"'), "the page begins with what it has"
    again = fragment(client, cohort, first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert fragment(client, cohort, f"W/{first['ETag']}").status_code == 304, "as a proxy that compresses has it"
    make_submission(student, EXERCISE)
    changed = fragment(client, cohort, first["ETag"])
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert "private" in changed["Cache-Control"]


def test_the_other_language_is_another_answer(as_, instructor, cohort, student, text):
    client = as_(instructor)
    drafts.save(student, EXERCISE, "x = 1")
    etag = fragment(client, cohort)["ETag"]
    address = f"/vi{reverse('quizzes:class_live_now', args=[cohort.pk])}"
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_an_open_exam_is_told_of_and_nothing_in_it(as_, instructor, cohort, student, mixed_bank):
    attempt = attempts.start(student, mixed_bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, {"3": 0.123})
    shown = page(as_(instructor), cohort)
    assert mixed_bank.title in shown
    assert reverse("quizzes:attempt", args=[attempt.pk]) not in shown
    assert "0.123" not in shown


def test_both_take_the_same_queries_for_any_class(
    as_, instructor, cohort, student, text, django_assert_max_num_queries
):
    client = as_(instructor)
    drafts.save(student, EXERCISE, "x = 1")
    with django_assert_max_num_queries(20):
        page(client, cohort)
    with django_assert_max_num_queries(14):
        fragment(client, cohort)
