"""The linter of question banks: what a guesser scores, and what each check finds and leaves alone."""

import json

import pytest
from scipy.stats import binom

from content.importing import LIBRARY
from content.linting.bank import lint
from content.linting.findings import Severity
from content.linting.guessers import _luck
from content.questions import BankDocument
from tests.content.factories import question_json, steps_json

LONG = "the option that says a good deal more than any of the other three beside it"
SHORT = ["a short one", "a second one", "a third one", "a fourth one"]
LIBRARY_BANKS = sorted(LIBRARY.glob("*/quizzes/*.json"))


def bank(questions, **changes):
    document = {
        "title": "Telling",
        "slug": "telling",
        "duration_minutes": 40,
        "passing_score": 70,
        "domains": [{"name": "Forward", "weight": 100}],
        "questions": questions,
    }
    return BankDocument.model_validate(document | changes)


def telling(id_, correct, *, long=True, **changes):
    """A question whose right option is the longest, or one in which the options are of one length."""
    subject = "abcdefghijklmnopqrstuvwxyz"[id_] * 5
    options = [f"{text} of {subject}" for text in SHORT]
    if long:
        options[correct] = f"{LONG} in {subject}"
    explanation = f"Because {options[correct]}."
    return question_json(
        id_, question=f"What is {subject}?", options=options, correct=correct, explanation=explanation, **changes
    )


def published_style_bank(**changes):
    """Twenty questions, of which B is right in 16 and the longest option in 18, as in a bank that was published."""
    letters = [1] * 16 + [2] * 3 + [0]
    questions = [telling(id_, letter, long=id_ > 1) for id_, letter in enumerate(letters)]
    for id_ in (0, 1):
        questions[id_]["options"] = [f"{word} {id_}" for word in ("one", "two", "six", "ten")]
        questions[id_]["explanation"] = f"It is two {id_}."
    return bank(questions, **changes)


def sound_question(id_):
    """A question whose key, length and looks say nothing: letters take turns, and so do lengths."""
    word = "abcdefghijklmnopqrstuvwxyz"[id_] * 4
    options = [f"{word} {'x' * (2 + (id_ // 4 + number) % 4)} {'pqrs'[number] * 3}" for number in range(4)]
    return question_json(
        id_, question=f"Which {word}?", options=options, correct=id_ % 4, explanation=f"It is {options[id_ % 4]}."
    )


def checks(report, *severities):
    return {finding.check for finding in report.findings if not severities or finding.severity in severities}


def only(report, check):
    (finding,) = [finding for finding in report.findings if finding.check == check]
    return finding


def guesser(report, rule):
    return next(one for one in report.guessers if one.rule == rule)


def test_the_table_says_what_each_guesser_scores_against_the_passing_score():
    report = lint(published_style_bank())
    assert report.passing_score == 70
    scores = {one.rule: (one.right, one.share, one.percent, one.passes) for one in report.guessers}
    assert scores["always-a"] == (1, 5, 5, False)
    assert scores["always-b"] == (16, 80, 80, True)
    assert scores["always-c"] == (3, 15, 15, False)
    assert scores["always-d"] == (0, 0, 0, False)
    assert scores["longest"] == (18, 90, 90, True)
    assert scores["shortest"] == (0, 0, 0, False)


def test_a_bank_that_is_passed_without_the_lesson_is_a_serious_finding():
    finding = only(lint(published_style_bank()), "passes-longest")
    assert finding.severity == Severity.SERIOUS
    assert "90\xa0%" in finding.what
    assert "70\xa0%" in finding.what


def test_letters_are_less_serious_where_the_site_shuffles_the_options():
    assert only(lint(published_style_bank()), "passes-always-b").severity == Severity.WARNING
    fixed = lint(published_style_bank(shuffle_options=False))
    assert only(fixed, "passes-always-b").severity == Severity.SERIOUS


def test_scores_are_by_the_banks_own_marking_with_its_weights():
    questions = [telling(id_, 1 if id_ < 9 else 0, domain="Forward" if id_ < 9 else "Reverse") for id_ in range(12)]
    weights = [{"name": "Forward", "weight": 20}, {"name": "Reverse", "weight": 80}]
    found = guesser(lint(bank(questions, domains=weights)), "always-b")
    assert (found.share, found.percent) == (75, 20)


