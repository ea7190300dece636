"""Answering: the pages, saving with and without scripts, and everything a form can get wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import attempts
from quizzes.models import GRACE, Answer, Attempt
from tests.quizzes.pages import SCRIPT, form


def page_of(attempt, query=""):
    return reverse("quizzes:attempt", args=[attempt.pk]) + query


def save_of(attempt):
    return reverse("quizzes:save", args=[attempt.pk])


def close_the_time(attempt, ago=GRACE + timedelta(seconds=1)):
    Attempt.objects.filter(pk=attempt.pk).update(deadline=timezone.now() - ago)


def test_on_one_page_every_question_is_there(as_, student, attempt):
    page = as_(student).get(page_of(attempt)).content.decode()
    for number in range(1, 5):
        assert f'id="q{number}"' in page
    assert "0 of 4 answered" in page


def test_one_by_one_there_is_one_question_and_its_neighbours(as_, other, one_by_one):
    page = as_(other).get(page_of(one_by_one, "?q=3")).content.decode()
    assert 'id="q3"' in page
    assert 'id="q2"' not in page
    assert "Previous" in page
    assert "Next" in page


@pytest.mark.parametrize("asked", ["", "?q=", "?q=0", "?q=99", "?q=x", "?q=²", "?q=" + "9" * 500])
def test_an_address_without_a_question_goes_to_the_first_unanswered_one(as_, other, one_by_one, asked):
    attempts.save_answers(one_by_one, {"1": 0})
    page = as_(other).get(page_of(one_by_one, asked))
    assert 'id="q2"' in page.content.decode()


def test_an_autosave_saves_one_answer_and_shows_that_it_did(as_, student, attempt):
    response = as_(student).post(save_of(attempt), form(attempt, {"answer-1": "2"}), headers=SCRIPT)
    assert attempt.given() == {"1": 2}
    shown = response.content.decode()
    assert 'id="state-1"' in shown
    assert 'id="revision" value="1"' in shown
    assert "data-saved-at" in shown
    assert "1 of 4 answered" in shown


def test_an_autosave_that_cannot_be_read_says_so_and_keeps_what_was_saved(as_, student, attempt):
    attempts.save_answers(attempt, {"3": 0.5})
    response = as_(student).post(save_of(attempt), form(attempt, {"answer-3": "half"}), headers=SCRIPT)
    assert "got “half”" in response.content.decode()
    assert attempt.given() == {"3": 0.5}


def test_clearing_an_answer_is_shown(as_, student, attempt):
    attempts.save_answers(attempt, {"2": [0]})
    response = as_(student).post(save_of(attempt), form(attempt, {"shown": "2"}), headers=SCRIPT)
    assert "0 of 4 answered" in response.content.decode()
    assert attempt.given() == {}


def test_without_scripts_the_form_saves_everything_and_comes_back(as_, student, attempt):
    sent = {"answer-1": "1", "shown": "2", "answer-2": ["0", "2"], "answer-3": "0.25"}
    response = as_(student).post(save_of(attempt), form(attempt, sent), follow=True)
    assert attempt.given() == {"1": 1, "2": [0, 2], "3": 0.25}
    page = response.content.decode()
    assert "Your answers are saved." in page
    assert page.count("checked") == 3
    assert 'value="0.25"' in page


def test_without_scripts_one_by_one_leads_to_the_next_question_and_then_to_the_end(as_, other, one_by_one):
    client = as_(other)
    response = client.post(save_of(one_by_one), form(one_by_one, {"here": "1", "answer-1": "3", "go": "2"}))
    assert response.url == page_of(one_by_one, "?q=2")
    assert client.post(save_of(one_by_one), form(one_by_one, {"here": "4", "go": "confirm"})).url == reverse(
        "quizzes:submit", args=[one_by_one.pk]
    )
    assert one_by_one.given() == {"1": 3}


def test_one_bad_field_loses_no_other_and_is_shown_beside_what_was_typed(as_, student, attempt):
    response = as_(student).post(
        save_of(attempt), form(attempt, {"answer-1": "1", "answer-3": "half", "answer-4": "9"})
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert attempt.given() == {"1": 1}
    assert 'value="half"' in page
    assert "got “half”" in page
    assert "got “9”" in page


def test_one_by_one_an_error_brings_back_its_own_question(as_, other, one_by_one):
    response = as_(other).post(save_of(one_by_one), form(one_by_one, {"here": "3", "answer-3": "half", "go": "4"}))
    assert response.status_code == 422
    assert 'value="half"' in response.content.decode()


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_question_of_another_quiz_is_refused_in_words(as_, student, attempt, headers):
    sent = form(attempt, {"answer-77": "1", "answer-1": "1"})
    page = as_(student).post(save_of(attempt), sent, headers=headers).content.decode()
    assert "Expected a question from 1 to 4, got “77”" in page
    assert not Answer.objects.filter(question="77").exists()


@pytest.mark.parametrize(
    "sent", [{}, {"go": "99"}, {"go": "garbage"}, {"here": "x"}, {"answer-": "1"}, {"shown": "\x00"}, {"go": "\n1"}]
)
@pytest.mark.parametrize("mode", Attempt.Mode.values)
def test_garbage_never_breaks_the_page(as_, student, attempt, sent, mode):
    Attempt.objects.update(mode=mode)
    response = as_(student).post(save_of(attempt), form(attempt, sent), follow=True)
    assert response.status_code in (200, 422)


def test_a_strangers_answer_is_asked_to_sign_in(as_, attempt):
    assert as_().post(save_of(attempt), form(attempt, {"answer-1": "1"})).url.startswith(reverse("account_login"))
    assert as_().post(save_of(attempt), form(attempt, {"answer-1": "1"}), headers=SCRIPT).status_code == 401
    assert attempt.given() == {}


def test_nobody_else_can_see_or_answer_an_open_attempt(as_, other, instructor, cohort, attempt):
    for user in (other, instructor):
        assert as_(user).get(page_of(attempt)).status_code == 404
        assert as_(user).post(save_of(attempt), form(attempt, {"answer-1": "1"})).status_code == 404
        assert as_(user).get(reverse("quizzes:submit", args=[attempt.pk])).status_code == 404
        assert as_(user).post(reverse("quizzes:submit", args=[attempt.pk])).status_code == 404
    attempt.refresh_from_db()
    assert attempt.is_open
    assert attempt.given() == {}


def test_a_stranger_is_asked_to_sign_in(as_, attempt):
    assert as_().get(page_of(attempt)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_an_attempt_that_is_not_there_is_a_404(as_, student, number):
    assert as_(student).get(f"/attempts/{number}/").status_code == 404


def test_after_the_deadline_an_answer_is_refused_and_the_review_shown(as_, student, attempt):
    close_the_time(attempt)
    response = as_(student).post(save_of(attempt), form(attempt, {"answer-1": "1"}), follow=True)
    page = response.content.decode()
    assert "was not saved" in page
    assert "Time ran out" in page
    assert attempt.given() == {}


def test_after_the_deadline_a_script_is_told_so_with_the_way_to_the_review(as_, student, attempt):
    close_the_time(attempt)
    response = as_(student).post(save_of(attempt), form(attempt, {"answer-1": "1"}), headers=SCRIPT)
    assert response.status_code == 409
    assert "the last answer was not saved" in response.content.decode()
    assert f'href="{page_of(attempt)}"' in response.content.decode()


def test_when_the_clock_runs_out_the_page_hands_in_what_it_holds(as_, student, attempt):
    close_the_time(attempt, ago=timedelta(seconds=1))
    as_(student).post(save_of(attempt), form(attempt, {"answer-1": "1", "go": "time-up"}))
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EXPIRED
    assert attempt.given() == {"1": 1}
    assert attempt.score > 0


def test_looking_at_an_overdue_attempt_closes_it(as_, student, attempt):
    close_the_time(attempt)
    assert "Time ran out" in as_(student).get(page_of(attempt)).content.decode()


def test_a_stale_form_cannot_change_a_submitted_attempt(as_, student, attempt):
    attempts.save_answers(attempt, {"1": 0})
    attempts.submit(attempt)
    response = as_(student).post(save_of(attempt), form(attempt, {"answer-1": "1"}), follow=True)
    assert "was not saved" in response.content.decode()
    assert attempt.given() == {"1": 0}


def test_a_page_of_questions_takes_few_queries(as_, student, attempt, django_assert_num_queries):
    client = as_(student)
    with django_assert_num_queries(7):
        client.get(page_of(attempt))
