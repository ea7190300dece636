"""Programs compared with each other: which pairs share what few others have, and where.

A run that many students have is how one writes such a program; one that two have is worth a look. So a shared
fingerprint weighs log(n / holders), where n programs are compared and `holders` of them have it: nothing where all have
it, most where two do. A pair's likeness is the weight of what the two share over the weight of what the one that has
less has at all, from 0 to 1: whoever copies a program and adds to it has still copied all of it.

What the starter or a reference solution says is taken out before: it was given to everybody.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from quizzes.similarity.fingerprints import LENGTH, Place, Token, every_run, runs, tokens, winnowed

Key = TypeVar("Key", bound=Hashable)

LEAST_SHARED = 3  # fingerprints, about two dozen tokens: fewer in common is chance
MOST_PAIRS = 200

Span = tuple[Place, Place]


@dataclass(frozen=True)
class Pair(Generic[Key]):
    one: Key
    other: Key
    likeness: float  # 0 to 1
    shared: int  # fingerprints
    rarest: int  # how many of the compared programs have the rarest of them


def ranked(sources: Mapping[Key, str], given: Iterable[str] = (), most: int = MOST_PAIRS) -> list[Pair[Key]]:
    """The most alike pairs of these programs first; `given` is what everybody was given."""
    common = every_run(given)
    prints = {key: winnowed(runs(tokens(source))) - common for key, source in sources.items()}
    holders = Counter(mark for marks in prints.values() for mark in marks)
    weight = {mark: math.log(len(sources) / count) for mark, count in holders.items()}
    # Where only two are compared, everything they share is shared by all.
    weight = weight if len(sources) > 2 else dict.fromkeys(weight, 1.0)
    whole = {key: sum(weight[mark] for mark in marks) for key, marks in prints.items()}
    pairs = [
        Pair(
            one=one,
            other=other,
            likeness=sum(weight[mark] for mark in shared) / min(whole[one], whole[other]),
            shared=len(shared),
            rarest=min(holders[mark] for mark in shared),
        )
        for (one, other), shared in _shared(prints, weight).items()
        if len(shared) >= LEAST_SHARED
    ]
    # To a whole percent they are equal, and then the pair that shares what fewest have is the one to look at.
    return sorted(pairs, key=lambda pair: (-round(pair.likeness, 2), pair.rarest, -pair.shared))[:most]


def shared_spans(one: str, other: str, given: Iterable[str] = ()) -> tuple[list[Span], list[Span]]:
    """Where in each of two programs stands what both say and nobody was given."""
    first, second = tokens(one), tokens(other)
    here, there = runs(first), runs(second)
    both = (set(here) & set(there)) - every_run(given)
    return _spans(first, here, both), _spans(second, there, both)


def _shared(prints: Mapping[Key, frozenset[int]], weight: Mapping[int, float]) -> dict[tuple[Key, Key], list[int]]:
    """Who shares what, found from the fingerprints: most pairs of a class share nothing that weighs."""
    holders = defaultdict(list)
    for key, marks in prints.items():
        for mark in marks:
            holders[mark].append(key)
    found: dict[tuple[Key, Key], list[int]] = defaultdict(list)
    for mark, keys in holders.items():
        if weight[mark] > 0:
            for pair in combinations(keys, 2):
                found[pair].append(mark)
    return found


def _spans(program: list[Token], hashes: list[int], wanted: set[int]) -> list[Span]:
    """From the first to the last token of each stretch that wanted runs cover."""
    covered = sorted({place + step for place, mark in enumerate(hashes) if mark in wanted for step in range(LENGTH)})
    spans: list[Span] = []
    last = -2
    for place in covered:
        start = spans.pop()[0] if place == last + 1 else program[place].start
        spans.append((start, program[place].end))
        last = place
    return spans
