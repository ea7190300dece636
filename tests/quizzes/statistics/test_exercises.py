"""Attempts to success, time to success, and how tries ended."""

import random
import statistics
from datetime import UTC, datetime, timedelta

import pytest

from quizzes.statistics.exercises import MANY, Try, report, summary
from tests.factories import make_student, make_submission

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def tries_of(student: int, *accepted: bool) -> list[Try]:
    return [
        Try(student, START + timedelta(minutes=10 * number), right, "judged") for number, right in enumerate(accepted)
    ]


def test_attempts_and_time_run_to_the_first_accepted_one():
    one = summary([row for student in range(10) for row in tries_of(student, False, False, True, True)])
    assert (one.students, one.solved, one.tries) == (10, 10, 40)
    assert one.median_attempts == 3
    assert one.median_time == timedelta(minutes=20)


def test_who_has_not_solved_it_counts_as_having_tried_alone():
    one = summary([*tries_of(1, False, False), *tries_of(2, True)])
    assert (one.students, one.solved) == (2, 1)
    assert [bar.count for bar in one.attempts_to_success] == [1, 0, 0, 0, 0, 0]


def test_medians_wait_for_enough_students():
    assert summary(tries_of(1, True)).median_attempts is None
    assert summary([]).attempts_to_success == []


def test_many_tries_are_counted_together():
    one = summary(tries_of(1, *[False] * (MANY + 3), True))
    assert (one.attempts_to_success[-1].label, one.attempts_to_success[-1].count) == (f"{MANY}+", 1)


def test_medians_agree_with_those_of_statistics_over_a_random_class():
    rng = random.Random(2)
    needed = {student: rng.randint(1, 5) for student in range(31)}
    one = summary([row for student, n in needed.items() for row in tries_of(student, *[False] * (n - 1), True)])
    assert one.median_attempts == statistics.median(needed.values())
    assert sum(bar.count for bar in one.attempts_to_success) == 31
    assert max(bar.share for bar in one.attempts_to_success) == pytest.approx(1)


def test_outcomes_tell_wrong_code_from_broken_code(cohort, student, other):
    make_submission(student, "sample-ddpm", accepted=False, score=0)
    make_submission(student, "sample-ddpm", accepted=False, score=0, outcome="timeout")
    make_submission(other, "sample-ddpm")
    make_submission(make_student("stranger"), "sample-ddpm")
    counts = {bar.label: bar.count for bar in report(cohort, "sample-ddpm").outcomes}
    assert counts == {"rejected": 1, "timeout": 1, "accepted": 1}
