"""What holds for every bank: no tells, an explanation for each option, computed numbers, the same in both languages."""

import re
from collections import Counter
from itertools import combinations, permutations

import pytest

from content.checking import translation_problems
from content.explanations import Explanation
from content.marking import mark
from content.orderings import broken_pairs, required_pairs
from content.rendering import render_document
from tests.content.numbers import BANKS, DECIMAL, LANGUAGES, LESSONS, bank, body, facts, strays

FEWEST_QUESTIONS = 18
MOST_TELLS = 0.35  # guessing gives a quarter
each_bank = pytest.mark.parametrize("slug", BANKS)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def singles(document):
    return [question for question in document.questions if question.kind == "single"]


def ordered(document):
    return [question for question in document.questions if question.kind == "order"]


def average(marks):
    return float(sum(marks) / len(marks))


def longest(options):
    return max(range(len(options)), key=lambda number: len(options[number]))


def odd_one_out(options):
    """The option that shares the fewest words with the others: what a guesser would call the odd one out."""
    words = [set(re.findall(r"[\w\\]+", option.lower())) for option in options]
    shared = [sum(len(one & other) / max(1, len(one | other)) for other in words if other is not one) for one in words]
    return shared.index(min(shared))


def quotes(text, option):
    return re.search(rf"(?<![\w.]){re.escape(option.strip('`$'))}(?!\w|\.\d)", text) is not None


@each_bank
@in_each_language
def test_a_bank_is_long_enough_and_of_several_kinds(slug, language):
    document = bank(language, slug)
    kinds = Counter(question.kind for question in document.questions)
    assert len(document.questions) >= FEWEST_QUESTIONS
    assert min(kinds["single"], kinds["multiple"], kinds["numeric"], kinds["order"]) >= 2
    assert any(question.code for question in document.questions)


@each_bank
@in_each_language
def test_the_key_is_spread_evenly_over_the_letters(slug, language):
    counts = Counter(question.correct for question in singles(bank(language, slug)))
    assert max(counts[letter] for letter in range(4)) - min(counts[letter] for letter in range(4)) <= 1


@each_bank
@in_each_language
@pytest.mark.parametrize("guess", [longest, odd_one_out])
def test_a_guesser_is_seldom_right(slug, language, guess):
    questions = singles(bank(language, slug))
    hits = [question.id for question in questions if guess(question.options) == question.correct]
    assert len(hits) / len(questions) <= MOST_TELLS, hits


@each_bank
@in_each_language
def test_right_options_of_a_multiple_question_are_not_the_long_ones(slug, language):
    questions = [question for question in bank(language, slug).questions if question.kind == "multiple"]
    hits = [question.id for question in questions if longest(question.options) in question.correct_options]
    assert len(hits) <= len(questions) / 2, hits


@each_bank
@in_each_language
@pytest.mark.parametrize("rule", [str.lower, len], ids=["alphabet", "length"])
@pytest.mark.parametrize("backwards", [False, True], ids=["forwards", "backwards"])
def test_steps_put_in_order_by_how_they_read_earn_little(slug, language, rule, backwards):
    def guess(question):
        return sorted(range(len(question.order)), key=lambda step: rule(question.order[step]), reverse=backwards)

    marks = {question.id: mark(question, guess(question)) for question in ordered(bank(language, slug))}
    assert average(marks.values()) <= MOST_TELLS, marks


@each_bank
def test_steps_left_as_they_are_shown_or_turned_over_earn_little(slug):
    as_shown, turned_over = [], []
    for question in ordered(bank("en", slug)):
        orders = [list(order) for order in permutations(range(len(question.order)))]
        shown = [order for order in orders if broken_pairs(question, order)]  # a right order is never shown
        as_shown.append(average([mark(question, order) for order in shown]))
        turned_over.append(average([mark(question, order[::-1]) for order in shown]))
    assert max(average(as_shown), average(turned_over)) <= MOST_TELLS


@each_bank
@in_each_language
def test_every_wrong_option_is_explained(slug, language):
    for question in bank(language, slug).questions:
        wrong = len(question.options) - len(question.correct_options)
        lead, *reasons = question.explanation.split("\n- ")
        assert len(lead.strip()) > 30, question.id
        if question.kind == "order":
            assert len(reasons) >= 2, question.id  # orders that are likely to be given, and what goes wrong in each
        else:
            assert len(reasons) == (wrong if question.options else 0), question.id


@each_bank
@in_each_language
def test_a_reason_that_quotes_a_wrong_option_is_about_that_option(slug, language):
    """Self-checks show each reason beside its option, by their order."""
    for question in bank(language, slug).questions:
        for number, reason in Explanation.of(question).notes.items():
            quoted = {other for other in Explanation.of(question).notes if quotes(reason, question.options[other])}
            assert not quoted or number in quoted, (question.id, reason)


@each_bank
@in_each_language
def test_every_question_links_to_a_section_of_a_lesson(slug, language):
    headings = {
        (lesson, heading.anchor): heading.title
        for lesson in LESSONS
        for heading in render_document(body(language, lesson)).contents
    }
    for question in bank(language, slug).questions:
        assert headings[question.lesson.slug, question.lesson.section] == question.lesson.title, question.id


@each_bank
@in_each_language
def test_every_domain_names_a_lesson_that_exists(slug, language):
    for domain in bank(language, slug).domains:
        assert domain.lessons
        assert {lesson.slug for lesson in domain.lessons} <= set(LESSONS)


@each_bank
def test_the_translation_asks_the_same_questions(slug):
    english, vietnamese = bank("en", slug), bank("vi", slug)
    assert translation_problems(vietnamese, english) == []
    for one, other in zip(english.questions, vietnamese.questions, strict=True):
        assert (one.kind, one.code, len(one.hints)) == (other.kind, other.code, len(other.hints)), one.id
        assert one.lesson.section == other.lesson.section
        assert Counter(DECIMAL.findall(one.explanation)) == Counter(DECIMAL.findall(other.explanation)), one.id


@each_bank
@in_each_language
def test_every_decimal_is_a_computed_value(slug, language):
    values = facts(slug).BANK
    for question in bank(language, slug).questions:
        steps = [step for step in question.order if not step.startswith("`")]  # code is held to what it does
        for text in (question.question, question.explanation, *question.options, *steps, *question.hints):
            assert strays(text, values) == [], question.id


@each_bank
def test_steps_in_the_order_of_a_number_are_in_the_order_of_that_number(slug):
    questions = bank("en", slug).by_id()
    for id_, values in getattr(facts(slug), "RANKED", {}).items():
        pairs = required_pairs(questions[id_])
        grows = values[-1] > values[0]
        for one, other in combinations(range(len(values)), 2):
            expected = (values[one] < values[other]) == grows if (one, other) in pairs else values[one] == values[other]
            assert expected, (id_, one, other)


@each_bank
def test_the_numeric_keys_are_computed_and_no_named_mistake_passes(slug):
    answers = {question.id: question.numeric for question in bank("en", slug).questions if question.numeric}
    computed = facts(slug).ANSWERS
    assert set(answers) == set(computed)
    for id_, (value, mistakes) in computed.items():
        assert abs(answers[id_].value - value) <= answers[id_].tolerance, id_
        assert all(abs(answers[id_].value - wrong) > answers[id_].tolerance for wrong in mistakes), id_
