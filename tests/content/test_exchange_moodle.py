"""Moodle XML from elsewhere: what it becomes, what is left out by name, what is refused and where."""

import pytest

from content.documents import read
from content.exchange.moodle_writer import write_moodle
from content.exchange.xml_tree import parse
from content.importing import import_sources
from content.models import Bank
from content.sources import Source
from tests.content.factories import bank_json, question_json, steps_json

CATEGORY = """<question type="category"><category><text>$course$/top/Noise/Forward</text></category></question>"""
CHOICE = """
<question type="multichoice">
  <name><text>Factor</text></name>
  <questiontext format="html"><text><![CDATA[<p>Which factor has \\(x_0\\)?</p>]]></text></questiontext>
  <generalfeedback format="html"><text><![CDATA[<p>By the <b>closed form</b>.</p>]]></text></generalfeedback>
  <defaultgrade>1.0000000</defaultgrade>
  <idnumber>q-7</idnumber>
  <single>true</single><shuffleanswers>true</shuffleanswers>
  <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
  <answer fraction="100" format="html"><text><![CDATA[<p>\\(\\sqrt{\\bar\\alpha_t}\\)</p>]]></text></answer>
  <answer fraction="0" format="html"><text>1</text><feedback format="html"><text>Too much.</text></feedback></answer>
  <answer fraction="0" format="html"><text>0</text><feedback format="html"><text>Too little.</text></feedback></answer>
  <hint format="html"><text><![CDATA[<p>Square it.</p>]]></text></hint>
</question>"""


def quiz(*questions):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{CATEGORY}\n{"".join(questions)}\n</quiz>\n'


def imported(text, language="en"):
    document, problems = read(Source("noise.xml", text.encode(), language))
    assert [str(problem) for problem in problems] == []
    return document


def only_question(text):
    (question,) = imported(text).fields["content"]["questions"]
    return question


def only_problem(text):
    document, (problem,) = read(Source("noise.xml", text.encode()))
    assert document is None
    assert problem.remedy
    return problem


def test_a_choice_comes_with_formulas_hints_and_what_is_said_to_each_option():
    assert only_question(quiz(CHOICE)) == {
        "id": "q-7",
        "domain": "Forward",
        "question": "Which factor has $x_0$?",
        "options": [r"$\sqrt{\bar\alpha_t}$", "1", "0"],
        "correct": 0,
        "hints": ["Square it."],
        "explanation": "By the **closed form**.\n\n- Too much.\n- Too little.",
    }


def test_what_moodle_does_not_say_is_supposed_and_said_so():
    document = imported(quiz(CHOICE))
    content = document.fields["content"]
    assert (content["title"], content["slug"]) == ("Noise", "noise")
    assert (content["duration_minutes"], content["passing_score"]) == (2, 70)
    assert content["domains"] == [{"name": "Forward", "weight": 100.0}]
    (warning,) = document.warnings
    assert warning.file == "noise.xml"
    assert "2 minutes and 70 %" in warning.got


def test_domains_weigh_by_their_questions_where_nothing_else_is_said():
    other = CATEGORY.replace("Forward", "Reverse")
    twice = CHOICE.replace("q-7", "q-8")
    content = imported(quiz(CHOICE, twice, other, CHOICE.replace("q-7", "q-9"))).fields["content"]
    assert [(domain["name"], domain["weight"]) for domain in content["domains"]] == [
        ("Forward", 66.67),
        ("Reverse", 33.33),
    ]


def test_several_right_options_become_a_list():
    question = CHOICE.replace("<single>true", "<single>false").replace('fraction="100"', 'fraction="50"')
    question = question.replace('fraction="0" format="html"><text>1<', 'fraction="50" format="html"><text>1<')
    question = question.replace('fraction="0"', 'fraction="-100"')
    assert only_question(quiz(question))["correct"] == [0, 1]


def test_marks_that_ours_cannot_give_are_named():
    question = CHOICE.replace('fraction="0" format="html"><text>1<', 'fraction="30" format="html"><text>1<')
    document = imported(quiz(question))
    assert document.fields["content"]["questions"][0]["correct"] == 0
    assert any("100, 30, 0" in warning.got and "Factor" in warning.got for warning in document.warnings)


def test_a_number_comes_with_its_tolerance_and_unit():
    number = """<question type="numerical"><name><text>n</text></name>
      <questiontext format="plain_text"><text>What is 2 * 2 &lt; 5?</text></questiontext>
      <answer fraction="100"><text>4</text><tolerance>0.1</tolerance><feedback><text>Right.</text></feedback></answer>
      <answer fraction="0"><text>*</text></answer>
      <units><unit><multiplier>1</multiplier><unit_name>nats</unit_name></unit></units></question>"""
    question = only_question(quiz(number))
    assert question["numeric"] == {"value": 4, "tolerance": 0.1, "unit": "nats"}
    assert question["question"] == "What is 2 * 2 < 5?"
    assert question["explanation"] == "Right."


@pytest.mark.parametrize(("language", "options"), [("en", ["True", "False"]), ("vi", ["Đúng", "Sai"])])
def test_true_or_false_is_a_choice_of_two(language, options):
    text = quiz("""<question type="truefalse"><name><text>t</text></name>
      <questiontext format="html"><text>Noise is Gaussian.</text></questiontext>
      <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>""")
    (question,) = imported(text, language).fields["content"]["questions"]
    assert (question["options"], question["correct"]) == (options, 0)


def test_an_ordering_becomes_steps():
    steps = "".join(f'<answer fraction="{place}"><text>step {place}</text></answer>' for place in (1, 2, 3))
    text = f'<question type="ordering"><questiontext><text>Order.</text></questiontext>{steps}</question>'
    assert only_question(quiz(text))["order"] == ["step 1", "step 2", "step 3"]


