"""Marks and scores, by examples worked out by hand."""

from fractions import Fraction
from itertools import permutations

import pytest

from content import marking
from content.marking import lessons_to_revisit, mark, score
from content.questions import BankDocument, Question
from tests.factories import bank_json, numeric, several, single, steps


def question(data):
    return Question.model_validate(data)


def document(**changes):
    return BankDocument.model_validate(bank_json(**changes))


ONE = question(single(1, "Diffusion", correct=2))
TWO_OF_FOUR = question(several(2, "Diffusion", correct=(0, 2)))
FOUR_STEPS = question(steps(4, "Diffusion"))
FREE_PAIR = question(steps(5, "Diffusion", any_order=[[0, 1]]))
HALF = question(numeric(3, "Diffusion", value=0.3, tolerance=0.1))


@pytest.mark.parametrize(
    ("given", "expected"), [(2, 1), (0, 0), (None, 0), (9, 0), (-2, 0), (True, 0), ("2", 0), ([2], 0)]
)
def test_a_single_choice_is_right_or_not(given, expected):
    assert mark(ONE, given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([0, 2], 1),
        ([2, 0], 1),
        ([0], Fraction(1, 2)),
        ([0, 1], 0),  # half earned, half lost
        ([0, 2, 1], Fraction(1, 2)),
        ([1, 3], 0),
        ([0, 1, 2, 3], 0),
        ([], 0),
        (None, 0),
        ([0, 7], 0),
        (0, 0),
    ],
)
def test_several_right_options_earn_parts_and_wrong_ones_lose_them(given, expected):
    assert mark(TWO_OF_FOUR, given) == expected


def test_where_every_option_is_right_ticking_them_all_is_right():
    every = question(several(1, "Diffusion", correct=(0, 1, 2, 3)))
    assert mark(every, [0, 1, 2, 3]) == 1
    assert mark(every, [3]) == Fraction(1, 4)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0.3, 1),
        (0.2, 1),
        (0.4, 1),
        (0.41, 0),
        (0, 0),
        (None, 0),
        (float("nan"), 0),
        (float("inf"), 0),
        ([0.3], 0),
        (True, 0),
    ],
)
def test_a_number_is_right_up_to_the_ends_of_its_tolerance(given, expected):
    assert mark(HALF, given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([0, 1, 2, 3], 1),
        ([1, 0, 2, 3], Fraction(2, 3)),  # 5 of 6 pairs stand right, 1 does not
        ([1, 2, 3, 0], 0),  # 3 right, 3 wrong
        ([1, 2, 0, 3], Fraction(1, 3)),  # 4 right, 2 wrong
        ([3, 2, 1, 0], 0),
        ([2, 3, 0, 1], 0),
        ([0, 1, 2], 0),
        ([0, 1, 2, 2], 0),
        ([0, 1, 2, 4], 0),
        ([False, 1, 2, 3], 0),
        ("0123", 0),
        (0, 0),
        (None, 0),
    ],
)
def test_pairs_of_steps_that_stand_right_earn_and_those_that_do_not_lose(given, expected):
    assert mark(FOUR_STEPS, given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([0, 1, 2, 3], 1),
        ([1, 0, 2, 3], 1),
        ([1, 0, 3, 2], Fraction(3, 5)),  # of the 5 pairs that matter 4 stand right, 1 does not
        ([2, 0, 1, 3], Fraction(1, 5)),
        ([3, 2, 1, 0], 0),
    ],
)
def test_steps_that_may_change_places_do_not_count(given, expected):
    assert mark(FREE_PAIR, given) == expected


@pytest.mark.parametrize(("count", "said"), [(4, 0.19), (5, 0.16), (6, 0.14)])
def test_an_order_at_random_earns_little_on_average(count, said):
    ordered = question(steps(1, "Diffusion", count))
    marks = [mark(ordered, list(order)) for order in permutations(range(count))]
    assert round(float(sum(marks) / len(marks)), 2) == said
    assert f"{said} " in marking.__doc__


def test_domains_count_by_their_weights():
    # Foundations 1/1 of 15, Diffusion 1/2 of 30, Retrieval 0/1 of 30, Agents 2/2 of 25: 15 + 15 + 0 + 25.
    result = score(document(), {"1": 1, "2": 0, "3": 0, "5": 1, "6": 0})
    assert result.percent == 55.0
    assert not result.passed
    assert [(domain.name, domain.percent) for domain in result.domains] == [
        ("Retrieval", 0.0),
        ("Diffusion", 50.0),
        ("Agents", 100.0),
        ("Foundations", 100.0),
    ]
    assert [(domain.right, domain.questions) for domain in result.domains] == [(0, 1), (1, 2), (2, 2), (1, 1)]


def test_the_weight_of_a_domain_without_questions_is_shared_out():
    # Without Retrieval's 30, the other 70 are the whole: Diffusion is 30/70 of it.
    questions = [single(1, "Foundations"), single(2, "Diffusion"), single(3, "Agents")]
    result = score(document(questions=questions), {"2": 1})
    assert result.percent == 42.9
    assert [domain.name for domain in result.domains] == ["Agents", "Foundations", "Diffusion"]


def test_domains_without_any_weight_count_alike():
    domains = [{"name": "A", "weight": 0}, {"name": "B", "weight": 0}]
    questions = [single(1, "A"), single(2, "B")]
    assert score(document(domains=domains, questions=questions), {"1": 1}).percent == 50.0


def test_the_passing_score_itself_passes():
    domains = [{"name": "A", "weight": 100}]
    three = [single(number, "A") for number in (1, 2, 3)]
    exam = document(domains=domains, questions=three, passing_score=67)
    assert not score(exam, {"1": 1, "2": 1}).passed  # 66.7
    ten = [single(number, "A") for number in range(10)]
    exam = document(domains=domains, questions=ten, passing_score=70)
    assert score(exam, {str(number): 1 for number in range(7)}).passed


def test_a_score_that_reads_as_the_passing_score_passes():
    # (60 + 9.95) / 99.95 is 69.98, which reads 70.0: what the student sees decides.
    domains = [{"name": "A", "weight": 90}, {"name": "B", "weight": 9.95}]
    questions = [single(1, "A"), single(2, "A"), single(3, "A"), single(4, "B")]
    result = score(document(domains=domains, questions=questions, passing_score=70), {"1": 1, "2": 1, "4": 1})
    assert result.percent == 70.0
    assert result.passed


def test_lessons_of_weak_domains_come_weakest_first_and_once():
    shared = {"title": "Shared", "slug": "shared"}
    domains = [
        {"name": "A", "weight": 50, "lessons": [{"title": "A", "slug": "a"}, shared]},
        {"name": "B", "weight": 30, "lessons": [shared, {"title": "B", "slug": "b"}]},
        {"name": "C", "weight": 20, "lessons": [{"title": "C", "slug": "c"}]},
    ]
    questions = [single(1, "A"), single(2, "A"), single(3, "B"), single(4, "C")]
    exam = document(domains=domains, questions=questions)
    result = score(exam, {"1": 1, "4": 1})
    assert [link.slug for link in lessons_to_revisit(exam, result.domains)] == ["shared", "b", "a"]
