"""Before the review, nothing that reaches the browser depends on which answers are right."""

import pytest
from django.urls import reverse

from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank
from tests.quizzes.pages import SCRIPT, form, lasting

SECRETS = ["The explanation of question", "correct", "explanation", "tolerance", "secret-lesson"]


def exam(slug, key, explanation):
    """Banks that differ in their keys alone."""
    data = bank_json(slug="exam", title="Exam", shuffle_options=False, shuffle_questions=False)
    for question in data["questions"]:
        question |= {"correct": key, "explanation": explanation, "lesson": {"title": slug, "slug": "secret-lesson"}}
    data["questions"][4] |= {"correct": [key, 3]}
    number = {"value": key + 0.5, "tolerance": 0.1 * key}
    shown = {name: part for name, part in data["questions"][5].items() if name not in ("options", "correct")}
    data["questions"][5] = shown | {"numeric": number}
    return make_bank(data)


def every_page(client, attempt):
    page = reverse("quizzes:attempt", args=[attempt.pk])
    save = reverse("quizzes:save", args=[attempt.pk])
    yield client.get(page)
    yield client.get(page + "?q=2")
    yield client.post(save, form(attempt, {"answer-1": "2"}), headers=SCRIPT)
    yield client.post(save, form(attempt, {"answer-1": "9", "answer-2": "0", "answer-6": "x"}))
    yield client.post(save, form(attempt, {"flag": "3", "hint": "2.1", "reveal": "4"}), headers=SCRIPT)
    yield client.get(reverse("quizzes:clock", args=[attempt.pk]), form(attempt))
    yield client.get(reverse("quizzes:submit", args=[attempt.pk]))
    yield client.get(reverse("quizzes:results"))
    yield client.get(reverse("quizzes:quiz", args=["exam"]))


@pytest.mark.parametrize("purpose", Attempt.Purpose.values)
@pytest.mark.parametrize("mode", Attempt.Mode.values)
def test_no_page_of_an_open_attempt_depends_on_the_key(as_, student, mode, purpose):
    seen = []
    for key in (0, 2):
        attempt = attempts.start(student, exam(f"key {key}", key, f"Because of {key}."), mode, purpose)
        pages = [lasting(page) for page in every_page(as_(student), attempt)]
        seen.append(pages)
        attempt.delete()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("purpose", Attempt.Purpose.values)
@pytest.mark.parametrize("mode", Attempt.Mode.values)
def test_no_page_of_an_open_attempt_names_the_key(as_, student, mode, purpose):
    attempt = attempts.start(student, exam("key", 1, "The explanation of question N."), mode, purpose)
    for response in every_page(as_(student), attempt):
        assert not [secret for secret in SECRETS if secret in response.content.decode()]


def test_a_self_check_tells_of_the_question_that_was_checked_and_of_no_other(as_, student):
    bank = exam("key", 1, "placeholder")
    for question in bank.content["questions"]:
        question["explanation"] = f"The explanation of question {question['id']}."
    bank.save()
    check = attempts.start(student, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    save = reverse("quizzes:save", args=[check.pk])
    fragments = as_(student).post(save, form(check, {"answer-2": "1", "check": "2"}), headers=SCRIPT).content.decode()
    page = as_(student).get(reverse("quizzes:attempt", args=[check.pk])).content.decode()
    for shown in (fragments, page):
        assert [number for number in range(1, 7) if f"The explanation of question {number}." in shown] == [2]
        assert shown.count("option--right") == 1


def test_the_review_does_show_it(as_, student):
    attempt = attempts.start(student, exam("key", 1, "Because of one."), Attempt.Mode.PAGE)
    attempts.submit(attempt)
    assert "Because of one." in as_(student).get(reverse("quizzes:attempt", args=[attempt.pk])).content.decode()
