"""The bank "Forward diffusion": no tells, explanations for every option, and every number computed."""

import json
import math
import re
from collections import Counter

import pytest
import torch

from content.checking import check_bank, translation_problems
from content.documents import read
from content.importing import LIBRARY
from content.rendering import render_document
from content.sources import Source
from ddpm_reference.schedules import compare_schedules, cosine_beta_schedule, linear_beta_schedule, precompute_schedule

LANGUAGES = ["en", "vi"]
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+")
MOST_LONGEST_KEYS = 0.35
LINEAR = precompute_schedule(linear_beta_schedule(1000, dtype=torch.float64))
COSINE = precompute_schedule(cosine_beta_schedule(1000, dtype=torch.float64))
SHORT = precompute_schedule(linear_beta_schedule(100, dtype=torch.float64))
THREE_STEPS = precompute_schedule(torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64))


def bank(language):
    document, problems = check_bank(json.loads((LIBRARY / language / "quizzes/forward-diffusion.json").read_text()))
    assert problems == []
    return document


def singles(document):
    return [question for question in document.questions if question.kind == "single"]


def agrees(written, value):
    digits = len(written.partition(".")[2])
    return abs(float(written) - float(value)) <= 0.5 * 10**-digits * (1 + 1e-9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_is_spread_evenly_over_the_letters(language):
    document = bank(language)
    counts = Counter(question.correct for question in singles(document))
    assert set(counts) == {0, 1, 2, 3}
    assert max(counts.values()) - min(counts.values()) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_option_is_seldom_the_key(language):
    questions = singles(bank(language))
    longest = [max(range(len(one.options)), key=lambda number: len(one.options[number])) for one in questions]
    hits = sum(number == question.correct for number, question in zip(longest, questions, strict=True))
    assert hits / len(questions) <= MOST_LONGEST_KEYS


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_options_of_a_multiple_question_are_not_the_long_ones(language):
    for question in bank(language).questions:
        if question.kind == "multiple":
            lengths = [len(option) for option in question.options]
            assert lengths.index(max(lengths)) not in question.correct_options


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wrong_option_is_explained(language):
    for question in bank(language).questions:
        wrong = len(question.options) - len(question.correct_options)
        lead, *reasons = question.explanation.split("\n- ")
        assert len(lead.strip()) > 30, question.id
        assert len(reasons) == (wrong if question.options else 0), question.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_links_to_a_section_of_the_lesson(language):
    path = LIBRARY / language / "lessons" / "forward-diffusion.md"
    lesson, _problems = read(Source(path.name, path.read_bytes(), language))
    headings = {heading.anchor: heading.title for heading in render_document(lesson.fields["body"]).contents}
    for question in bank(language).questions:
        assert question.lesson.slug == "forward-diffusion"
        assert headings[question.lesson.section] == question.lesson.title


def test_the_translation_asks_the_same_questions():
    assert translation_problems(bank("vi"), bank("en")) == []
    for english, vietnamese in zip(bank("en").questions, bank("vi").questions, strict=True):
        assert (english.kind, english.code) == (vietnamese.kind, vietnamese.code)
        assert Counter(DECIMAL.findall(english.explanation)) == Counter(DECIMAL.findall(vietnamese.explanation))


def facts():
    """The values that explanations state, and those that the wrong ways named there lead to."""
    values = [value for tensor in THREE_STEPS.values() for value in tensor]
    values += [0.8 * 0.1, 1 - 0.9 * 0.8, 0.1 + 0.2, 0.1 * 0.2]  # two steps: what is asked, and three wrong ways
    values += [0.9 * 4 + 0.1, 4 + 0.1, 0.81 * 4 + 0.1, 0.9 * 4]  # a variance of 4 after a step: right, then wrong
    values += [math.sqrt(2), 1 / 12, 0.5, 0.01, 0.999]
    values += [LINEAR["betas"][0], LINEAR["betas"][-1], LINEAR["alpha_bar"][-1]]
    values += [LINEAR["alpha_bar"][499], COSINE["alpha_bar"][499], SHORT["alpha_bar"][-1], SHORT["sqrt_alpha_bar"][-1]]
    return values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decimal_is_a_computed_value(language):
    values = facts()
    for question in bank(language).questions:
        for text in (question.question, question.explanation, *question.options):
            stray = [number for number in DECIMAL.findall(text) if not any(agrees(number, value) for value in values)]
            assert stray == [], (question.id, stray)


def test_the_numeric_keys_are_computed():
    answers = {question.id: question.numeric for question in bank("en").questions if question.numeric}
    for id_, value in {4: (1 - 0.1) * 4 + 0.1, 7: THREE_STEPS["sqrt_alpha_bar"][2].item()}.items():
        assert abs(answers[id_].value - value) <= answers[id_].tolerance
    # A tolerance must not let the wrong ways through that the explanation names.
    assert all(abs(answers[4].value - wrong) > answers[4].tolerance for wrong in (4.1, 3.34, 3.6))
    wrong_ways = (THREE_STEPS["alpha_bar"][2], THREE_STEPS["sqrt_alpha"][2], THREE_STEPS["sqrt_one_minus_alpha_bar"][2])
    assert all(abs(answers[7].value - wrong) > answers[7].tolerance for wrong in wrong_ways)


def test_the_variance_of_two_steps_of_noise_is_the_keyed_one():
    question = bank("en").by_id()[5]
    assert agrees(question.options[question.correct], 1 - THREE_STEPS["alpha_bar"][1])


def test_the_steps_named_in_the_schedule_questions_are_computed():
    alpha_bar, faded = LINEAR["alpha_bar"], compare_schedules(1000)["linear"]
    half = int((alpha_bar < 0.5).nonzero()[0])
    questions = bank("en").by_id()
    crossing = questions[11]
    steps = [int(re.search(r"\d+", option)[0]) for option in crossing.options]
    assert min(range(4), key=lambda number: abs(steps[number] - half)) == crossing.correct
    assert f"t = {half}" in crossing.explanation
    assert f"{100 * alpha_bar[50]:.0f} %" in crossing.explanation
    assert f"{100 * alpha_bar[500]:.0f} %" in crossing.explanation
    assert f"step {faded} on, for {1000 - faded} of its 1000 steps" in questions[13].explanation


def test_the_line_that_is_keyed_computes_alpha_bar():
    question = bank("en").by_id()[14]
    betas = LINEAR["betas"]
    results = [eval(option.strip("`"), {"torch": torch, "betas": betas}) for option in question.options]
    matching = [number for number, value in enumerate(results) if torch.allclose(value, LINEAR["alpha_bar"])]
    assert matching == [question.correct]


def test_the_code_in_question_fails_as_it_is_keyed():
    question = bank("en").by_id()[15]
    shapes = {"sqrt_alpha_bar": torch.zeros(1000), "t": torch.zeros(8, dtype=torch.long)}
    with pytest.raises(RuntimeError, match="must match the size"):
        exec(question.code, {**shapes, "x_0": torch.zeros(8, 3, 32, 32)})
    exec(question.code, {**shapes, "x_0": torch.zeros(8, 3, 8, 8)})  # the dangerous case that its explanation names
