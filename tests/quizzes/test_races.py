"""Several requests at once, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from content import marking
from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import make_bank, make_student

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]
THREADS = 6


def at_once(act, arguments):
    def one(argument):
        try:
            return act(argument)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, arguments))


def test_clicking_start_many_times_makes_one_attempt():
    student, bank = make_student(), make_bank()
    started = at_once(lambda _: attempts.start(student, bank, Attempt.Mode.PAGE).pk, range(THREADS))
    assert len(set(started)) == 1


def test_handing_in_many_times_closes_once():
    attempt = attempts.start(make_student(), make_bank(), Attempt.Mode.PAGE)
    closed = at_once(lambda _: attempts.submit(Attempt.objects.get(pk=attempt.pk)), range(THREADS))
    assert sorted(closed) == [False] * (THREADS - 1) + [True]


def test_an_answer_is_counted_or_refused_and_never_lost_between():
    bank = make_bank()
    right = {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0}
    for _ in range(5):
        attempt = attempts.start(make_student(), bank, Attempt.Mode.PAGE)

        def act(question, attempt=attempt):
            mine = Attempt.objects.get(pk=attempt.pk)
            if question == "submit":
                attempts.submit(mine)
                return None
            try:
                attempts.save_answers(mine, {question: right[question]})
            except attempts.Closed:
                return None
            return question

        saved = set(at_once(act, ["1", "2", "3", "submit", "4", "5", "6"])) - {None}
        attempt.refresh_from_db()
        assert set(attempt.given()) == saved
        assert (
            attempt.score == marking.score(bank.document(), {question: right[question] for question in saved}).percent
        )
