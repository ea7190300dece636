"""A student's submission as those who teach them see it: with its history, and any two of it side by side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.content.factories import exercise_text
from tests.factories import make_submission
from tests.grader.verdicts import verdict

EXERCISE = "forward-diffusion"


def hand_in(student, accepted=True, source="x = 2\n"):
    told = verdict(accepted=accepted, score=100.0 if accepted else 0.0)
    return make_submission(student, EXERCISE, source=source, accepted=accepted, score=told.score, verdict=told.to_row())


@pytest.fixture
def pair(student):
    exercise_text(EXERCISE)
    return hand_in(student, accepted=False, source="x = 1\n"), hand_in(student)


def page(client, row):
    response = client.get(reverse("grader:submission", args=[row.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_history_lists_every_submission_and_says_which_is_open(as_, instructor, cohort, pair):
    shown = page(as_(instructor), pair[0])
    history = shown.split("Submissions of Mai Nguyễn")[1]
    assert all(reverse("grader:submission", args=[row.pk]) in history for row in pair)
    assert history.count("This one") == 1
    assert history.index("Best") < history.index("This one"), "newest first"


def test_any_two_can_be_compared(as_, instructor, cohort, pair):
    old, new = pair
    address = reverse("grader:compare", args=[EXERCISE])
    assert f'action="{address}"' in page(as_(instructor), new)
    shown = as_(instructor).get(address, {"old": old.pk, "new": new.pk}).content.decode()
    assert "<del>1</del>" in shown
    assert "<ins>2</ins>" in shown


def test_one_submission_has_no_history(as_, instructor, cohort, student):
    exercise_text(EXERCISE)
    assert "Submissions of" not in page(as_(instructor), hand_in(student))


def test_the_student_has_the_history_beside_the_editor(as_, student, pair):
    assert "Submissions of" not in page(as_(student), pair[1])


def test_what_was_handed_in_before_the_class_is_neither_listed_nor_compared(as_, instructor, cohort, pair):
    old, new = pair
    type(old).objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=9))
    cohort.starts_at = timezone.now() - timedelta(days=1)
    cohort.save()
    shown = page(as_(instructor), new)
    assert reverse("grader:submission", args=[old.pk]) not in shown
    assert "Compare with the one before" not in shown
    assert as_(instructor).get(reverse("grader:submission", args=[old.pk])).status_code == 404


def test_a_long_history_comes_in_pages(as_, instructor, cohort, student, pair):
    for _ in range(25):
        hand_in(student)
    client = as_(instructor)
    assert "Page 1 of 2" in page(client, pair[1])
    second = client.get(reverse("grader:submission", args=[pair[1].pk]), {"page": 2}).content.decode()
    assert "Page 2 of 2" in second


def test_a_history_takes_as_many_queries_however_long(
    as_, instructor, cohort, student, pair, django_assert_num_queries
):
    client, address = as_(instructor), reverse("grader:submission", args=[pair[1].pk])
    client.get(address)
    with django_assert_num_queries(17) as few:
        client.get(address)
    for _ in range(15):
        hand_in(student)
    with django_assert_num_queries(len(few)):
        client.get(address)