def test_every_letter_that_has_an_option_is_guessed():
    report = lint(bank([question_json(1, options=list("pqrstu"), correct=5)]))
    assert [one.rule for one in report.guessers][:6] == [f"always-{letter}" for letter in "abcdef"]
    assert guesser(report, "always-f").percent == 100


def test_in_a_question_with_several_right_options_a_guesser_ticks_by_the_same_rule():
    several = question_json(1, options=["x" * 20, "y" * 18, "z", "w" * 2], correct=[0, 1])
    report = lint(bank([several]))
    assert guesser(report, "longest").percent == 100
    assert guesser(report, "shortest").percent == 0
    assert guesser(report, "always-a").percent == 50


def test_steps_are_guessed_by_their_length():
    steps = steps_json(id_=1, order=["take the whole of the noise", "add it to x", "stop"])
    report = lint(bank([steps]))
    assert guesser(report, "longest").percent == 100
    assert guesser(report, "shortest").percent == 0
    assert not any(one.rule.startswith("always") for one in report.guessers)


def test_a_rule_that_has_nothing_to_say_earns_nothing():
    report = lint(bank([question_json(1, options=["aa", "bb", "cc", "dd"])]))
    assert (guesser(report, "longest").says, guesser(report, "longest").percent) == (0, 0)


def test_a_formula_is_as_long_as_it_looks():
    options = [r"$\sqrt{\bar\alpha_t}$", "a longer one", "b", "c"]
    assert guesser(lint(bank([question_json(1, options=options, correct=1)])), "longest").percent == 100


def test_of_an_even_count_of_numbers_a_guesser_takes_either_of_the_middle_two():
    report = lint(bank([question_json(1, options=["30 steps", "10 steps", "40 steps", "20 steps"], correct=3)]))
    assert (guesser(report, "middle-number").says, guesser(report, "middle-number").percent) == (1, 50)


def test_a_number_to_give_is_guessed_from_the_numbers_in_the_question():
    numeric = question_json(1, question="With β between 0.1 and 0.5 and 0.3 in the middle?", numeric={"value": 0.3})
    numeric["numeric"]["tolerance"] = 0.01
    del numeric["options"], numeric["correct"]
    report = lint(bank([numeric]))
    assert guesser(report, "middle-number").percent == 100
    assert only(report, "number-in-question").path == "$.questions[0].question"


def test_the_odd_one_out_shares_the_fewest_words():
    options = ["adds noise to x", "adds noise to y", "adds noise to z", "learns nothing"]
    assert guesser(lint(bank([question_json(1, options=options, correct=3)])), "odd-one-out").percent == 100


def test_a_letter_that_is_right_too_often_and_one_that_never_is_are_both_named():
    findings = [finding for finding in lint(published_style_bank()).findings if finding.check == "letter-share"]
    assert [finding.what.split(" (")[0] for finding in findings] == [
        "B is right in 16 of 20 questions",
        "D is right in none of 20 questions",
    ]
    assert "A 1, B 16, C 3, D 0" in findings[0].what


def test_the_longest_option_rule_is_named_with_what_luck_would_give():
    finding = only(lint(published_style_bank()), "longest-is-right")
    assert "18 of 18" in finding.what
    assert "4.5" in finding.why


def test_a_sound_bank_has_no_finding():
    assert lint(bank([sound_question(id_) for id_ in range(16)])).findings == []


def test_a_few_questions_are_too_few_to_speak_of_a_habit():
    few = lint(bank([telling(id_, 1) for id_ in range(2)]))
    assert {"passes-always-b", "passes-longest"} <= checks(few, Severity.NOTE)
    assert not checks(few, Severity.SERIOUS)


@pytest.mark.parametrize(
    "option",
    [
        "All of the above",
        "None of the above.",
        "None of these",
        "Both A and C",
        "A and B",
        "a, b and c are correct",
        "All of the answers are right",
        "Tất cả các đáp án trên",
        "Tất cả đều đúng",
        "Cả A và B",
        "Cả hai phương án",
        "Không có đáp án nào đúng",
        "A, B và C đều đúng",
    ],
)
def test_an_option_about_other_options_is_found(option):
    report = lint(bank([question_json(1, options=["x", "y", "z", option])]))
    assert only(report, "about-options").path == "$.questions[0].options[3]"
    assert only(report, "about-options").severity == Severity.WARNING


