"""Links between pages of the site: what leads nowhere is refused, what leads near is said."""

import json

import pytest

from content.addresses import rename
from content.importing import import_sources
from content.models import Lesson
from content.sources import Source
from tests.content import factories

pytestmark = pytest.mark.django_db


def lesson(body, slug="noise", fields="", language="en"):
    return Source(f"{slug}.md", f"---\ntitle: {slug}\nslug: {slug}\n{fields}---\n\n{body}\n".encode(), language)


def told(*sources):
    result = import_sources(sources)
    return [str(one) for one in result.problems], [str(one) for one in result.warnings]


@pytest.fixture
def _published():
    factories.lesson("forward", body="## Closed form {#closed}\n")
    factories.lesson("forward", body="## Dạng đóng {#dong}\n", language="vi")
    factories.bank("basics")
    factories.exercise_text("add-noise")


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    "address",
    [
        "/lessons/forward/",
        "/lessons/forward/#closed",
        "/vi/lessons/forward/#dong",
        "/quizzes/basics/",
        "/exercises/add-noise/",
        "/lessons/",
        "/",
        "/vi/results/",
        "#here",
        "#top",
        "https://example.org/nothing",
        "//example.org/nothing",
        "mailto:lan@example.org",
    ],
)
def test_a_link_that_leads_somewhere_is_left_alone(address):
    assert told(lesson(f"## Here {{#here}}\n\n[x]({address})")) == ([], [])


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    "address",
    [
        "/lessons/nothing/",
        "/vi/quizzes/nothing/",
        "/exercises/nothing/#a",
        "forward.md",
        "lessons/forward/",
        "www.a.org",
    ],
)
def test_a_dead_end_is_refused(address):
    problems, _warnings = told(lesson(f"Text.\n\n[x]({address})"))
    (problem,) = problems
    assert problem.startswith("noise.md line 8, column 5: expected ")
    assert f"got '{address}'" in problem


@pytest.mark.usefixtures("_published")
@pytest.mark.parametrize(
    "address", ["#nothing", "/lessons/forward/#nothing", "/vi/lessons/forward/#closed", "/blog/nothing/"]
)
def test_what_leads_near_is_a_warning(address):
    problems, warnings = told(lesson(f"Text.\n\n[x]({address})"))
    assert problems == []
    (warning,) = warnings
    assert warning.startswith("noise.md line 8, column 5: expected ")


def test_lessons_that_come_together_may_point_at_each_other():
    one, two = (
        lesson("[two](/lessons/two/#b)\n\n## A {#a}", "one"),
        lesson("[one](/lessons/one/#a)\n\n## B {#b}", "two"),
    )
    assert told(one, two) == ([], [])


def test_an_address_that_a_lesson_had_leads_to_it():
    factories.lesson("forward", body="## Closed form {#closed}\n")
    rename(Lesson.objects.get(), "closed-form")
    assert told(lesson("[x](/lessons/forward/#closed)")) == ([], [])


def test_a_retired_lesson_is_not_there():
    factories.lesson("forward").item.retire()
    assert len(told(lesson("[x](/lessons/forward/)"))[0]) == 1


def test_a_link_in_a_question_is_told_with_its_path():
    bank = factories.bank_json()
    bank["questions"][1]["explanation"] = "See\n\n[there](/lessons/nothing/)."
    problems, _warnings = told(Source("b.json", json.dumps(bank).encode()))
    assert [problem.split(":")[0] for problem in problems] == ["b.json $.questions[1].explanation, line 3"]


def test_names_that_nobody_has_are_warnings():
    bank = factories.bank_json()
    bank["domains"][0]["lessons"] = [{"title": "x", "slug": "not-there"}]
    bank["questions"][0]["lesson"] = {"slug": "nor-there"}
    sources = [lesson("Text.", fields="quizzes: [basics, other]\nexercises: [more]\n")]
    problems, warnings = told(*sources, Source("b.json", json.dumps(bank).encode()))
    assert problems == []
    assert [warning.split(". ")[0] for warning in warnings] == [
        "noise.md front matter: expected a published question bank, got 'other'",
        "noise.md front matter: expected a published exercise text, got 'more'",
        "b.json $.domains[0].lessons[0].slug: expected a published lesson, got 'not-there'",
        "b.json $.questions[0].lesson.slug: expected a published lesson, got 'nor-there'",
    ]
