"""A question bank's slips: each found, each at its place, none hiding another."""

import copy

import pytest

from content.checking import check_bank, translation_problems
from content.questions import BankDocument, NumericAnswer
from tests.content.factories import bank_json, question_json


def with_question(**changes):
    return bank_json(questions=[question_json(1, **changes), question_json(2), question_json(3, domain="Reverse")])


def with_order(**changes):
    steps = {"options": [], "correct": None, "order": ["one", "two", "three", "four"]}
    return with_question(**{**steps, **changes})


def places(data):
    return [problem.where for problem in check_bank(data)[1]]


def test_a_good_bank_has_no_problems():
    document, problems = check_bank(bank_json())
    assert problems == []
    assert isinstance(document, BankDocument)


@pytest.mark.parametrize(
    ("change", "where", "expected", "got"),
    [
        ({"correct": 4}, "correct", "0 to 3", "4"),
        ({"correct": -1}, "correct", "0 to 3", "-1"),
        ({"correct": "1"}, "correct", "a whole number or a list", "'1'"),
        ({"correct": True}, "correct", "a whole number or a list", "True"),
        ({"correct": None}, "correct", "the right option", "nothing"),
        ({"correct": []}, "correct", "each right option once", "[]"),
        ({"correct": [1, 1]}, "correct", "each right option once", "[1, 1]"),
        ({"correct": [0, 9]}, "correct", "0 to 3", "[0, 9]"),
        ({"options": ["one", " ", "three"]}, "options[1]", "text", "' '"),
        ({"options": ["one", "two", "one"]}, "options[2]", "a text of its own", "'one'"),
        ({"options": ["one"], "correct": 0}, "options", "at least 2", "1"),
        ({"options": ["one", 2]}, "options[1]", "text", "2"),
        ({"domain": "Backward"}, "domain", "a known domain", "'Backward'"),
        ({"question": "  "}, "question", "a question", "only spaces"),
        ({"id": None}, "id", "a whole number or text", "None"),
        ({"hints": "think"}, "hints", "a list", "'think'"),
        ({"numeric": {"value": 1, "tolerance": 0}}, "numeric", "or options", "“options” beside “numeric”"),
        (
            {"options": [], "correct": None, "numeric": {"value": 1, "tolerance": -1}},
            "numeric.tolerance",
            "at least 0",
            "-1",
        ),
    ],
)
def test_a_slip_in_a_question_is_found_at_its_place(change, where, expected, got):
    (problem,) = check_bank(with_question(**change))[1]
    assert problem.where == f"$.questions[0].{where}"
    assert expected in problem.expected
    assert got in problem.got
    assert problem.remedy


@pytest.mark.parametrize(
    ("change", "where", "expected", "got"),
    [
        ({"order": "one"}, "order", "a list", "'one'"),
        ({"order": []}, "order", "at least 3 entries", "[]"),
        ({"order": ["one", "two"]}, "order", "at least 3 entries", "['one', 'two']"),
        ({"order": [str(number) for number in range(13)]}, "order", "at most 12 entries", "['0', "),
        ({"order": ["one", 2, "three"]}, "order[1]", "text", "2"),
        ({"order": ["one", " ", "three"]}, "order[1]", "text", "' '"),
        ({"order": ["one", "two", "one"]}, "order[2]", "a text of its own", "'one'"),
        ({"options": ["a", "b"], "correct": 0}, "order", "or options", "“options” beside “order”"),
        ({"correct": 0}, "order", "or options", "“options” beside “order”"),
        ({"numeric": {"value": 1, "tolerance": 0}}, "numeric", "a number to give", "“order” beside “numeric”"),
        ({"any_order": [0, 1]}, "any_order[0]", "a list", "0"),
        ({"any_order": [[0]]}, "any_order[0]", "at least 2 entries", "[0]"),
        ({"any_order": [[0, 1], [1, 4]]}, "any_order[1]", "0 to 3", "[1, 4]"),
        ({"any_order": [[-1, 1]]}, "any_order[0]", "0 to 3", "[-1, 1]"),
        ({"any_order": [[1, 2, 1]]}, "any_order[0]", "each step once", "[1, 2, 1]"),
        ({"any_order": [[0, 1, 2, 3]]}, "any_order", "steps whose order matters", "every order is right"),
        ({"any_order": [[0, 2]]}, "any_order", "0 before 2, as 1 has to stand between them", "0 and 2 in any order"),
    ],
)
def test_a_slip_in_steps_is_found_at_its_place(change, where, expected, got):
    problem = check_bank(with_order(**change))[1][0]
    assert problem.where == f"$.questions[0].{where}"
    assert expected in problem.expected
    assert got in problem.got
    assert problem.remedy


