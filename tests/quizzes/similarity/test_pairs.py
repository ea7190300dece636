"""Copies in disguise come first; what everybody was given, or everybody writes, does not count."""

import pytest

from quizzes.similarity.pairs import ranked, shared_spans
from tests.quizzes.similarity.programs import disguised, right, solutions

EXERCISES = ["forward-diffusion", "sample-ddpm", "train-ddpm", "sample-cfg"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_disguised_copy_comes_first_among_solutions_of_their_own_styles(exercise):
    programs = solutions(exercise)
    for name, source in programs.items():
        report = ranked({**programs, "copy": disguised(source)})
        assert {report[0].one, report[0].other} == {name, "copy"}
        assert report[0].likeness == pytest.approx(1)
        assert all(pair.likeness < 0.8 for pair in report[1:])


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_is_more_like_a_copy_than_what_it_was_copied_from(exercise):
    programs = right(exercise)
    for name, source in list(programs.items())[:4]:
        report = ranked({**programs, "copy": disguised(source)})
        likeness = {pair.one: pair.likeness for pair in report if pair.other == "copy"}
        assert likeness[name] == max(likeness.values()) > 0.9, name


def test_who_copies_and_adds_to_it_has_still_copied_all_of_it():
    programs = right("sample-ddpm")
    names = list(programs)
    longer = disguised(programs[names[0]]) + "\n" + programs[names[1]]
    found = {frozenset((pair.one, pair.other)): pair.likeness for pair in ranked({**programs, "longer": longer})}
    assert found[frozenset((names[0], "longer"))] > 0.95


def test_what_was_given_does_not_count():
    starter = right("sample-ddpm")
    source = next(iter(starter.values()))
    assert ranked({"one": source, "other": disguised(source)}, [source]) == []
    assert ranked({"one": source, "other": disguised(source)})


def test_what_everybody_writes_does_not_count():
    source = next(iter(right("sample-ddpm").values()))
    assert ranked(dict.fromkeys("abcde", source)) == []


def test_two_programs_alone_are_compared_by_all_that_they_share():
    source = next(iter(right("sample-ddpm").values()))
    (pair,) = ranked({"one": source, "other": disguised(source)})
    assert pair.likeness == pytest.approx(1)


@pytest.mark.parametrize("programs", [{}, {"one": "x = 1"}, {"one": "", "other": ""}, {"one": "x", "other": "x"}])
def test_too_little_to_compare_is_no_report(programs):
    assert ranked(programs) == []


def test_the_shared_part_is_marked_where_it_stands_in_each():
    part = "x = torch.randn(n, c, s, s).clamp(-1, 1).mul(2).add(3)\n"
    here, there = shared_spans("if a:\n    pass\n" + part, "def f():\n    return\n\n\n" + part.replace("x", "y"))
    end = len(part.rstrip())
    assert here == [((3, 0), (3, end))]
    assert there == [((5, 0), (5, end))]


def test_nothing_is_marked_of_what_was_given():
    part = "x = torch.randn(n, c, s, s).clamp(-1, 1).mul(2).add(3)\n"
    assert shared_spans(part, part, [part]) == ([], [])
