"""What holds for every lesson: its numbers are computed, its code runs, its figures exist, both languages agree."""

import re
from pathlib import Path

import pytest

from content.rendering import render_document
from grader.exercises import EXERCISES
from tests.content.numbers import BANKS, FENCE, LANGUAGES, LESSONS, bank, body, facts, fields, run, strays

STATIC = Path(__file__).resolve().parents[2] / "config" / "static"
IMAGE = re.compile(r'<img src="/static/([^"]+)" alt="([^"]+)"')
each_lesson = pytest.mark.parametrize("slug", LESSONS)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_lesson
@in_each_language
def test_every_decimal_in_the_text_is_a_computed_value(slug, language):
    assert strays(FENCE.sub("", body(language, slug)), facts(slug).LESSON) == []


@each_lesson
@in_each_language
def test_the_steps_that_were_computed_are_named(slug, language):
    text = body(language, slug)
    missing = [number for number in facts(slug).MENTIONED if not re.search(rf"(?<![\d.]){number}(?![\d.]\d)", text)]
    assert missing == []


@each_lesson
@in_each_language
def test_the_code_prints_what_the_lesson_says(slug, language):
    blocks = FENCE.findall(body(language, slug))
    assert blocks
    namespace: dict = {}
    for (kind, code), (printed, expected) in zip(blocks[::2], blocks[1::2], strict=True):
        assert (kind, printed) == ("python", "text")
        assert run(code, namespace) == expected


@each_lesson
def test_both_languages_have_the_same_sections_formulas_and_output(slug):
    def displays(text):
        # Words inside a formula are translated; the symbols are not.
        return [re.sub(r"\\text\{[^}]*\}", "", formula) for formula in re.findall(r"\$\$(.*?)\$\$", text, re.DOTALL)]

    def output(text):
        return [code for kind, code in FENCE.findall(text) if kind == "text"]

    english, vietnamese = body("en", slug), body("vi", slug)
    for part in (displays, output, re.compile(r"\{#([\w-]+)\}").findall, re.compile(r'data-figure="(.*?)"').findall):
        assert part(english) == part(vietnamese)


@each_lesson
@in_each_language
def test_every_section_has_a_fixed_anchor(slug, language):
    for line in re.findall(r"^##+ .*", FENCE.sub("", body(language, slug)), re.MULTILINE):
        assert re.search(r"\{#[a-z0-9-]+\}$", line), line


@each_lesson
@in_each_language
def test_every_figure_exists_and_is_described(slug, language):
    text = body(language, slug)
    images = IMAGE.findall(text)
    assert images
    assert len(images) == text.count("<img") == text.count("<figcaption>")
    for name, alt in images:
        assert (STATIC / name).is_file(), name
        assert len(alt) > 40, name


@each_lesson
def test_a_translation_keeps_the_front_matter_that_is_not_words(slug):
    english, vietnamese = fields("en", slug), fields("vi", slug)
    for name in ("sort_order", "duration_minutes", "quizzes", "exercises", "is_free"):
        assert english[name] == vietnamese[name], name
    assert len(english["goals"]) == len(vietnamese["goals"]) >= 3


@each_lesson
def test_the_exercises_and_banks_that_a_lesson_names_exist(slug):
    assert set(fields("en", slug)["exercises"]) <= set(EXERCISES)
    assert set(fields("en", slug)["quizzes"]) <= set(BANKS)


@each_lesson
@in_each_language
def test_a_lesson_renders_without_losing_a_heading_or_a_formula(slug, language):
    text = FENCE.sub("", body(language, slug))
    page = render_document(body(language, slug))
    assert [heading.anchor for heading in page.contents] == re.findall(r"^##+ .*\{#([\w-]+)\}$", text, re.MULTILINE)
    assert page.html.count("\\[") == len(re.findall(r"\$\$.*?\$\$", text, re.DOTALL))


@each_lesson
@in_each_language
def test_the_questions_that_a_lesson_asks_exist(slug, language):
    for bank_slug, question in re.findall(r"^!check ([\w-]+)/(\w+)$", body(language, slug), re.MULTILINE):
        assert question in {str(id_) for id_ in bank(language, bank_slug).by_id()}
