"""Item analysis against hand computation and scipy."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import pearsonr

from quizzes.statistics.items import (
    FEWEST,
    FEWEST_FOR_FLAGS,
    Analysis,
    Flag,
    analyse,
    best_third,
    correlation,
    flag,
)

# Ten students, three questions; worked out on paper:
# question "a" has marks 1 1 1 1 1 0 0 0 0 0; the means of b and c are 1 1 1 .5 .5 .5 .5 0 0 0.
TEN = [
    {"a": a, "b": b, "c": c}
    for a, b, c in [(1, 1, 1)] * 3 + [(1, 1, 0), (1, 0, 1), (0, 1, 0), (0, 0, 1)] + [(0, 0, 0)] * 3
]
# r = 1.5 / √(2.5 · 1.5): the sum of (a − ½)(rest − ½) is 6 · ¼ = 1.5, of (a − ½)² 10 · ¼, of (rest − ½)² 6 · ¼.
BY_HAND = 1.5 / (2.5 * 1.5) ** 0.5


def test_difficulty_and_discrimination_as_computed_by_hand():
    analysis = analyse("a", TEN)
    assert analysis == Analysis(10, 0.5, pytest.approx(BY_HAND))


def test_a_question_does_not_correlate_with_itself():
    """Uncorrected, the total holds the question itself and r would be higher."""
    totals = [sum(marks.values()) for marks in TEN]
    uncorrected = correlation([marks["a"] for marks in TEN], totals)
    assert analyse("a", TEN).discrimination < uncorrected - 0.05


def test_a_class_of_partial_marks_agrees_with_scipy():
    rng = random.Random(5)
    everybody = [{key: rng.random() * (0.4 + 0.2 * ability) for key in "abcde"} for ability in [0, 1, 2, 3] * 12]
    for key in "abcde":
        rest = [sum(mark for other, mark in marks.items() if other != key) / 4 for marks in everybody]
        expected = pearsonr([marks[key] for marks in everybody], rest).statistic
        assert analyse(key, everybody).discrimination == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=40))
def test_a_correlation_is_none_or_within_one(pairs):
    r = correlation([x for x, _ in pairs], [y for _, y in pairs])
    assert r is None or -1 - 1e-9 <= r <= 1 + 1e-9


def test_few_students_give_no_figures():
    assert analyse("a", TEN[: FEWEST - 1]) == Analysis(FEWEST - 1, None, None)
    assert flag(Analysis(FEWEST_FOR_FLAGS - 1, 0.1, -0.5)) is None


def test_who_was_not_asked_is_left_out():
    assert analyse("a", [*TEN, {"b": 1.0}]).students == 10


def test_a_question_that_everybody_answers_alike_has_no_discrimination():
    everybody = [{"a": 1.0, "b": place % 2} for place in range(12)]
    assert analyse("a", everybody).discrimination is None


def test_a_bank_of_one_question_has_no_discrimination():
    assert analyse("a", [{"a": place % 2} for place in range(12)]) == Analysis(12, 0.5, None)


@pytest.mark.parametrize(
    ("difficulty", "discrimination", "rival", "expected"),
    [
        (0.5, -0.2, False, Flag.AGAINST),
        (0.5, -0.2, True, Flag.AGAINST),
        (0.5, 0.4, True, Flag.RIVAL),
        (0.1, 0.4, False, Flag.TOO_HARD),
        (0.99, 0.05, False, Flag.TOO_EASY),
        (1.0, None, False, Flag.TOO_EASY),
        (0.5, 0.1, False, Flag.WEAK),
        (0.5, 0.4, False, None),
        (None, None, True, None),
    ],
)
def test_the_most_serious_flag_is_raised(difficulty, discrimination, rival, expected):
    assert flag(Analysis(100, difficulty, discrimination), rival) == expected


def test_the_best_third_are_those_with_the_highest_means():
    assert best_third([{"a": 0.0}, {"a": 1.0}, {"a": 0.5}, {"a": 0.9}]) == [1, 3]
    assert best_third([{"a": 1.0}]) == [0]
    assert best_third([]) == []
