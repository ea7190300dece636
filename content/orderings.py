"""Steps to be put in order: which one must come before which, and what an order that somebody gives gets wrong.

Steps go by their numbers in the bank, which writes them in one right order. Each comes before all those written after
it, apart from the pairs that the question's `any_order` sets free. So the right orders are those that keep every
required pair, and a wrong one is described by the pairs that it breaks.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from content.questions import Question

Pair = tuple[int, int]  # the first of the two has to come before the second


@dataclass(frozen=True)
class RightStep:
    text: str
    first: int  # the places, from 1, between which it may stand
    last: int


def required_pairs(question: Question) -> frozenset[Pair]:
    free = {pair for group in question.any_order for pair in combinations(sorted(group), 2)}
    return frozenset(combinations(range(len(question.order)), 2)) - free


def held_apart(question: Question) -> tuple[int, int, int] | None:
    """Two steps that are free of each other, and between them the step that holds both in their order; or None."""
    pairs = required_pairs(question)
    for first, between, second in combinations(range(len(question.order)), 3):
        if {(first, between), (between, second)} <= pairs and (first, second) not in pairs:
            return first, between, second
    return None


def broken_pairs(question: Question, given: Sequence[int]) -> frozenset[Pair]:
    """The required pairs that stand the wrong way round in an order of all the steps."""
    place = {step: number for number, step in enumerate(given)}
    return frozenset((first, second) for first, second in required_pairs(question) if place[first] > place[second])


def is_order(question: Question, given: Any) -> bool:
    """Whether it is an order of this question's steps, right or wrong: each of them once."""
    return (
        isinstance(given, list)
        and all(type(step) is int for step in given)
        and sorted(given) == list(range(len(question.order)))
    )


def misplaced(question: Question, given: Sequence[int]) -> frozenset[int]:
    """Few steps whose moving makes the order right: again and again the one in most broken pairs."""
    pairs, moved = set(broken_pairs(question, given)), set()
    while pairs:
        worst = max(given, key=lambda step: sum(step in pair for pair in pairs))
        moved.add(worst)
        pairs = {pair for pair in pairs if worst not in pair}
    return frozenset(moved)


def nearest_right(question: Question, given: Sequence[int]) -> list[int]:
    """A right order that follows the given one wherever it may; one that is right already stays as it is."""
    pairs, left, found = required_pairs(question), list(given), []
    while left:
        free = next(step for step in left if not any((before, step) in pairs for before in left))
        left.remove(free)
        found.append(free)
    return found


def places(question: Question) -> list[tuple[int, int]]:
    """For each step the first and the last place, counted from 1, at which it may stand in a right order."""
    pairs, count = required_pairs(question), len(question.order)
    return [
        (1 + sum(after == step for _, after in pairs), count - sum(before == step for before, _ in pairs))
        for step in range(count)
    ]


def right_steps(question: Question, given: Any = None) -> list[RightStep]:
    """The steps in a right order, as near to the given one as may be."""
    near = nearest_right(question, given if is_order(question, given) else range(len(question.order)))
    between = places(question)
    return [RightStep(question.order[step], *between[step]) for step in near]


def shuffled(question: Question, rng: random.Random) -> list[int]:
    """The steps in a random order that is not a right one, so that leaving them as they are is no answer."""
    order = list(range(len(question.order)))
    rng.shuffle(order)
    while required_pairs(question) and not broken_pairs(question, order):
        rng.shuffle(order)
    return order
