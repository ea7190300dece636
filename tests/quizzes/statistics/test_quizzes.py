"""A quiz as its class took it: whose exams count, what was chosen, how long it took."""

import copy
from datetime import timedelta

import pytest
from django.utils import timezone

from content.marking import mark
from quizzes import attempts
from quizzes.models import Answer, Attempt
from quizzes.statistics.items import FEWEST
from quizzes.statistics.quizzes import report
from tests.factories import bank_json, make_bank, make_student


@pytest.fixture
def takers(cohort, bank):
    """Thirty students: the first fifteen all right, the others choose option 0 of each question."""
    found = []
    for number in range(30):
        user = make_student(f"taker{number}")
        cohort.memberships.create(student=user)
        found.append(take(user, bank, right=number < 15))
    return found


def take(user, bank, *, right: bool) -> Attempt:
    attempt = attempts.start(user, bank, Attempt.Mode.PAGE)
    questions = bank.document().questions
    given = {str(one.id): one.correct if right else (one.correct + 1) % len(one.options) for one in questions}
    attempts.save_answers(attempt, given)
    attempts.submit(attempt)
    return attempt


def test_each_question_has_its_figures(cohort, bank, takers):
    found = report(cohort, bank.item, "en")
    assert found.students == 30
    assert found.passed == 15
    assert found.mean == pytest.approx(50)
    for row in found.rows:
        assert row.analysis.difficulty == pytest.approx(0.5)
        assert row.analysis.discrimination == pytest.approx(1)
        assert {choice.count for choice in row.choices if choice.is_right} == {15}
        assert {choice.best for choice in row.choices if choice.is_right} == {10}


def test_only_the_first_exam_of_each_counts(cohort, bank, takers):
    take(takers[20].user, bank, right=True)
    assert report(cohort, bank.item, "en").passed == 15


def test_self_checks_open_exams_and_other_peoples_do_not_count(cohort, bank, takers):
    take(make_student("stranger"), bank, right=True)
    newcomer = make_student("newcomer")
    cohort.memberships.create(student=newcomer)
    attempts.start(newcomer, bank, Attempt.Mode.PAGE)
    attempts.start(newcomer, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    assert report(cohort, bank.item, "en").students == 30


def test_few_students_give_counts_and_no_figures(cohort, bank, student):
    take(student, bank, right=True)
    found = report(cohort, bank.item, "en")
    assert found.students == 1 < FEWEST
    assert found.mean is None
    assert {row.analysis.difficulty for row in found.rows} == {None}
    assert not any(row.choices or row.flag for row in found.rows)


def test_a_question_with_a_wrong_key_is_flagged(cohort, student):
    """Everybody who knows the rest chooses option 2 of question 1, whose key says otherwise."""
    data = bank_json(shuffle_options=False)
    bank = make_bank(data)
    for number in range(33):
        user = make_student(f"able{number}")
        cohort.memberships.create(student=user)
        attempt = attempts.start(user, bank, Attempt.Mode.PAGE)
        able = number < 22
        given = {str(one.id): one.correct if able else (one.correct + 1) % 4 for one in bank.document().questions}
        first = bank.document().questions[0]
        given[str(first.id)] = (first.correct + 1) % 4 if able else first.correct
        assert mark(first, given[str(first.id)]) == (not able)
        attempts.save_answers(attempt, given)
        attempts.submit(attempt)
    flags = [row.flag for row in report(cohort, bank.item, "en").rows]
    assert flags[0] == "against"
    assert set(flags[1:]) == {None}


def test_answers_to_an_earlier_wording_are_left_out_and_counted(cohort, bank, takers):
    data = copy.deepcopy(bank.content)
    data["questions"][0]["correct"] = (data["questions"][0]["correct"] + 1) % 4
    bank.item.versions.create(
        number=2,
        title="Newer",
        duration_minutes=10,
        passing_score=50,
        questions_count=len(data["questions"]),
        content=data,
        content_hash="newer",
        published_at=timezone.now(),
    )
    rows = report(cohort, bank.item, "en").rows
    assert rows[0].left_out == 30
    assert rows[0].analysis.difficulty is None
    assert rows[1].left_out == 0


def test_the_time_of_a_question_runs_from_the_answer_before(cohort, bank, takers):
    for attempt in takers:
        for place, answer in enumerate(attempt.answers.order_by("pk"), start=1):
            at = attempt.started_at + timedelta(seconds=place * 30)
            Answer.objects.filter(pk=answer.pk).update(saved_at=at)
    rows = report(cohort, bank.item, "en").rows
    assert {row.seconds for row in rows} == {30}


def test_a_report_asks_few_queries_however_many_students(cohort, bank, takers, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        report(cohort, bank.item, "en")
