"""The list of quizzes, the cover page and the start."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import accommodations, attempts
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank

LIST = reverse("quizzes:quizzes")
COVER = reverse("quizzes:quiz", args=["practice-exam"])
START = reverse("quizzes:start", args=["practice-exam"])


def test_a_stranger_sees_the_cover_and_is_asked_to_sign_in_to_start(as_, bank):
    page = as_().get(COVER)
    assert page.status_code == 200
    assert reverse("account_login") in page.content.decode()
    response = as_().post(START)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))
    assert not Attempt.objects.exists()


def test_the_cover_tells_what_the_quiz_is_like(as_, student, bank):
    page = as_(student).get(COVER).content.decode()
    for fact in ("Practice exam", "Four domains, six questions.", "Intermediate", "70 %", "40", "Retrieval", "15 %"):
        assert fact in page


def test_the_cover_lists_ones_own_past_attempts_alone(as_, student, other, bank):
    mine, theirs = (attempts.start(user, bank, Attempt.Mode.PAGE) for user in (student, other))
    for attempt in (mine, theirs):
        attempts.submit(attempt)
    page = as_(student).get(COVER).content.decode()
    assert reverse("quizzes:attempt", args=[mine.pk]) in page
    assert reverse("quizzes:attempt", args=[theirs.pk]) not in page


def test_a_quiz_that_is_not_published_is_a_404(as_, student, bank):
    bank.item.retire()
    assert as_(student).get(COVER).status_code == 404
    assert as_(student).post(START).status_code == 404
    assert as_(student).get(reverse("quizzes:quiz", args=["no-such"])).status_code == 404


@pytest.mark.parametrize(("sent", "mode"), [("page", "page"), ("single", "single"), ("", "page"), ("garbage", "page")])
def test_starting_leads_to_the_attempt(as_, student, bank, sent, mode):
    response = as_(student).post(START, {"mode": sent})
    attempt = Attempt.objects.get()
    assert response.url == reverse("quizzes:attempt", args=[attempt.pk])
    assert (attempt.user, attempt.mode, attempt.bank_version) == (student, mode, bank)


@pytest.mark.parametrize(("sent", "purpose"), [("check", "check"), ("exam", "exam"), ("", "exam"), ("x", "exam")])
def test_one_starts_a_self_check_or_an_exam(as_, student, bank, sent, purpose):
    as_(student).post(START, {"purpose": sent})
    assert Attempt.objects.get().purpose == purpose


@pytest.mark.parametrize(
    ("purpose", "go_on"), [("exam", "Go on with the exam"), ("check", "Go on with the self-check")]
)
def test_starting_twice_makes_one_attempt(as_, student, bank, purpose, go_on):
    client = as_(student)
    assert client.post(START, {"purpose": purpose}).url == client.post(START, {"purpose": purpose}).url
    assert go_on in client.get(COVER).content.decode()


def test_the_cover_says_how_much_time_one_has_oneself(as_, student, other, bank):
    accommodations.give(student, 1.25)
    mine, others = (as_(user).get(COVER).content.decode() for user in (student, other))
    assert "You have 50 minutes" in mine
    assert "1.25 times the usual time" in mine
    assert "You have 40 minutes" in others
    assert "usual time" not in others


def test_the_list_shows_a_self_check_as_begun_and_never_as_a_result(as_, student, bank):
    check = attempts.start(student, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    assert "Self-check begun" in as_(student).get(LIST).content.decode()
    attempts.submit(check)
    assert "Not started" in as_(student).get(LIST).content.decode()


def test_starting_needs_a_post(as_, student, bank):
    assert as_(student).get(START).status_code == 405


def test_a_quiz_is_taken_in_the_language_of_the_page(as_, student, bank):
    vietnamese = make_bank(bank_json(title="Bài thi thử"), language="vi")
    as_(student).post("/vi" + START)
    attempt = Attempt.objects.get()
    assert (attempt.language, attempt.bank_version) == ("vi", vietnamese)


def test_the_list_shows_the_best_result_and_what_is_open(as_, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, {"1": 1})
    attempts.submit(attempt)
    attempts.start(student, bank, Attempt.Mode.PAGE)
    page = as_(student).get(LIST).content.decode()
    assert "15 %" in page
    assert "In progress" in page


def test_a_stranger_sees_the_list(as_, bank):
    page = as_().get(LIST)
    assert "Practice exam" in page.content.decode()


def test_what_is_overdue_is_closed_before_it_is_listed(as_, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE, now=timezone.now() - timedelta(hours=2))
    assert "In progress" not in as_(student).get(LIST).content.decode()
    attempt.refresh_from_db()
    assert attempt.status == Attempt.Status.EXPIRED


@pytest.mark.parametrize("banks", [1, 12])
def test_the_list_takes_as_many_queries_for_any_number_of_quizzes(as_, student, django_assert_num_queries, banks):
    for number in range(banks):
        attempts.start(student, make_bank(bank_json(slug=f"exam-{number}")), Attempt.Mode.PAGE)
    client = as_(student)
    with django_assert_num_queries(8):
        client.get(LIST)
