"""GIFT from elsewhere: what it becomes, what is left out by name, what is refused and where."""

import pytest

from content.documents import read
from content.exchange.gift_writer import escaped, write_gift
from content.sources import Source
from tests.content.factories import bank_json, question_json, steps_json


def imported(text, name="noise.gift", language="en"):
    document, problems = read(Source(name, text.encode(), language))
    assert [str(problem) for problem in problems] == []
    return document


def only_question(text):
    (question,) = imported(text).fields["content"]["questions"]
    return question


def only_problem(text):
    document, (problem,) = read(Source("noise.gift", text.encode()))
    assert document is None
    assert problem.remedy
    return problem


def test_a_choice_with_title_feedback_and_general_feedback():
    text = (
        "// a comment\n::Q1:: What is the mean of $noise$?{\n"
        "  =0 # Right, as it \\= 0.\n  ~1#Too much.\n  ~2#Far too much.\n  ####It is centred.\n}\n"
    )
    question = only_question(text)
    assert (question["question"], question["options"], question["correct"]) == (
        "What is the mean of \\$noise\\$?",
        ["0", "1", "2"],
        0,
    )
    assert question["explanation"] == "It is centred.\n\n- 0: Right, as it = 0.\n- 1: Too much.\n- 2: Far too much."


def test_feedback_to_every_wrong_option_becomes_the_entries_of_an_explanation():
    assert only_question("Q{=a ~b#not b ~c#not c ####Why.}")["explanation"] == "Why.\n\n- not b\n- not c"


def test_several_right_options_are_those_with_a_share_of_the_mark():
    assert only_question("Which?{~%50%a ~%-50%b ~%50%c ~%-50%d}")["correct"] == [0, 2]


def test_escaped_signs_are_text_and_a_line_break_is_one():
    question = only_question("[html]<p>Is \\{x\\} \\~ 1\\: or\\nnot\\\\n?</p>{=a\\=b ~a\\#b ~\\~}")
    assert question["question"] == "Is {x} ~ 1: or\nnot\\n?"
    assert question["options"] == ["a=b", "a#b", "~"]


def test_what_is_escaped_is_read_back():
    assert escaped("a~b=c#d{e}f:g\\h\ni") == "a\\~b\\=c\\#d\\{e\\}f\\:g\\\\h\\ni"


@pytest.mark.parametrize(
    ("answer", "numeric"),
    [
        ("#3.7:0.05", {"value": 3.7, "tolerance": 0.05}),
        ("#3", {"value": 3, "tolerance": 0}),
        ("#1..5", {"value": 3, "tolerance": 2}),
        ("#=2:0.1#right ~#wrong", {"value": 2, "tolerance": 0.1}),
        ("#\n=%100%-1e-3:0\n", {"value": -0.001, "tolerance": 0}),
    ],
)
def test_numbers(answer, numeric):
    assert only_question(f"How much?{{{answer}}}")["numeric"] == numeric


def test_true_or_false_with_its_feedback_in_the_language_of_the_file():
    (question,) = imported("It is.{F#no#yes}", language="vi").fields["content"]["questions"]
    assert (question["options"], question["correct"]) == (["Đúng", "Sai"], 1)
    assert question["explanation"] == "- Đúng: no\n- Sai: yes"


def test_moodles_own_ordering():
    question = only_question("Order:{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW 123\nfirst\nsecond \\(x_1\\)\nthird\n}")
    assert question["order"] == ["first", "second $x_1$", "third"]


def test_a_missing_word_is_asked_with_a_gap():
    assert only_question("Noise is {=added ~removed} at each step.")["question"] == ("Noise is _____ at each step.")


def test_categories_are_domains_and_ids_stay():
    text = "$CATEGORY: $course$/top/Noise/Forward\n\n// [id:f-1] [tag:x]\nA{=a ~b}\n\n$CATEGORY: Noise/a//b\nB{=a ~b}\n"
    content = imported(text).fields["content"]
    assert [domain["name"] for domain in content["domains"]] == ["Forward", "a/b"]
    assert [(question["id"], question["domain"]) for question in content["questions"]] == [
        ("f-1", "Forward"),
        (1, "a/b"),
    ]
    assert content["title"] == "Noise"


def test_a_file_without_categories_is_named_by_the_file():
    content = imported("A{=a ~b}", name="folder/Khuếch tán.gift.txt").fields["content"]
    assert (content["title"], content["slug"]) == ("Khuếch tán", "khuech-tan")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("::My own::Write.{}", "essay"),
        ("::My own::Name it.{=noise =Noise}", "short answer"),
        ("::My own::Match.{=a -> 1 =b -> 2}", "matching"),
        ("::My own::Only text.", "description"),
        ("::My own::Two.{#=1:0 =2:0}", "several right numbers"),
    ],
)
def test_a_question_of_another_kind_is_left_out_by_name_and_line(text, kind):
    document = imported(f"A{{=a ~b}}\n\n\n{text}\n")
    assert len(document.fields["content"]["questions"]) == 1
    warning = document.warnings[0]
    assert warning.where == "line 4"
    assert kind in warning.got
    assert "My own" in warning.got


def test_marks_that_ours_cannot_give_and_pictures_are_named():
    text = "::Parts::Q{=a ~%50%b ~c}\n\n::More::[html]<img src='x'>Q{~%70%a ~%30%b ~c}\n"
    told = " ".join(str(warning) for warning in imported(text).warnings)
    for part in ("100, 50", "Parts", "70, 30", "More", "1 pictures"):
        assert part in told


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("A{=a ~b}\n\nB{=a ~b\n", "line 3", "between { and }"),
        ("A{=a ~b}\n\nB}{\n", "line 3", "between { and }"),
        ("A{=a ~b}\n\nB{~a ~b}\n", "line 3 ($.questions[1].correct)", "right option"),
        ("A{#x:1}", "line 1 ($.questions[0].numeric.value)", "a number"),
        ("// nothing here\n", "", "questions"),
    ],
)
def test_a_mistake_is_told_by_its_line(text, where, expected):
    problem = only_problem(text)
    assert problem.where == where
    assert expected in problem.expected


def test_what_is_written_is_the_format_that_moodle_reads():
    text = write_gift(bank_json(questions=[question_json(1, hints=["Think."]), steps_json(3, 2)], questions_count=2))
    assert "$CATEGORY: $course$/top/Basics/Forward\n" in text
    assert "// [id:1]\n::Question 1?::[html]<p>Question 1?</p>{\n\t~one\n\t=two\n\t~three\n\t~four\n" in text
    assert "{>3 ALL VERTICAL RELATIVE_TO_CORRECT SHOW 123\nStep 0\nStep 1\nStep 2\n" in text
    assert "\t####<p>Because.</p>\n}\n" in text


def test_a_step_that_looks_like_a_comment_or_holds_signs_is_written_for_moodle_as_entities():
    order = ["// draw", "x = {a}", "stop"]
    text = write_gift(bank_json(questions=[steps_json(3, 1, order=order)], questions_count=1))
    assert "&#47;&#47; draw\nx &#61; &#123;a&#125;\nstop\n" in text
