"""Explanations that are written option by option."""

import json

import pytest

from content.explanations import Explanation
from content.importing import LIBRARY
from content.questions import BankDocument, Question

BANKS = sorted(LIBRARY.glob("*/quizzes/*.json"))


def question(explanation, **changes):
    fields = {"id": 1, "domain": "d", "question": "?", "options": ["a", "b", "c", "d"], "correct": 1}
    return Question.model_validate(fields | changes | {"explanation": explanation})


def test_entries_belong_to_the_wrong_options_in_their_order():
    told = Explanation.of(question("Because.\n\nAnd so.\n\n- not a\n- not c,\n  as well\n- not d"))
    assert told.why == "Because.\n\nAnd so."
    assert told.notes == {0: "not a", 2: "not c,\n  as well", 3: "not d"}


def test_with_several_right_options_fewer_entries_are_needed():
    assert Explanation.of(question("Why.\n\n- not b\n- not d", correct=[0, 2])).notes == {1: "not b", 3: "not d"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Because.",
        "Because.\n\n- one\n- two",
        "Because.\n\n- 1\n- 2\n- 3\n- 4",
        "- 1\n- 2\n- 3\n\nThe end.",
        "a - b - c",
    ],
)
def test_any_other_text_stays_whole(text):
    assert Explanation.of(question(text)) == Explanation(text, {})


def test_a_number_has_no_options_to_speak_of():
    number = question("Why.\n\n- 1", options=[], correct=None, numeric={"value": 1.0, "tolerance": 0.0})
    assert Explanation.of(number).notes == {}


@pytest.mark.parametrize("path", BANKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_our_own_banks_say_something_to_each_wrong_option(path):
    document = BankDocument.model_validate(json.loads(path.read_text()))
    silent = [q.id for q in document.questions if q.options and not Explanation.of(q).notes]
    assert silent == []
