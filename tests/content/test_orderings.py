"""Orders of steps, worked out by hand and by going through all of them."""

import random
from itertools import permutations

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from content.orderings import (
    broken_pairs,
    held_apart,
    is_order,
    misplaced,
    nearest_right,
    places,
    required_pairs,
    shuffled,
)
from content.questions import Question
from tests.content.factories import steps_json

FIVE = Question.model_validate(steps_json(5))
# 0 and 1 in any order, then 2 and 3; 4 goes anywhere before 3.
LOOSE = Question.model_validate(steps_json(5, any_order=[[0, 1], [4, 0], [4, 1], [4, 2], [4, 3]]))


@st.composite
def questions(draw):
    """Any steps and groups that the bank's check lets through."""
    count = draw(st.integers(3, 5))
    steps = st.integers(0, count - 1)
    groups = draw(st.lists(st.lists(steps, min_size=2, max_size=3, unique=True), max_size=4))
    question = Question.model_validate(steps_json(count, any_order=groups))
    return (
        question
        if required_pairs(question) and not held_apart(question)
        else Question.model_validate(steps_json(count))
    )


@st.composite
def answered(draw):
    question = draw(questions())
    return question, draw(st.permutations(range(len(question.order))))


def right_orders(question):
    return [list(order) for order in permutations(range(len(question.order))) if not broken_pairs(question, order)]


def test_without_groups_every_pair_has_its_order():
    assert len(required_pairs(FIVE)) == 10
    assert right_orders(FIVE) == [[0, 1, 2, 3, 4]]


def test_groups_set_their_own_pairs_free():
    assert required_pairs(LOOSE) == {(0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}
    # Two orders of the first two, times five places for the last.
    assert len(right_orders(LOOSE)) == 10


def test_a_step_that_stands_between_two_holds_them_in_order():
    assert held_apart(Question.model_validate(steps_json(3, any_order=[[0, 2]]))) == (0, 1, 2)
    assert held_apart(FIVE) is None
    assert held_apart(LOOSE) is None


@pytest.mark.parametrize(
    ("given", "broken", "moved"),
    [
        ([0, 1, 2, 3, 4], set(), set()),
        ([1, 0, 2, 3, 4], {(0, 1)}, {1}),
        ([1, 2, 3, 4, 0], {(0, 1), (0, 2), (0, 3), (0, 4)}, {0}),
        ([4, 0, 1, 2, 3], {(0, 4), (1, 4), (2, 4), (3, 4)}, {4}),
        ([0, 2, 1, 4, 3], {(1, 2), (3, 4)}, {2, 4}),
    ],
)
def test_what_is_wrong_is_told_by_few_steps(given, broken, moved):
    assert broken_pairs(FIVE, given) == broken
    assert misplaced(FIVE, given) == moved


@pytest.mark.parametrize(
    "given", [None, 3, [], [0, 1, 2, 3], [0, 1, 2, 3, 3], [0, 1, 2, 3, 5], [True, 0, 2, 3, 4], "01234"]
)
def test_an_order_has_every_step_once(given):
    assert not is_order(FIVE, given)


@settings(deadline=None)
@for_all(answered())
def test_moving_the_misplaced_steps_is_enough(case):
    question, given = case
    kept = [step for step in given if step not in misplaced(question, given)]
    assert any([step for step in order if step in kept] == kept for order in right_orders(question))


@settings(deadline=None)
@for_all(answered())
def test_the_nearest_right_order_is_right_and_leaves_a_right_one_alone(case):
    question, given = case
    nearest = nearest_right(question, given)
    assert nearest in right_orders(question)
    assert nearest_right(question, nearest) == nearest


@settings(deadline=None)
@for_all(questions())
def test_places_are_those_at_which_a_step_stands_in_some_right_order(question):
    seen = [{order.index(step) + 1 for order in right_orders(question)} for step in range(len(question.order))]
    assert places(question) == [(min(found), max(found)) for found in seen]


@settings(deadline=None)
@for_all(questions(), st.integers(0, 1000))
def test_what_is_shown_is_never_a_right_order(question, seed):
    assert broken_pairs(question, shuffled(question, random.Random(seed)))


def test_every_wrong_order_may_be_shown():
    rng = random.Random(1)
    question = Question.model_validate(steps_json(3))
    assert {tuple(shuffled(question, rng)) for _ in range(200)} == set(permutations(range(3))) - {(0, 1, 2)}
