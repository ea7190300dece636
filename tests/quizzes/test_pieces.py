"""What was handed in, as the database picks it: the same as looking at every row would give."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from quizzes import assignments, classbook
from quizzes.course import outline
from quizzes.deadlines import Schedule
from tests.content.factories import exercise_text
from tests.factories import make_submission

EXERCISE = "sample-ddpm"
KEY = ("exercise", EXERCISE)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_is_that_of_all_rows_by_the_terms_of_the_class(cohort, student, other, seed):
    rng, now = random.Random(seed), timezone.now()
    exercise_text(EXERCISE)
    dates = {"opens_at": now - timedelta(days=8), "due_at": now - timedelta(days=4)}
    if seed % 3:
        dates |= {"late_until": now - timedelta(days=1), "late_percent": rng.choice([5, 30])}
    (assigned,) = assignments.assign(cohort, [KEY], **dates)
    if seed % 2:
        assignments.extend(assigned, [student], now - timedelta(days=2))
    rows = [
        make_submission(
            rng.choice([student, other]),
            EXERCISE,
            score=rng.choice([0, 50, 75, 100]),
            accepted=rng.random() < 0.5,
            created_at=now - timedelta(hours=rng.uniform(0, 24 * 10)),
        )
        for _ in range(rng.randint(0, 12))
    ]
    for row in classbook.book(cohort, outline("en"), now).rows:
        assert row.cells[0][1:] == expected([one for one in rows if one.user == row.student], cohort, row.student, now)


def expected(rows, cohort, user, now):
    """Percent, earned, passed, days late, whether missing, whether set, and which."""
    terms = Schedule(cohort).terms(KEY, user.pk)
    counted = [(one.score * terms.credit(one.created_at), one.accepted, one) for one in rows]
    counted = [one for one in counted if terms.credit(one[2].created_at)]
    if not counted:
        return (None, None, False, 0, now > terms.due_at, False, 0)
    best = max(counted, key=lambda one: (*one[:2], -one[2].created_at.timestamp()))
    return (best[0], best[2].score, best[1], terms.days_late(best[2].created_at), False, False, best[2].pk)


def test_a_class_that_has_set_nothing_counts_the_best_whenever_it_came(cohort, student):
    exercise_text(EXERCISE)
    make_submission(student, EXERCISE, score=20, accepted=False)
    best = make_submission(student, EXERCISE, score=90, created_at=timezone.now() - timedelta(days=50))
    (row,) = [row for row in classbook.book(cohort, outline("en")).rows if row.student == student]
    assert (row.cells[0].percent, row.cells[0].work) == (90, best.pk)


def test_a_submission_worth_nothing_at_all_is_no_division(cohort, student):
    exercise_text(EXERCISE)
    make_submission(student, EXERCISE, score=0, max_score=0, accepted=False)
    (row,) = [row for row in classbook.book(cohort, outline("en")).rows if row.student == student]
    assert row.cells[0].percent == 0
