"""A bank in the published format, from the file to the review."""

import json

from django.urls import reverse

from content.importing import import_path
from quizzes.models import Attempt
from tests.factories import bank_json
from tests.quizzes.pages import form

RIGHT = {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0}


def test_a_bank_is_imported_taken_and_reviewed(as_, student, tmp_path):
    path = tmp_path / "practice-exam.json"
    path.write_text(json.dumps(bank_json()))
    assert not import_path(path).problems

    client = as_(student)
    client.post(reverse("quizzes:start", args=["practice-exam"]), {"mode": "single", "purpose": "exam"})
    attempt = Attempt.objects.get()
    for number, question in enumerate(attempt.question_order, start=1):
        position = attempt.option_order[question].index(RIGHT[question])
        sent = form(attempt, {"here": str(number), f"answer-{number}": str(position), "go": str(number + 1)})
        assert client.post(reverse("quizzes:save", args=[attempt.pk]), sent).status_code == 302

    page = client.post(reverse("quizzes:submit", args=[attempt.pk]), follow=True).content.decode()
    assert "Passed" in page
    assert page.count("chosen, right") == 6
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed) == (100, True)
    assert sum(domain["share"] for domain in attempt.domains) == 100