@pytest.mark.parametrize(
    "option",
    [
        "All of them in one of the two bumps",
        "All steps at once",
        "None of these pictures was seen in training",
        "A and then a second picture",
        "A network",
        "Không phần nào, vì mạng có mặt trong mọi phân kỳ",
        "Tất cả các bước",
        "Cả hai như nhau",
    ],
)
def test_an_option_about_something_else_is_left_alone(option):
    assert "about-options" not in checks(lint(bank([question_json(1, options=["x", "y", "z", option])])))


def test_none_of_them_may_mean_the_things_asked_about_and_is_only_a_note():
    report = lint(bank([question_json(1, options=["x", "y", "z", "None of them"])]))
    assert only(report, "about-options").severity == Severity.NOTE


def test_two_questions_that_ask_the_same_are_found():
    stem = "Which factor stands in front of the noise when a clean picture is noised"
    questions = [
        question_json(1, question=f"{stem} at once?", options=["aa", "bb", "cc", "dd"]),
        sound_question(5),
        question_json(3, question=f"{stem} in steps?", options=["ee", "ff", "gg", "hh"]),
    ]
    finding = only(lint(bank(questions)), "alike-questions")
    assert finding.path == "$.questions[2]"
    assert "“1”" in finding.what


def test_a_manner_of_asking_is_no_repetition():
    questions = [sound_question(id_) | {"question": "Which statements are true?"} for id_ in range(6)]
    assert "alike-questions" not in checks(lint(bank(questions)))


def test_the_same_text_with_other_numbers_to_give_is_another_question():
    stem = "Before a step with β equal to {} a pixel has variance {}; what is its variance after the step"
    questions = []
    for id_, (beta, variance, value) in enumerate([(0.1, 4, 3.7), (0.2, 9, 7.4)]):
        numeric = {"value": value, "tolerance": 0.01}
        question = question_json(id_, question=stem.format(beta, variance), numeric=numeric)
        del question["options"], question["correct"]
        questions.append(question)
    assert "alike-questions" not in checks(lint(bank(questions)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adds noise.", "adds  noise"),
        ("$x_t$", "`x_t`"),
        ("0.5", "0.50"),
        ("the mean of every batch", "the mean of every batches"),
        ("Thêm nhiễu", "thêm nhiễu."),
    ],
)
def test_options_that_say_the_same_are_found(one, other):
    report = lint(bank([question_json(1, options=["p", one, "q", other])]))
    assert only(report, "alike-options").path == "$.questions[0].options[3]"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"$x-\varepsilon$", r"$x+\varepsilon$"),
        ("0.5", "0.05"),
        ("The loss increases with every step", "The loss decreases with every step"),
        ("correlated with the first noise", "uncorrelated with the first noise"),
        ("the mean of x and y", "the mean of y and x"),
        ("`a[0]`", "`a[1]`"),
    ],
)
def test_options_that_differ_in_what_matters_are_left_alone(one, other):
    assert "alike-options" not in checks(lint(bank([question_json(1, options=["p", one, "q", other])])))


def test_steps_that_say_the_same_are_found():
    report = lint(bank([steps_json(id_=1, order=["draw noise", "add it", "Draw noise."])]))
    assert only(report, "alike-options").path == "$.questions[0].order[2]"


def test_a_question_without_an_explanation_is_found():
    finding = only(lint(bank([question_json(1), question_json(2, explanation=" ")])), "no-explanation")
    assert finding.path == "$.questions[1].explanation"


