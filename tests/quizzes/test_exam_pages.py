"""A practice exam's pages: flags, the way back to what is open, the server's clock, nothing of right or wrong."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import accommodations, attempts
from quizzes.models import GRACE, Attempt
from tests.quizzes.pages import SCRIPT, form


def url(name, attempt, query=""):
    return reverse(f"quizzes:{name}", args=[attempt.pk]) + query


def flagged():
    return Attempt.objects.get().flagged


def left(response):
    return int(response.content.decode().split('data-seconds-left="')[1].split('"')[0])


def test_without_scripts_a_flag_leads_back_to_its_question(as_, student, attempt):
    response = as_(student).post(url("save", attempt), form(attempt, {"answer-1": "2", "flag": "3"}))
    assert response.url == url("attempt", attempt, "?q=3#q3")
    assert flagged() == ["3"]
    assert attempt.given() == {"1": 2}


def test_with_scripts_the_question_and_the_map_come_back_flagged(as_, student, attempt):
    shown = as_(student).post(url("save", attempt), form(attempt, {"flag": "3"}), headers=SCRIPT).content.decode()
    assert '<fieldset class="question" id="q3"' in shown
    assert "Take the flag off" in shown
    assert "question-map__link--flagged" in shown
    assert "1 flagged" in shown


def test_a_flag_is_taken_off_again(as_, student, attempt):
    client = as_(student)
    client.post(url("save", attempt), form(attempt, {"flag": "3"}))
    client.post(url("save", attempt), form(attempt, {"unflag": "3"}))
    assert flagged() == []


@pytest.mark.parametrize("number", ["0", "5", "x", "", "9" * 300, "3 "])
def test_a_flag_on_a_question_that_is_not_there_changes_nothing(as_, student, attempt, number):
    assert as_(student).post(url("save", attempt), form(attempt, {"flag": number}), follow=True).status_code == 200
    assert flagged() == []


@pytest.mark.parametrize("action", ["check", "reveal", "hint"])
def test_an_exam_checks_nothing_and_gives_no_help(as_, student, attempt, action):
    as_(student).post(url("save", attempt), form(attempt, {"answer-1": "0", action: "1"}))
    assert not attempt.trials.exists()


def test_an_exam_shows_no_hints(as_, student, mixed_bank):
    mixed_bank.content["questions"][0]["hints"] = ["Think of the root."]
    mixed_bank.save()
    attempt = attempts.start(student, mixed_bank, Attempt.Mode.PAGE)
    page = as_(student).get(url("attempt", attempt)).content.decode()
    assert "Think of the root." not in page
    assert ">Check<" not in page


def test_the_overview_lists_what_is_flagged_beside_what_is_unanswered(as_, student, attempt):
    attempts.save_answers(attempt, {"1": 0, "3": 0.5})
    attempts.flag(attempt, "3", True)
    page = as_(student).get(url("submit", attempt)).content.decode()
    unanswered, flags = page.split('id="flagged"')
    assert "2 questions are unanswered" in unanswered
    assert "?q=2#q2" in unanswered
    assert "1 question is flagged" in flags
    assert "?q=3#q3" in flags
    assert "?q=2#q2" not in flags


def test_the_clock_says_how_much_time_the_server_gives(as_, student, attempt):
    client = as_(student)
    before = left(client.get(url("clock", attempt), form(attempt), headers=SCRIPT))
    assert 40 * 60 - 30 < before <= 40 * 60
    accommodations.give(student, 1.5)
    after = left(client.get(url("clock", attempt), form(attempt), headers=SCRIPT))
    assert 60 * 60 - 30 < after <= 60 * 60


def test_a_page_that_is_up_to_date_hears_nothing_else(as_, student, attempt):
    assert "moved-on" not in as_(student).get(url("clock", attempt), form(attempt)).content.decode()


def test_the_clock_tells_a_page_that_another_one_has_changed_the_attempt(as_, student, attempt):
    known = form(attempt)
    attempts.save_answers(attempt, {"1": 0})
    page = as_(student).get(url("clock", attempt), known).content.decode()
    assert "changed in another tab or on another device" in page
    assert f'href="{url("attempt", attempt)}"' in page


def test_the_clock_tells_a_page_that_the_attempt_was_handed_in(as_, student, attempt):
    attempts.submit(attempt)
    assert "was handed in" in as_(student).get(url("clock", attempt), form(attempt)).content.decode()


def test_the_clock_closes_what_is_overdue(as_, student, attempt):
    attempts.change_deadline(attempt, timezone.now() - GRACE - timedelta(seconds=1))
    assert "was handed in" in as_(student).get(url("clock", attempt), form(attempt)).content.decode()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EXPIRED


def test_only_its_student_may_ask_for_the_time(as_, other, instructor, attempt):
    for user in (other, instructor):
        assert as_(user).get(url("clock", attempt)).status_code == 404
    assert as_().get(url("clock", attempt), headers=SCRIPT).status_code == 401
    assert as_().get(url("clock", attempt)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 400, "²"])
def test_a_revision_that_is_none_is_out_of_date(as_, student, attempt, revision):
    page = as_(student).get(url("clock", attempt), {"page": "p", "revision": revision}).content.decode()
    assert "changed in another tab" in page


def test_a_page_that_says_too_early_that_time_is_up_goes_on(as_, student, attempt):
    """Its clock is wrong, or there is more time than it knows of."""
    sent = form(attempt, {"answer-1": "1", "go": "time-up"})
    response = as_(student).post(url("save", attempt), sent, headers=SCRIPT)
    assert left(response) > 0
    attempt.refresh_from_db()
    assert attempt.is_open
    assert attempt.given() == {"1": 1}


def test_a_stale_page_hands_in_at_the_end_without_overwriting(as_, student, attempt):
    stale = form(attempt, {"answer-1": "3", "go": "time-up"})
    attempts.save_answers(attempt, {"1": 1})
    attempts.change_deadline(attempt, timezone.now() - timedelta(seconds=1))
    response = as_(student).post(url("save", attempt), stale, headers=SCRIPT)
    assert response.status_code == 409
    assert "Time is over" in response.content.decode()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EXPIRED
    assert attempt.given() == {"1": 1}


def test_without_scripts_a_stale_form_saves_nothing_and_says_so(as_, student, attempt):
    stale = form(attempt, {"answer-1": "3"})
    attempts.save_answers(attempt, {"1": 1})
    page = as_(student).post(url("save", attempt), stale, follow=True).content.decode()
    assert "changed in another tab or on another device" in page
    assert attempt.given() == {"1": 1}


def test_with_scripts_a_stale_page_is_told_with_a_way_to_what_is_saved(as_, student, attempt):
    stale = form(attempt, {"answer-1": "3"})
    attempts.save_answers(attempt, {"1": 1})
    response = as_(student).post(url("save", attempt), stale, headers=SCRIPT)
    assert response.status_code == 409
    assert "Load what is saved" in response.content.decode()
    assert attempt.given() == {"1": 1}


def test_going_on_elsewhere_finds_what_was_saved(as_, student, attempt):
    as_(student).post(url("save", attempt), form(attempt, {"answer-1": "2", "answer-3": "0.25"}))
    page = as_(student).get(url("attempt", attempt)).content.decode()
    assert page.count("checked") == 1
    assert 'value="0.25"' in page
    assert "2 of 4 answered" in page


def test_asking_for_the_time_takes_few_queries(as_, student, attempt, django_assert_num_queries):
    client = as_(student)
    known = form(attempt)
    with django_assert_num_queries(3):
        client.get(url("clock", attempt), known)
