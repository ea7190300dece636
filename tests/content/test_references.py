"""What a lesson points at has to be there: pictures, figures that move, questions."""

import json

import pytest

from content.importing import import_sources
from content.models import Lesson
from content.sources import Source
from tests.content import factories

pytestmark = pytest.mark.django_db

HEADER = "---\ntitle: Forward\nslug: forward\n---\n\n"
FIGURE = """<figure class="interactive" data-figure="noising" id="fig">
<img src="/static/figures/noising.svg" alt="A digit.">
</figure>
"""


def problems_of(body, *more, language="en", name="forward.md"):
    header = HEADER if name.endswith(".md") else "---\ntitle: Forward\nslug: forward\n---\n"
    return import_sources([Source(name, (header + body).encode(), language), *more]).problems


def test_a_figure_and_a_question_that_are_there_are_imported():
    factories.bank("basics")
    assert problems_of(f"Text.\n\n{FIGURE}\n!check basics/2\n") == []
    assert Lesson.objects.published().exists()


def test_the_bank_may_come_in_the_same_import():
    bank = Source("b.json", json.dumps(factories.bank_json()).encode())
    assert problems_of("!check basics/2\n", bank) == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("Text.\n\n!check basics/9\n", 8, "'9'"),
        ("!check nowhere/1\n", 6, "nowhere"),
        ("Text.\n\n!check basics\n", 8, "!check BANK-SLUG/QUESTION-ID"),
        ("Text.\n\n  !check basics/1\n", 8, "!check BANK-SLUG/QUESTION-ID"),
        ('Text.\n\n<figure data-figure="nothing"></figure>\n', 8, "nothing"),
        ('\n\nText.\n\n<img src="/static/figures/nothing.svg" alt="No.">\n', 10, "nothing.svg"),
        ("## One {#same}\n\n<figure id='same'></figure>\n", 6, "same"),
        ("!check basics/1\n\n!check basics/1\n", 6, "2 times"),
    ],
)
def test_what_is_not_there_is_named_with_its_line(body, line, words):
    factories.bank("basics")
    (problem,) = problems_of(body)
    assert problem.file == "forward.md"
    assert problem.where == f"line {line}"
    assert words in str(problem)
    assert not Lesson.objects.exists()


def test_every_broken_reference_is_listed_at_once():
    assert len(problems_of("!check a/1\n\n!check b/1\n\n!check c\n")) == 3


def test_a_check_line_in_code_is_code():
    assert problems_of("```text\n!check nowhere/1\n  !check\n```\n") == []


def test_a_translation_is_held_to_the_bank_in_its_language():
    factories.bank("basics", factories.bank_json(questions=[factories.question_json(7)]))
    factories.bank("basics", factories.bank_json(questions=[factories.question_json(1)]), language="vi")
    assert problems_of("!check basics/1\n", language="vi") == []
    (problem,) = problems_of("!check basics/7\n", language="vi")
    assert "'7'" in str(problem)


def test_a_retired_bank_is_not_there():
    factories.bank("basics").item.retire()
    (problem,) = problems_of("!check basics/1\n")
    assert "published question bank" in str(problem)


def test_an_html_lesson_names_its_questions_too():
    factories.bank("basics")
    assert problems_of('<p>Text.</p>\n<div data-check="basics/1"></div>\n', name="forward.html") == []
    (problem,) = problems_of('<p>Text.</p>\n<div data-check="basics/9"></div>\n', name="forward.html")
    assert problem.where == "line 6"