def test_groups_without_steps_are_a_slip():
    (problem,) = check_bank(with_question(any_order=[[0, 1]]))[1]
    assert problem.where == "$.questions[0].any_order"
    assert "order" in problem.remedy


@pytest.mark.parametrize("any_order", [[], [[0, 1]], [[0, 1], [2, 3]], [[1, 2, 3]], [[3, 0], [3, 1], [3, 2], [0, 1]]])
def test_steps_to_put_in_order_are_a_kind_of_question(any_order):
    document, problems = check_bank(with_order(any_order=any_order))
    assert problems == []
    assert document.questions[0].kind == "order"


@pytest.mark.parametrize(
    ("change", "is_the_same"),
    [
        ({"order": ["một", "hai", "ba", "bốn"]}, True),
        ({"order": ["một", "hai", "ba"], "any_order": [[0, 1]]}, False),
        ({"any_order": []}, False),
        ({"any_order": [[2, 3]]}, False),
    ],
)
def test_a_translation_keeps_the_steps_and_their_groups(change, is_the_same):
    original = check_bank(with_order(any_order=[[0, 1]]))[0]
    translated = check_bank(with_order(**{"any_order": [[0, 1]], **change}))[0]
    problems = translation_problems(translated, original)
    assert [problem.where for problem in problems] == ([] if is_the_same else ["$.questions[0]"])
    assert all("4 steps, any_order [[0, 1]]" in problem.expected for problem in problems)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"domains": [{"name": "Forward", "weight": 60}, {"name": "Reverse", "weight": 30}]}, ["$.domains"]),
        ({"questions_count": 4}, ["$.questions_count"]),
        ({"slug": "Not a slug"}, ["$.slug"]),
        ({"passing_score": 101}, ["$.passing_score"]),
        ({"duration_minutes": 0}, ["$.duration_minutes"]),
        ({"title": ""}, ["$.title"]),
        ({"questions": []}, ["$.questions"]),
    ],
)
def test_a_slip_in_the_bank_is_found_at_its_place(change, where):
    found = places(bank_json(**change))
    assert [place for place in found if place in where] == where


def test_a_missing_field_is_named():
    data = bank_json()
    del data["passing_score"]
    (problem,) = check_bank(data)[1]
    assert "passing_score" in problem.expected


def test_ids_that_differ_only_in_type_are_the_same_id():
    data = bank_json(questions=[question_json(1), question_json("1"), question_json(3, domain="Reverse")])
    assert places(data) == ["$.questions[0].id", "$.questions[1].id"]


def test_one_slip_hides_no_other():
    data = copy.deepcopy(bank_json(questions_count=9))
    data["domains"][0]["weight"] = 10
    data["questions"][0]["correct"] = 7
    data["questions"][1]["options"] = None
    data["questions"][2]["options"][3] = ""
    assert set(places(data)) == {
        "$.domains",
        "$.questions_count",
        "$.questions[0].correct",
        "$.questions[1].options",
        "$.questions[2].options[3]",
    }


@pytest.mark.parametrize("data", [None, [], 3, "text", {}, {"questions": 3, "domains": {}}])
def test_what_is_no_bank_at_all_is_a_problem_and_no_crash(data):
    document, problems = check_bank(data)
    assert document is None
    assert problems


def test_several_correct_answers_and_numbers_are_kinds_of_question():
    several = with_question(correct=[0, 2])
    number = with_question(options=[], correct=None, numeric={"value": 0.5, "tolerance": 0.01, "unit": "dB"})
    document, problems = check_bank(several)
    assert problems == []
    assert document.questions[0].kind == "multiple"
    assert document.questions[0].correct_options == {0, 2}
    document, problems = check_bank(number)
    assert problems == []
    assert document.questions[0].kind == "numeric"
    assert document.questions[0].numeric == NumericAnswer(value=0.5, tolerance=0.01, unit="dB")


def test_three_thirds_of_two_digits_make_a_hundred():
    thirds = [{"name": name, "weight": 33.33} for name in ("a", "b", "c")]
    data = bank_json(domains=thirds, questions=[question_json(i, domain=name) for i, name in enumerate("abc")])
    assert places(data) == []
