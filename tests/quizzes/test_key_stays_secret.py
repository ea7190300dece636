"""Before the review, nothing that reaches the browser depends on which answers are right."""

import pytest
from django.urls import reverse

from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank
from tests.quizzes.pages import lasting

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
    yield client.post(save, {"answer-1": "2", "only": "1"}, headers={"HX-Request": "true"})
    yield client.post(save, {"answer-1": "9", "answer-2": "0", "answer-6": "x"})
    yield client.get(reverse("quizzes:submit", args=[attempt.pk]))
    yield client.get(reverse("quizzes:results"))
    yield client.get(reverse("quizzes:quiz", args=["exam"]))


@pytest.mark.parametrize("mode", Attempt.Mode.values)
def test_no_page_of_an_open_attempt_depends_on_the_key(as_, student, mode):
    seen = []
    for key in (0, 2):
        attempt = attempts.start(student, exam(f"key {key}", key, f"Because of {key}."), mode)
        pages = [lasting(page) for page in every_page(as_(student), attempt)]
        seen.append(pages)
        attempt.delete()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("mode", Attempt.Mode.values)
def test_no_page_of_an_open_attempt_names_the_key(as_, student, mode):
    attempt = attempts.start(student, exam("key", 1, "The explanation of question N."), mode)
    for response in every_page(as_(student), attempt):
        assert not [secret for secret in SECRETS if secret in response.content.decode()]


def test_the_review_does_show_it(as_, student):
    attempt = attempts.start(student, exam("key", 1, "Because of one."), Attempt.Mode.PAGE)
    attempts.submit(attempt)
    assert "Because of one." in as_(student).get(reverse("quizzes:attempt", args=[attempt.pk])).content.decode()
