"""Questions inside a lesson."""

import re

import pytest

from content.rendering import render_document
from tests.content import factories

pytestmark = pytest.mark.django_db

QUESTIONS = [
    factories.question_json(1, question="What is $x$?", options=["`one`", "two"], correct=1, explanation="**Since.**"),
    factories.question_json(2, correct=[0, 2], code="x = 1"),
    {"id": 3, "domain": "Forward", "question": "How much?", "numeric": {"value": 0.25, "tolerance": 0.01}},
    factories.steps_json(4, 4, any_order=[[0, 1]]),
]


@pytest.fixture
def bank():
    return factories.bank("basics", factories.bank_json(questions=QUESTIONS))


def lesson_page(client, body, path="/lessons/forward/"):
    factories.lesson(body=body)
    return client.get(path).content.decode()


def test_a_question_stands_where_its_line_was(client, bank):
    html = lesson_page(client, "Before.\n!check basics/1\nAfter.\n")
    before, box, after = re.split(r'(<div class="self-check".*?</details>\s*</div>)', html, flags=re.DOTALL)
    assert before.rstrip().endswith("<p>Before.</p>")
    assert after.lstrip().startswith("<p>After.</p>")
    assert 'id="check-basics-1"' in box
    assert '<span class="arithmatex">\\(x\\)</span>' in box
    assert box.count("<code>one</code>") == 1  # an option; the answer names the other
    assert re.search(r"<details.*two.*<strong>Since\.</strong>.*</details>", box, re.DOTALL)


def test_the_right_options_are_marked_for_the_script(client, bank):
    html = lesson_page(client, "!check basics/1\n\n!check basics/2\n")
    options = re.findall(r'<li class="option"( data-right)?>', html)
    assert [bool(right) for right in options] == [False, True, True, False, True, False]
    assert 'data-self-check="multiple"' in html
    assert html.count('class="highlight"') == 1


@pytest.mark.parametrize("path", ["/lessons/forward/", "/vi/lessons/forward/"])
def test_a_number_keeps_its_point_for_the_script(client, bank, path):
    html = lesson_page(client, "!check basics/3\n", path)
    assert 'data-value="0.25" data-tolerance="0.01"' in html


def test_steps_are_shuffled_with_what_comes_before_each_for_the_script_and_folded_out_in_order(client, bank):
    shown, answer = lesson_page(client, "!check basics/4\n").split('<details class="self-check__answer">')
    order = re.findall(r'data-step="(\d)"', shown)
    assert sorted(order) == ["0", "1", "2", "3"]
    assert order not in (["0", "1", "2", "3"], ["1", "0", "2", "3"])
    assert dict(re.findall(r'data-step="(\d)" data-after="([\d ]*)"', shown)) == {"2": "0 1", "3": "0 1 2"}
    assert re.findall(r"Step \d", shown) == [f"Step {step}" for step in order]
    assert re.findall(r"Step \d", answer) == ["Step 0", "Step 1", "Step 2", "Step 3"]
    assert "<select" not in shown


def test_steps_stand_in_the_same_order_at_each_visit(client, bank):
    pages = [re.findall(r'data-step="(\d)"', lesson_page(client, "!check basics/4\n")) for _ in range(3)]
    assert pages[0] == pages[1] == pages[2]


def test_a_question_is_asked_in_the_language_of_the_lesson(client, bank):
    vietnamese = factories.bank_json(questions=[factories.question_json(1, question="Câu hỏi?")])
    factories.bank("basics", vietnamese, language="vi")
    factories.lesson(body="!check basics/1\n", language="vi")
    assert "Câu hỏi?" in client.get("/vi/lessons/forward/").content.decode()


def test_a_question_that_is_gone_leaves_no_trace(client, bank):
    bank.item.retire()
    html = lesson_page(client, "Before.\n\n!check basics/1\n")
    assert "data-check" not in html
    assert "self-check" not in html
    assert "Before." in html


def test_scripts_come_only_where_they_are_needed(client, bank):
    assert "js/check." not in lesson_page(client, "Text.\n")
    html = lesson_page(client, "!check basics/1\n")
    assert "js/check." in html
    assert "js/figures." not in html
    assert "js/ordering." not in html
    assert "js/ordering." in lesson_page(client, "!check basics/4\n")


def test_all_questions_of_a_lesson_take_two_queries(client, bank, django_assert_num_queries):
    factories.bank("more", factories.bank_json(slug="more", questions=QUESTIONS))
    factories.lesson(body="".join(f"!check {slug}/{number}\n" for slug in ("basics", "more") for number in (1, 2, 3)))
    with django_assert_num_queries(4):  # the outline, the body, the banks, what was set right about them
        client.get("/lessons/forward/")


@pytest.mark.parametrize("given", ["basics", "Basics/1", "basics/1 more", "a/b/c", "basics/<b>"])
def test_a_line_of_another_form_stays_text(given):
    assert "data-check" not in render_document(f"!check {given}\n").html


def test_a_check_line_in_code_stays_code():
    assert "!check basics/1" in render_document("```text\n!check basics/1\n```\n").html


def test_a_figure_keeps_its_name_and_nothing_else():
    figure = '<figure class="interactive button" data-figure="noising" data-x="1" id="fig-1"></figure>\n'
    html = render_document(figure).html
    assert '<figure class="interactive" data-figure="noising" id="fig-1">' in html
    assert "data-figure" not in render_document('<figure data-figure="../evil"></figure>\n').html
    assert "data-figure" not in render_document('<p data-figure="noising">x</p>\n').html
