"""The judge rejects small mistakes made on purpose: a fixed sample here, all of them with `make mutate`."""

from collections import Counter
from collections.abc import Iterator

import pytest

from grader.exercises import EXERCISES
from grader.sandbox.client import Sandbox
from tools.mutate import disagreement, judge
from tools.mutation.excuses import KINDS, excuses, reasons
from tools.mutation.mutants import Mutant, mutants

EVERY = 6


@pytest.fixture(scope="module")
def everything() -> dict[str, list[Mutant]]:
    return {exercise: mutants(exercise) for exercise in EXERCISES}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_mutant_is_rejected_unless_it_is_excused(
    exercise: str, everything: dict[str, list[Mutant]], sandbox: Sandbox
) -> None:
    excused = excuses()
    problems = [disagreement(*judge(mutant, sandbox=sandbox), excused) for mutant in everything[exercise][::EVERY]]
    assert not [problem for problem in problems if problem]


def test_there_are_many_wrong_mutants_of_every_exercise(everything: dict[str, list[Mutant]]) -> None:
    wrong = {exercise: sum(m.label not in excuses() for m in found) for exercise, found in everything.items()}
    assert min(wrong.values()) >= 50, wrong
    assert sum(wrong.values()) >= 1000


def test_no_two_mutants_are_alike(everything: dict[str, list[Mutant]]) -> None:
    found = [mutant for mutants in everything.values() for mutant in mutants]
    assert len({(mutant.exercise, mutant.source) for mutant in found}) == len(found)
    assert len({mutant.label for mutant in found}) == len(found)


def test_every_excuse_is_for_a_mutant_that_exists_and_given_once(everything: dict[str, list[Mutant]]) -> None:
    labels = {mutant.label for found in everything.values() for mutant in found}
    given = Counter(label for reason in reasons() for label in reason["mutants"])
    assert not [label for label in given if label not in labels]
    assert max(given.values()) == 1
    assert {reason["kind"] for reason in reasons()} <= set(KINDS)
