"""A self-check's pages: checked at once, hints one by one, try again, and what it leaves behind."""

import pytest
from django.urls import reverse

from quizzes import attempts
from quizzes.models import Attempt, Trial
from tests.quizzes.pages import SCRIPT, form

NOTES = "\n\n- Zero overlooks the root.\n- Two forgets the sign.\n- Three is a variance."


@pytest.fixture
def bank(mixed_bank):
    first = mixed_bank.content["questions"][0]
    first["explanation"] += NOTES
    first["hints"] = ["Think of the root.", "Square it."]
    mixed_bank.save()
    return mixed_bank


@pytest.fixture
def check(student, bank):
    return attempts.start(student, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)


@pytest.fixture
def send(as_, student, check):
    """send({...}) presses a button with this form, and gives the page that follows."""
    client = as_(student)

    def post(fields):
        return client.post(reverse("quizzes:save", args=[check.pk]), form(check, fields), follow=True).content.decode()

    return post


def page_of(attempt):
    return reverse("quizzes:attempt", args=[attempt.pk])


def question(page, number):
    return page.split(f'id="q{number}"')[1].split("</fieldset>")[0]


def test_there_is_no_clock_and_no_flag(as_, student, check):
    page = as_(student).get(page_of(check)).content.decode()
    assert 'role="timer"' not in page
    assert "Flag to come back" not in page
    assert "0 of 4 done" in page


def test_choosing_alone_tells_nothing(send):
    assert "Zero overlooks" not in send({"answer-1": "0"})


def test_a_wrong_answer_is_told_what_it_overlooks_and_nothing_else(send):
    told = question(send({"answer-1": "0", "check": "1"}), 1)
    assert "Not right." in told
    assert "Zero overlooks the root." in told
    for secret in ("Two forgets", "Three is a variance", "The explanation of question 1"):
        assert secret not in told
    assert "Check again" in told
    assert 'name="answer-1"' in told


def test_what_was_told_stays_told_while_trying_again(send):
    send({"answer-1": "0", "check": "1"})
    told = question(send({"answer-1": "2", "check": "1"}), 1)
    assert "Zero overlooks the root." in told
    assert "Two forgets the sign." in told
    assert "The explanation of question 1" not in told


def test_the_right_answer_opens_the_explanation_and_closes_the_question(send):
    send({"answer-1": "0", "check": "1"})
    told = question(page := send({"answer-1": "1", "check": "1"}), 1)
    assert "Right at try 2." in told
    assert "The explanation of question 1." in told
    assert "Three is a variance." in told
    assert 'name="answer-1"' not in told
    assert "1 of 4 done" in page


def test_a_solved_question_takes_no_other_answer(send, check):
    send({"answer-1": "1", "check": "1"})
    send({"answer-1": "3"})
    assert check.given() == {"1": 1}


def test_ticks_are_told_one_by_one_and_only_those_that_were_made(send):
    told = question(send({"shown": "2", "answer-2": ["0", "1"], "check": "2"}), 2)
    assert "Not right." in told
    assert told.count("tried, right") == 1
    assert told.count("tried, wrong") == 1


def test_some_of_the_right_ticks_are_partly_right(send):
    assert "Partly right." in question(send({"shown": "2", "answer-2": ["0"], "check": "2"}), 2)


def test_a_number_is_told_right_or_wrong_and_no_more(send):
    wrong = question(send({"answer-3": "0.9", "check": "3"}), 3)
    assert "Not right." in wrong
    assert "0.5 ±" not in wrong
    assert "0.5 ±" in question(send({"answer-3": "0.5", "check": "3"}), 3)


def test_checking_without_an_answer_says_what_is_missing(send):
    page = send({"check": "1"})
    assert "There is no answer yet." in question(page, 1)
    assert not Trial.objects.exists()


def test_checking_what_cannot_be_read_checks_nothing(send, check):
    send({"answer-3": "0.9"})
    assert "got “half”" in send({"answer-3": "half", "check": "3"})
    assert not Trial.objects.exists()


def test_hints_come_one_by_one(send):
    first = question(send({"hint": "1.1"}), 1)
    assert "Think of the root." in first
    assert "Square it." not in first
    second = question(send({"hint": "1.2"}), 1)
    assert "Square it." in second
    assert "Another hint" not in second


