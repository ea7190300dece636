"""Handing in: the page that asks once more, and what a second click does."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from quizzes import attempts
from quizzes.models import Attempt


def submit_of(attempt):
    return reverse("quizzes:submit", args=[attempt.pk])


def test_the_confirmation_lists_what_is_unanswered(as_, student, attempt):
    attempts.save_answers(attempt, {"1": 0, "3": 0.5})
    page = as_(student).get(submit_of(attempt)).content.decode()
    assert "2 questions are unanswered" in page
    assert "?q=2#q2" in page
    assert "?q=4#q4" in page
    assert "?q=1#q1" not in page


def test_the_confirmation_says_when_nothing_is_missing(as_, student, attempt):
    attempts.save_answers(attempt, {"1": 0, "2": [0], "3": 0.5, "4": 1})
    assert "Every question is answered." in as_(student).get(submit_of(attempt)).content.decode()


def test_looking_at_the_confirmation_hands_nothing_in(as_, student, attempt):
    as_(student).get(submit_of(attempt))
    attempt.refresh_from_db()
    assert attempt.is_open


def test_handing_in_twice_leads_to_the_same_review(as_, student, attempt):
    client, review = as_(student), reverse("quizzes:attempt", args=[attempt.pk])
    assert client.post(submit_of(attempt)).url == review
    attempt.refresh_from_db()
    first = (attempt.submitted_at, attempt.score)
    assert client.post(submit_of(attempt)).url == review
    assert client.get(submit_of(attempt)).url == review
    attempt.refresh_from_db()
    assert (attempt.submitted_at, attempt.score) == first


def test_handing_in_after_the_deadline_counts_what_was_saved_in_time(as_, student, attempt):
    attempts.save_answers(attempt, {"1": 1})
    Attempt.objects.update(deadline=timezone.now() - timedelta(hours=1))
    as_(student).post(submit_of(attempt))
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EXPIRED
    assert attempt.score > 0
    assert attempt.submitted_at == attempt.deadline


def test_a_stranger_cannot_hand_in(as_, attempt):
    assert as_().post(submit_of(attempt)).url.startswith(reverse("account_login"))
    attempt.refresh_from_db()
    assert attempt.is_open
