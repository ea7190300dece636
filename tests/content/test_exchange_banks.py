"""Banks through Moodle XML and GIFT and back: nothing of a bank of ours is lost on the way."""

import json

import pytest
from hypothesis import given, settings

from content.checking import check_bank
from content.documents import read
from content.exchange.gift_writer import write_gift
from content.exchange.moodle_writer import write_moodle
from content.importing import LIBRARY
from content.sources import Source
from tests.content.factories import bank_json, question_json, steps_json
from tests.content.generated import banks

LIBRARY_BANKS = sorted(LIBRARY.glob("*/quizzes/*.json"))
FORMATS = {"xml": write_moodle, "gift": write_gift}
in_each_format = pytest.mark.parametrize("ending", FORMATS)


def there_and_back(content, ending):
    document, problems = read(Source(f"bank.{ending}", FORMATS[ending](content).encode()))
    assert [str(problem) for problem in problems] == []
    native, _problems = read(Source("bank.json", json.dumps(content).encode()))
    assert [warning.got for warning in document.warnings] == [warning.got for warning in native.warnings]
    return document.fields["content"]


@in_each_format
@settings(max_examples=40, deadline=None)
@given(content=banks())
def test_a_bank_comes_back_as_it_was(ending, content):
    assert check_bank(content)[1] == []
    assert there_and_back(content, ending) == content


@in_each_format
@pytest.mark.parametrize("path", LIBRARY_BANKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_bank_of_the_library_comes_back_as_it_was(path, ending):
    content = json.loads(path.read_text())
    assert there_and_back(content, ending) == content


@in_each_format
def test_every_kind_and_every_field_comes_back(ending):
    """By example, and with the awkward ones spelt out."""
    numeric = {"value": -3.75, "tolerance": 1e-07, "unit": "m/s : {x}"}
    free = steps_json(4, 4, any_order=[[1, 2]], with_previous=True)
    questions = [
        question_json(1, code="if a < b:\n\tprint('~=#{}:\\n')", hints=["One {hint}.", "- two\n- three"]),
        question_json("two", options=["a = b", "a ~ b", "50% #", "{x: y}\\n"], correct=[0, 3]),
        question_json(3, options=[], correct=None, numeric=numeric),
        {name: value for name, value in free.items() if name not in ("options", "correct")},
        question_json("05", domain="Reverse", explanation="Why.\n\n- not one\n- not three\n- not four"),
        question_json(-1, lesson={"slug": "forward", "section": "steps"}, explanation=" a \n b  \nc "),
    ]
    del questions[2]["options"], questions[2]["correct"]
    content = bank_json(questions=questions, questions_count=6, shuffle_options=False, language="vi", own={"kept": 1})
    assert there_and_back(content, ending) == content


@in_each_format
def test_a_domain_without_questions_and_names_that_moodle_would_run_together_come_back(ending):
    names = ["a/b", "/a", "a/", " a", "a", "a  b"]
    domains = [{"name": name, "weight": weight} for name, weight in zip(names, (10, 10, 10, 10, 30, 30), strict=True)]
    content = bank_json(
        domains=domains, questions=[question_json(1, domain="a"), question_json(2, domain=" a")], questions_count=2
    )
    assert there_and_back(content, ending) == content


@in_each_format
def test_the_order_of_questions_holds_where_domains_alternate(ending):
    domains = ["Forward", "Reverse", "Forward", "Reverse"]
    questions = [question_json(number, domain=domain) for number, domain in enumerate(domains)]
    content = bank_json(questions=questions, questions_count=4)
    assert there_and_back(content, ending) == content


def edited(content, ending, before, after):
    text = FORMATS[ending](content)
    assert text.count(before) == 1
    document, problems = read(Source(f"bank.{ending}", text.replace(before, after).encode()))
    assert problems == []
    return document.fields["content"]["questions"][0]


@in_each_format
def test_whoever_edits_the_text_in_the_other_program_is_believed_over_the_note(ending):
    content = bank_json(questions=[question_json(1, question="An  odd text?", explanation="two  spaces")])
    content["questions_count"] = 1
    assert there_and_back(content, ending)["questions"][0]["question"] == "An  odd text?"
    question = edited(content, ending, "<p>An  odd text?</p>", "<p>Another text?</p>")
    assert question["question"] == "Another text?"
    assert question["explanation"] == "two  spaces"