@pytest.mark.parametrize("value", ["1", "1.", "1.x", "1.0", "1.2", "1.-1", "1.²", "9.1", ".1"])
def test_a_hint_that_is_not_the_next_is_not_given(send, value):
    page = send({"hint": value})
    assert "Think of the root." not in page
    assert "Square it." not in page


def test_the_answer_is_shown_after_a_try(send):
    assert "Show the answer" not in question(send({"answer-1": "0"}), 1)
    assert "Show the answer" in question(send({"answer-1": "0", "check": "1"}), 1)
    shown = question(send({"reveal": "1"}), 1)
    assert "This is the answer." in shown
    assert "The explanation of question 1." in shown


def test_a_script_gets_the_checked_question_and_the_bar(as_, student, check):
    sent = form(check, {"answer-1": "0", "answer-4": "2", "check": "1"})
    shown = as_(student).post(reverse("quizzes:save", args=[check.pk]), sent, headers=SCRIPT).content.decode()
    assert '<fieldset class="question" id="q1"' in shown
    assert '<fieldset class="question" id="q4"' not in shown
    assert "question-map__link--wrong" in shown
    assert 'id="progress"' in shown


def test_one_by_one_it_goes_to_the_first_that_is_not_done(as_, student, bank):
    check = attempts.start(student, bank, Attempt.Mode.SINGLE, Attempt.Purpose.SELF_CHECK)
    client = as_(student)
    client.post(reverse("quizzes:save", args=[check.pk]), form(check, {"answer-1": "1", "check": "1", "here": "1"}))
    assert 'id="q2"' in client.get(page_of(check)).content.decode()


def test_before_it_is_finished_it_lists_what_is_not_done(as_, student, send, check):
    send({"answer-1": "1", "check": "1"})
    page = as_(student).get(reverse("quizzes:submit", args=[check.pk])).content.decode()
    assert "3 questions are not done yet" in page
    assert "?q=1#q1" not in page


def test_its_result_shows_what_took_more_than_one_try(as_, student, send, check):
    send({"answer-1": "0", "check": "1"})
    send({"hint": "1.1"})
    send({"answer-1": "1", "check": "1"})
    send({"answer-3": "0.5", "check": "3"})
    attempts.submit(check)
    page = as_(student).get(page_of(check)).content.decode()
    laborious = page.split('id="laborious"')[1].split("</section>")[0]
    assert 'href="#q1"' in laborious
    assert "2 tries · 1 hint" in laborious
    assert 'href="#q3"' not in laborious
    assert "2 questions were not checked." in laborious
    assert "does not count" in page
    assert "Not passed" not in page


@pytest.mark.parametrize(
    ("sent", "words"), [({}, "Nothing was checked."), ({"answer-3": "0.5", "check": "3"}, "right at once")]
)
def test_a_result_without_trouble_says_so(as_, student, send, check, sent, words):
    send(sent)
    attempts.submit(check)
    assert words in as_(student).get(page_of(check)).content.decode()


def test_it_counts_nowhere_and_is_in_the_history(as_, student, send, check):
    send({"answer-1": "1", "check": "1"})
    attempts.submit(check)
    results = as_(student).get(reverse("quizzes:results")).content.decode()
    best, history = results.split('id="submissions"')
    assert "0 of 1 passed" in best
    assert page_of(check) in history
    assert "Self-check" in history


def test_nobody_else_sees_or_answers_it(as_, other, instructor, check):
    for user in (other, instructor):
        assert as_(user).get(page_of(check)).status_code == 404
        answer = as_(user).post(reverse("quizzes:save", args=[check.pk]), form(check, {"answer-1": "1", "check": "1"}))
        assert answer.status_code == 404
    assert not Trial.objects.exists()
    assert as_().get(page_of(check)).url.startswith(reverse("account_login"))


def test_a_page_of_questions_takes_few_queries(as_, student, send, check, django_assert_num_queries):
    client = as_(student)
    for number in ("1", "4"):
        send({f"answer-{number}": "1", "check": number})
    with django_assert_num_queries(11):  # one notes that its student came back, one asks what was set right
        client.get(page_of(check))