@pytest.mark.parametrize(
    ("question", "explanation", "mentions"),
    [
        ({"options": ["the variance", "the mean"], "correct": 1}, "Means add up.", True),
        ({"options": ["the variance", "the mean"], "correct": 1}, "Spreads add up.", False),
        ({"options": ["phương sai", "kỳ vọng"], "correct": 1}, "Kỳ vọng cộng lại.", True),
        ({"options": ["1", "2"], "correct": [0, 1]}, "It is 1.", False),
        ({"options": ["0.50", "2"], "correct": 0}, "It is 0.5.", True),
        ({"options": [], "correct": None, "numeric": {"value": 3.7, "tolerance": 0.01}}, "So it is 3.70.", True),
        ({"options": [], "correct": None, "numeric": {"value": -3.7, "tolerance": 0.01}}, "So it is −3.7.", True),
        ({"options": [], "correct": None, "numeric": {"value": 3.7, "tolerance": 0.01}}, "So it is 3.6.", False),
    ],
)
def test_an_explanation_names_the_right_answer(question, explanation, mentions):
    report = lint(bank([question_json(1, **question, explanation=explanation)]))
    assert ("key-not-mentioned" in checks(report)) is not mentions


def test_paraphrases_are_noted_and_explanations_that_slipped_apart_are_a_warning():
    questions = [sound_question(id_) for id_ in range(8)]
    questions[0]["explanation"] = "Something else."
    assert only(lint(bank(questions)), "key-not-mentioned").severity == Severity.NOTE
    told = [question["explanation"] for question in questions]
    for question, explanation in zip(questions, [*told[1:], told[0]], strict=True):
        question["explanation"] = explanation.removeprefix("It is ").split()[0]
    shifted = [finding for finding in lint(bank(questions)).findings if finding.check == "key-not-mentioned"]
    assert {finding.severity for finding in shifted} == {Severity.WARNING}


@pytest.mark.parametrize("text", ["Option B is right.", "Đáp án C đúng.", "See answer (A)."])
def test_an_explanation_that_names_a_letter_is_found_where_letters_change(text):
    questions = [question_json(1, explanation=f"two. {text}")]
    assert "names-a-letter" in checks(lint(bank(questions)))
    assert "names-a-letter" not in checks(lint(bank(questions, shuffle_options=False)))


def test_reading_is_measured_in_words_and_letters_between_spaces():
    reading = lint(bank([question_json(1, question="Ab cd ef. Gh $x_t + y$?", options=["i", "j", "k", "l"])])).reading
    assert (reading.words, reading.sentences, reading.letters) == (9, 6, 13)
    assert (reading.words_per_sentence, reading.letters_per_word) == (1.5, 1.4)


def test_a_sentence_and_a_question_that_are_too_long_are_noted_in_any_language():
    for word in ("word", "chữ"):
        sentence = " ".join([word] * 41) + "?"
        question = " ".join([" ".join([word] * 39) + "."] * 4)
        report = lint(bank([question_json(1, question=sentence), question_json(2, question=question)]))
        found = [finding for finding in report.findings if finding.check == "hard-to-read"]
        assert ["41" in found[0].what, "156" in found[1].what] == [True, True]


def test_a_field_that_is_a_slip_of_the_pen_is_found_and_a_field_of_ones_own_is_not():
    question = question_json(1, explantion="x", reviewer="lan")
    assert only(lint(bank([question])), "unknown-field").path == "$.questions[0].explantion"


def test_findings_come_with_their_place_their_reason_and_a_remedy_the_serious_ones_first():
    report = lint(published_style_bank())
    assert all(finding.path and finding.what and finding.why and finding.remedy for finding in report.findings)
    order = [finding.severity for finding in report.findings]
    assert order == sorted(order, key=list(Severity).index)


@pytest.mark.parametrize("path", LIBRARY_BANKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_our_own_banks_pass(path):
    report = lint(BankDocument.model_validate(json.loads(path.read_text())))
    assert [str(finding) for finding in report.findings if finding.severity != Severity.NOTE] == []
    assert max(one.percent for one in report.guessers) < report.passing_score - 20


@pytest.mark.parametrize(("hits", "count"), [(0, 3), (3, 3), (1300, 5000), (1250, 5000), (1600, 5000)])
def test_luck_is_the_tail_of_the_binomial_also_in_a_large_bank(hits, count):
    assert _luck(hits, [0.25] * count) == pytest.approx(binom.sf(hits - 1, count, 0.25), rel=1e-9, abs=1e-14)


def test_luck_with_a_chance_of_its_own_for_each_question():
    """By hand: 1/2 and 1/4, at least one hit."""
    assert _luck(1, [0.5, 0.25]) == pytest.approx(1 - 0.5 * 0.75)
