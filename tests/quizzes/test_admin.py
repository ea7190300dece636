"""Attempts in the admin: instructors may look, nobody may change them there."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

LIST = reverse("admin:quizzes_attempt_changelist")


def change_of(attempt):
    return reverse("admin:quizzes_attempt_change", args=[attempt.pk])


def test_an_instructor_looks_at_attempts(as_, instructor, attempt):
    client = as_(instructor)
    assert "mai" in client.get(LIST).content.decode()
    assert client.get(change_of(attempt)).status_code == 200


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_not_even_a_superuser_changes_one(as_, attempt, action):
    client = as_(User.objects.create_superuser("root"))
    arguments = [] if action == "add" else [attempt.pk]
    assert client.post(reverse(f"admin:quizzes_attempt_{action}", args=arguments), {"post": "yes"}).status_code == 403
    attempt.refresh_from_db()
    assert attempt.is_open


def test_an_author_sees_no_attempts_there(as_, author, attempt):
    assert as_(author).get(LIST).status_code == 403