def test_markdown_of_moodle_is_taken_as_markdown():
    text = CHOICE.replace(
        '<questiontext format="html"><text><![CDATA[<p>Which factor has \\(x_0\\)?</p>]]>',
        '<questiontext format="markdown"><text>Which **factor**?',
    )
    assert only_question(quiz(text))["question"] == "Which **factor**?"


@pytest.mark.parametrize("kind", ["essay", "matching", "cloze", "shortanswer", "description", "calculated", "ddwtos"])
def test_a_question_of_another_type_is_left_out_by_name_and_line(kind):
    other = f'\n<question type="{kind}"><name><text>My essay</text></name></question>'
    document = imported(quiz(CHOICE, other))
    assert len(document.fields["content"]["questions"]) == 1
    warning = document.warnings[0]
    assert warning.where == "line 18"
    assert kind in warning.got
    assert "My essay" in warning.got


def test_a_deleted_question_pictures_and_unequal_grades_are_named():
    hidden = CHOICE.replace("<single>", "<hidden>1</hidden><single>")
    heavy = CHOICE.replace("1.0000000", "3").replace("q-7", "q-8").replace("Which", '<img src="x.png">Which')
    told = " ".join(str(warning) for warning in imported(quiz(CHOICE, hidden, heavy)).warnings)
    for text in ("deleted in Moodle", "1 pictures or files", "grades of 1.0000000, 3"):
        assert text in told


def test_nothing_that_can_be_asked_is_a_problem_that_names_what_there_was():
    problem = only_problem(quiz('<question type="essay"><name><text>My essay</text></name></question>'))
    assert "My essay" in problem.got


@pytest.mark.parametrize(
    ("text", "where", "expected", "got"),
    [
        ("<quiz><question></quiz>", "line 1, column 19", "XML", "mismatched tag"),
        ("<quiz>\n<a>&nope;</a></quiz>", "line 2, column 4", "XML", "undefined entity"),
        ("<course></course>", "line 1", "<quiz>", "<course>"),
        ("<!DOCTYPE quiz>\n<quiz/>", "line 1", "without a DOCTYPE", "document type"),
        ('<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "line 1", "without a DOCTYPE", "document type"),
        ("<quiz>" + "<a>" * 40 + "</a>" * 40 + "</quiz>", "line 1", "elements", "more than 30"),
        ("<quiz></quiz>", "", "questions", "nothing"),
        ("x" * 1_000_001, "", "at most 1000000 bytes", "1000001"),
    ],
)
def test_a_broken_or_hostile_file_is_refused_where_it_is(text, where, expected, got):
    problem = only_problem(text)
    assert problem.where == where
    assert expected in problem.expected
    assert got in problem.got


def test_no_entity_is_ever_expanded():
    bomb = '<!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz><x>&b;</x></quiz>'
    outside = '<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><x>&a;</x></quiz>'
    for text in (bomb, outside):
        assert "DOCTYPE" in only_problem(text).expected


def test_an_encoding_that_the_first_line_claims_changes_nothing():
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><quiz>ă</quiz>'
    assert parse(text).text == "ă"


def test_a_mistake_in_a_question_is_told_by_its_line_and_its_path():
    problem = only_problem(quiz(CHOICE.replace('fraction="100"', 'fraction="0"')))
    assert problem.where == "line 5 ($.questions[0].correct)"


@pytest.mark.django_db
def test_nothing_is_stored_unless_the_whole_file_is_right():
    good, bad = CHOICE, CHOICE.replace("q-7", "q-8").replace('fraction="100"', 'fraction="0"')
    assert not import_sources([Source("noise.xml", quiz(good, bad).encode())]).ok
    assert not Bank.objects.exists()
    assert import_sources([Source("noise.xml", quiz(good).encode())]).created == 1


def test_marks_are_written_as_ours_gives_them():
    questions = [
        question_json(1),
        question_json(2, options=["a", "b", "c", "d", "e"], correct=[0, 1, 2]),
        steps_json(3, 3),
    ]
    text = write_moodle(bank_json(questions=questions))
    assert text.count('fraction="33.33333"') == 3
    assert text.count('fraction="-50"') == 2
    assert '<answer fraction="3" format="html">' in text


def test_code_is_written_as_preformatted_text():
    text = write_moodle(bank_json(questions=[question_json(1, code="if a < b:\n    pass")]))
    assert '<pre class="language-python"><code>if a &lt; b:\n    pass</code></pre>' in text


def test_a_bank_that_went_through_moodle_without_its_comments_keeps_what_counts():
    """Moodle keeps categories, their descriptions and id numbers, and drops comments."""
    content = bank_json(questions=[question_json(1, lesson={"slug": "forward"}, question="_Which_?")])
    content["questions_count"] = 1
    text = "".join(line for line in write_moodle(content).splitlines(True) if "<!--" not in line)
    back = imported(text).fields["content"]
    assert back["questions"] == [question_json(1, question="*Which*?")]
    assert {name: back[name] for name in back if name != "questions"} == {
        name: content[name] for name in content if name != "questions"
    }


def test_a_domain_that_was_added_in_moodle_makes_the_weights_follow_the_questions():
    text = write_moodle(bank_json()).replace("</quiz>", CATEGORY.replace("Noise", "Basics") + CHOICE + "</quiz>")
    text = text.replace("Basics/Forward</text></category></question>", "Basics/New</text></category></question>")
    document = imported(text)
    weights = {domain["name"]: domain["weight"] for domain in document.fields["content"]["domains"]}
    assert weights == {"Forward": 50, "Reverse": 25, "New": 25}
    assert "number of questions" in document.warnings[0].remedy
