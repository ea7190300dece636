"""Whoever reads a key reads the one that holds: self-checks, reviews, statistics and lessons."""

import pytest
from django.urls import reverse

from quizzes import attempts, questions, rescoring, rulings
from quizzes.feedback import feedback
from quizzes.models import Attempt, QuestionCorrection
from quizzes.reviews import Review
from quizzes.statistics.quizzes import report
from tests.content.factories import lesson
from tests.factories import make_class, make_instructor, make_student, single
from tests.quizzes.pages import form

DROP, REKEY, CREDIT, RESTORE = QuestionCorrection.Kind.values
NOTES = "\n\n- Zero overlooks the root.\n- Two forgets the sign.\n- Three is a variance."
REASON = "The key was a slip."


@pytest.fixture
def bank(mixed_bank):
    """Option 1 of question 1 is right, and the others have a note each."""
    mixed_bank.content["questions"][0]["explanation"] += NOTES
    mixed_bank.save()
    return mixed_bank


@pytest.fixture
def correct(bank, instructor, cohort):
    def set_right(kind, key=None, question="1", of=cohort):
        row = QuestionCorrection(cohort=of, bank=bank.item, version=bank, question=question, kind=kind, key=key)
        row.reason, row.by = REASON, instructor
        questions.accept(row)

    return set_right


@pytest.fixture
def check(student, bank):
    return attempts.start(student, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)


@pytest.fixture
def send(as_, student, check):
    client = as_(student)

    def post(fields):
        page = client.post(reverse("quizzes:save", args=[check.pk]), form(check, fields), follow=True).content.decode()
        return page.split('id="q1"')[1].split("</fieldset>")[0]

    return post


def test_a_self_check_goes_by_the_new_key(correct, send):
    correct(REKEY, [0])
    wrong = send({"answer-1": "1", "check": "1"})
    assert "Not right." in wrong
    assert REASON not in wrong, "the reason may give the answer away"
    right = send({"answer-1": "0", "check": "1"})
    assert "Right at try 2." in right
    assert REASON in right
    assert "Zero overlooks" not in right
    assert right.count("option--right") == 1


def test_the_note_of_an_option_stays_with_it_under_the_new_key(correct, send, check, bank):
    correct(REKEY, [0])
    assert "Two forgets the sign." in send({"answer-1": "2", "check": "1"})
    question = bank.document().questions[0]
    told = rescoring.explanation(question, rulings.in_force(check)["1"])
    assert told.notes == {2: "Two forgets the sign.", 3: "Three is a variance."}


def test_each_of_several_right_options_is_right(correct, send):
    correct(REKEY, [0, 1])
    assert "Right." in send({"answer-1": "0", "check": "1"})


def test_a_number_is_checked_by_the_new_value(correct, as_, student, check):
    correct(REKEY, {"value": 0.9, "tolerance": 0.0}, question="3")
    sent = form(check, {"answer-3": "0.9", "check": "3"})
    page = as_(student).post(reverse("quizzes:save", args=[check.pk]), sent, follow=True).content.decode()
    assert "Right." in page.split('id="q3"')[1].split("</fieldset>")[0]


def test_a_dropped_question_says_so_before_it_is_tried(as_, correct, student, check):
    correct(DROP)
    page = as_(student).get(reverse("quizzes:attempt", args=[check.pk])).content.decode()
    assert page.count(REASON) == 1
    assert "it counts for nobody" in page


def test_where_everybody_is_right_every_answer_is(correct, send):
    correct(CREDIT)
    told = send({"answer-1": "3", "check": "1"})
    assert "Right." in told
    assert REASON in told


def test_a_restored_question_goes_by_the_bank_again(correct, send):
    correct(REKEY, [0])
    correct(RESTORE)
    assert "Not right." in send({"answer-1": "0", "check": "1"})


def test_another_classs_correction_is_not_this_students(correct, send):
    correct(REKEY, [0], of=make_class(make_instructor(), make_student()))
    assert "Not right." in send({"answer-1": "0", "check": "1"})


def test_what_was_tried_before_counts_by_the_new_key(correct, send, check, bank):
    send({"answer-1": "0", "check": "1"})
    correct(REKEY, [0])
    told = feedback(bank.document().questions[0], check.trials.get(), rulings.in_force(check).get("1"))
    assert (told.state, told.is_open) == ("right", False)


def test_a_review_leaves_out_the_words_against_what_is_right_now(correct, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, {"1": 0})
    attempts.submit(attempt)
    correct(REKEY, [0])
    (first,) = (one for one in Review(attempt, "en").questions if one.paper.id == "1")
    assert {str(option.note) for option in first.options if option.right} == {""}
    assert sum("Two forgets" in option.note for option in first.options) == 1


