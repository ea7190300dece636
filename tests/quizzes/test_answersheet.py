"""Forms read as answers: what is right is kept, what is not is told question by question."""

import pytest
from django.http import QueryDict

from quizzes.answersheet import read
from quizzes.papers import Paper


@pytest.fixture
def sheet(attempt):
    paper = Paper(attempt)
    return lambda form: read(paper, QueryDict(form))


def test_positions_are_translated_into_the_banks_own_numbers(attempt):
    attempt.option_order["1"] = [3, 2, 1, 0]
    attempt.option_order["2"] = [1, 3, 0, 2]
    found = read(Paper(attempt), QueryDict("answer-1=0&answer-2=0&answer-2=3"))
    assert found.given == {"1": 3, "2": [1, 2]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("0.5", 0.5), (" 0,5 ", 0.5), ("0,125", 0.125), ("1e-4", 1e-4), ("-3", -3.0), ("1234", 1234.0), ("", None)],
)
def test_a_number_is_read_as_people_write_it(sheet, typed, expected):
    found = sheet(f"answer-3={typed}")
    assert found.given == {"3": expected}
    assert found.errors == {}


@pytest.mark.parametrize("typed", ["abc", "NaN", "inf", "-Infinity", "1e999", "1,2,3", "0.5.1", "x" * 5000, "½"])
def test_what_is_no_number_is_told_with_what_came(sheet, typed):
    found = sheet(f"answer-3={typed}")
    assert found.given == {}
    assert typed[:40] in found.errors[3]
    assert len(found.errors[3]) < 200


def test_a_comma_before_three_digits_is_not_guessed_at(sheet):
    assert "1234 or 1.234" in sheet("answer-3=1,234").errors[3]


@pytest.mark.parametrize("position", ["4", "99", "-1", "x", "1.0", "", "²", "9" * 400])
@pytest.mark.parametrize("number", [1, 2])
def test_an_option_that_is_not_there_is_an_error(sheet, number, position):
    found = sheet(f"answer-{number}={position}")
    assert found.given == {}
    assert "4 options" in found.errors[number]


def test_two_choices_where_one_is_asked_for_are_an_error(sheet):
    assert "got 2" in sheet("answer-1=0&answer-1=2").errors[1]


@pytest.mark.parametrize("name", ["0", "5", "99", "-1", "x", "1.5", "", "9" * 400])
def test_a_question_that_is_not_there_is_told(sheet, name):
    found = sheet(f"answer-{name}=1&answer-1=1")
    assert found.given == {"1": 1}
    assert "from 1 to 4" in found.strangers[0]
    assert len(found.strangers[0]) < 150


def test_one_bad_answer_does_not_lose_the_others(sheet):
    found = sheet("answer-1=2&answer-2=9&answer-3=0.5")
    assert found.given == {"1": 2, "3": 0.5}
    assert set(found.errors) == {2}


def test_empty_boxes_clear_an_answer_only_where_the_form_shows_them(sheet):
    assert sheet("shown=2").given == {"2": None}
    assert sheet("").given == {}
