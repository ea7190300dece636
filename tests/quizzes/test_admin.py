"""Attempts in the admin: instructors may look at their students', nobody may change them there."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from quizzes import attempts
from tests.factories import make_instructor

LIST = reverse("admin:quizzes_attempt_changelist")


def change_of(attempt):
    return reverse("admin:quizzes_attempt_change", args=[attempt.pk])


@pytest.fixture
def finished(attempt):
    attempts.submit(attempt)
    return attempt


def test_an_instructor_looks_at_the_finished_attempts_of_their_students(as_, instructor, cohort, finished):
    client = as_(instructor)
    assert ">mai<" in client.get(LIST).content.decode()
    assert client.get(change_of(finished)).status_code == 200


def test_an_attempt_that_is_open_is_not_there_yet(as_, instructor, cohort, attempt):
    client = as_(instructor)
    assert ">mai<" not in client.get(LIST).content.decode()
    assert client.get(change_of(attempt)).status_code == 302


def test_another_instructor_finds_none_of_them(as_, cohort, finished):
    client = as_(make_instructor())
    assert ">mai<" not in client.get(LIST).content.decode()
    assert client.get(change_of(finished)).status_code == 302


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_not_even_a_superuser_changes_one(as_, attempt, action):
    client = as_(User.objects.create_superuser("root"))
    arguments = [] if action == "add" else [attempt.pk]
    assert client.post(reverse(f"admin:quizzes_attempt_{action}", args=arguments), {"post": "yes"}).status_code == 403
    attempt.refresh_from_db()
    assert attempt.is_open


def test_an_author_sees_no_attempts_there(as_, author, attempt):
    assert as_(author).get(LIST).status_code == 403