@pytest.fixture
def takers(cohort, bank):
    """Thirty exams: half choose 1 and half 0 in question 1; the rest is right for the first third alone."""
    for number in range(30):
        user = make_student(f"taker{number}")
        cohort.memberships.create(student=user)
        attempt = attempts.start(user, bank, Attempt.Mode.PAGE)
        able = number % 3 == 0
        given = {"1": number % 2, "2": [0, 2] if able else [1], "3": 0.5 if able else 0.7, "4": 1 if able else 0}
        attempts.save_answers(attempt, given)
        attempts.submit(attempt)


def first_row(cohort, bank):
    return report(cohort, bank.item, "en").rows[0]


def right_options(row):
    return [choice.option for choice in row.choices if choice.is_right]


def test_statistics_go_by_the_new_key(correct, cohort, bank, takers):
    assert right_options(first_row(cohort, bank)) == [1]
    correct(REKEY, [0, 1])
    row = first_row(cohort, bank)
    assert right_options(row) == [0, 1]
    assert row.analysis.difficulty == 1


def test_a_numbers_wrong_answers_go_by_the_new_key(correct, cohort, bank, takers):
    assert report(cohort, bank.item, "en").rows[2].wrong_answers == [("0.7", 20)]
    correct(REKEY, {"value": 0.7, "tolerance": 0.0}, question="3")
    assert report(cohort, bank.item, "en").rows[2].wrong_answers == [("0.5", 10)]


def test_a_dropped_question_has_no_figures_and_is_in_nobodys_mean(correct, cohort, bank, takers):
    before = report(cohort, bank.item, "en").rows[3].analysis.discrimination
    correct(DROP)
    rows = report(cohort, bank.item, "en").rows
    assert (rows[0].analysis.students, rows[0].analysis.difficulty, rows[0].flag) == (30, None, None)
    assert sum(choice.count for choice in rows[0].choices) == 30, "what was chosen is still worth a look"
    assert rows[3].analysis.discrimination > before
    assert rows[3].analysis.discrimination == pytest.approx(1)


def test_right_for_everybody_suggests_nothing(correct, cohort, bank, takers):
    correct(CREDIT)
    row = first_row(cohort, bank)
    assert (row.analysis.difficulty, row.analysis.discrimination, row.flag) == (1, None, None)


def test_statistics_know_the_sites_corrections_and_not_another_classs(correct, cohort, bank, takers):
    correct(REKEY, [0], of=make_class(make_instructor(), make_student()))
    assert right_options(first_row(cohort, bank)) == [1]
    correct(REKEY, [0], of=None)
    assert right_options(first_row(cohort, bank)) == [0]


def test_the_statistics_page_says_what_was_set_right(as_, instructor, correct, cohort, bank, takers):
    correct(DROP)
    page = as_(instructor).get(reverse("quizzes:quiz_statistics", args=[cohort.pk, bank.item.slug])).content.decode()
    assert REASON in page


def shown_in_a_lesson(client, bank, key="1"):
    lesson(body=f"!check {bank.item.slug}/{key}\n")
    return client.get("/lessons/forward/").content.decode()


def test_a_lesson_asks_by_the_sites_key_and_gives_its_reason(client, correct, bank):
    correct(REKEY, [0], of=None)
    page = shown_in_a_lesson(client, bank)
    assert page.count(" data-right") == 1
    assert page.index(" data-right") < page.index("Option 1.0")
    assert "The explanation of question 1" not in page
    assert REASON in page
    assert 'data-self-check="single"' in page


@pytest.mark.parametrize(("kind", "key"), [(DROP, None), (CREDIT, None), (REKEY, [0, 1])])
def test_a_lesson_asks_nothing_that_has_no_one_right_answer(client, correct, bank, kind, key):
    assert "self-check" in shown_in_a_lesson(client, bank)
    correct(kind, key, of=None)
    assert 'class="self-check"' not in shown_in_a_lesson(client, bank)


def test_a_lesson_is_everybodys_and_no_classs(client, correct, bank):
    correct(DROP)
    assert 'class="self-check"' in shown_in_a_lesson(client, bank)


def test_a_preview_takes_as_many_queries_for_many_attempts_as_for_few(
    correct, instructor, cohort, bank, takers, student, check, django_assert_num_queries
):
    correct(REKEY, [2], question="4")
    attempts.submit(check)
    row = QuestionCorrection(cohort=cohort, bank=bank.item, version=bank, question="1", kind=DROP, reason=REASON)
    assert cohort.memberships.count() == 32
    with django_assert_num_queries(6):
        assert len(questions.preview(row)) > 10


def test_the_list_of_questions_takes_as_many_queries_however_many_there_are(
    as_, instructor, cohort, bank, django_assert_num_queries
):
    client, address = as_(instructor), reverse("quizzes:class_questions", args=[cohort.pk, bank.pk])
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
    bank.content["questions"] += [single(number, "Diffusion") for number in range(5, 30)]
    bank.save()
    with django_assert_num_queries(9):
        assert client.get(address).content.decode().count("row__title") == 29
