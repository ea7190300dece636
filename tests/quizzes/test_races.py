"""Several requests at once, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from content import marking
from quizzes import attempts, trials
from quizzes.models import GRACE, Attempt, Trial
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


def test_of_two_pages_that_save_at_once_one_is_stale_and_nothing_is_overwritten():
    bank = make_bank()
    for _ in range(5):
        attempt = attempts.start(make_student(), bank, Attempt.Mode.PAGE)

        def save(page, attempt=attempt):
            try:
                attempts.save_answers(Attempt.objects.get(pk=attempt.pk), {"1": page}, attempts.Page(f"{page}", 0))
            except attempts.Stale:
                return None
            return page

        saved = [page for page in at_once(save, range(4)) if page is not None]
        assert len(saved) == 1
        assert attempt.given() == {"1": saved[0]}


def test_flags_from_one_page_are_all_kept():
    attempt = attempts.start(make_student(), make_bank(), Attempt.Mode.PAGE)
    at_once(lambda key: attempts.flag(Attempt.objects.get(pk=attempt.pk), key, True), list("123456"))
    assert sorted(Attempt.objects.get().flagged) == list("123456")


def test_pressing_check_many_times_at_once_is_one_try():
    bank = make_bank()
    check = attempts.start(make_student(), bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    attempts.save_answers(check, {"1": 3})
    question = check.document().questions[0]
    at_once(lambda _: trials.check(Attempt.objects.get(pk=check.pk), question), range(THREADS))
    assert Trial.objects.get().tried == [3]


def test_time_given_at_the_last_moment_is_either_in_time_or_too_late():
    bank = make_bank()
    for _ in range(5):
        attempt = attempts.start(make_student(), bank, Attempt.Mode.PAGE)
        late = attempt.deadline + GRACE + timedelta(seconds=1)

        def act(what, attempt=attempt, late=late):
            mine = Attempt.objects.get(pk=attempt.pk)
            if what == "expire":
                return attempts.expire(mine, late)
            return attempts.change_deadline(mine, late + timedelta(minutes=5))

        expired, moved = at_once(act, ["expire", "move"])
        assert expired != moved
