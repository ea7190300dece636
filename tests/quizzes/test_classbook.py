"""What each student's work is worth in a class: the best of it, late marks, missing work, weights, totals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content.models import Bank
from quizzes import assignments, classbook
from quizzes.classbook import Cell, chosen
from quizzes.course import outline
from quizzes.models import Attempt
from tests.content.factories import exercise_text
from tests.factories import make_student, make_submission

NOW = timezone.now()
DAY = timedelta(days=1)
EXERCISE = ("exercise", "sample-ddpm")


@pytest.fixture
def quiz(bank) -> tuple[str, str]:
    exercise_text("sample-ddpm", title="Sample")
    return "quiz", bank.item.slug


def taken(user, bank, percent: float, at=NOW) -> Attempt:
    return Attempt.objects.create(
        user=user,
        bank=bank.item,
        bank_version=bank,
        language="en",
        status=Attempt.Status.SUBMITTED,
        started_at=at,
        submitted_at=at,
        deadline=at,
        score=percent,
        passed=percent >= 70,
    )


def set_items(cohort, *keys, **dates):
    return assignments.assign(cohort, keys, **dates)


def cells(cohort, student) -> list[Cell]:
    (row,) = [row for row in classbook.book(cohort, outline("en")).rows if row.student == student]
    return row.cells


def total(cohort, student) -> float | None:
    (row,) = [row for row in classbook.book(cohort, outline("en")).rows if row.student == student]
    return row.total


def test_the_best_attempt_counts(cohort, student, bank, quiz):
    set_items(cohort, quiz)
    for percent in (40, 80, 60):
        taken(student, bank, percent)
    (cell,) = cells(cohort, student)
    assert (cell.percent, cell.passed, cell.days_late) == (80, True, 0)


def test_late_work_loses_its_percent_a_day_and_an_earlier_worse_one_may_count_more(cohort, student, bank, quiz):
    set_items(cohort, quiz, due_at=NOW - 5 * DAY, late_until=NOW + DAY, late_percent=10)
    taken(student, bank, 70, NOW - 6 * DAY)
    taken(student, bank, 90, NOW - 5 * DAY + timedelta(hours=30))  # two days begun: 72
    (cell,) = cells(cohort, student)
    assert cell.percent == pytest.approx(72)
    assert (cell.earned, cell.days_late) == (90, 2)
    taken(student, bank, 100, NOW - DAY)  # four days: 60
    assert cells(cohort, student)[0].percent == pytest.approx(72)


def test_what_comes_after_the_end_does_not_count_and_is_missing(cohort, student, bank, quiz):
    set_items(cohort, quiz, due_at=NOW - 2 * DAY)
    taken(student, bank, 100, NOW - DAY)
    (cell,) = cells(cohort, student)
    assert (cell.percent, cell.is_missing) == (None, True)


def test_an_extension_moves_the_end_of_one_student(cohort, student, other, bank, quiz, instructor):
    (assignment,) = set_items(cohort, quiz, due_at=NOW - 2 * DAY)
    assignments.extend(assignment, [student], NOW + DAY, by=instructor)
    for user in (student, other):
        taken(user, bank, 100, NOW - DAY)
    assert cells(cohort, student)[0].percent == 100
    assert cells(cohort, other)[0].is_missing


def test_the_total_weighs_what_is_due_and_what_is_there_already(cohort, student, bank, quiz):
    set_items(cohort, quiz, due_at=NOW - DAY, weight=1)
    set_items(cohort, EXERCISE, due_at=NOW + DAY, weight=3)
    assert total(cohort, student) == 0, "the quiz is missing, the exercise not due"
    make_submission(student, "sample-ddpm", score=60, created_at=NOW - 3 * DAY)
    assert total(cohort, student) == pytest.approx((1 * 0 + 3 * 60) / 4)


def test_nothing_due_and_nothing_handed_in_has_no_total(cohort, student, bank, quiz):
    set_items(cohort, quiz, due_at=NOW + DAY)
    assert total(cohort, student) is None


def test_a_class_that_set_nothing_looks_at_everything_published(cohort, student, quiz):
    assert [column.item.key for column in classbook.book(cohort, outline("en")).columns] == [
        item.key for item in outline("en").items
    ]


def test_open_exams_self_checks_and_a_fault_of_ours_do_not_count(cohort, student, bank, quiz):
    set_items(cohort, quiz, EXERCISE)
    row = taken(student, bank, 90)
    Attempt.objects.filter(pk=row.pk).update(purpose=Attempt.Purpose.SELF_CHECK)
    make_submission(student, "sample-ddpm", outcome="sandbox_failed", accepted=False)
    assert [cell.percent for cell in cells(cohort, student)] == [None, None]


def test_the_mean_of_an_item_counts_missing_work_as_nothing(cohort, student, other, bank, quiz):
    set_items(cohort, quiz, due_at=NOW - DAY)
    taken(student, bank, 80, NOW - 2 * DAY)
    assert classbook.book(cohort, outline("en")).means() == [40]


@pytest.fixture
def three(cohort, student, other, bank, quiz):
    """Mai 80, other 60, third nothing; the quiz was due."""
    third = make_student("third", last_name="Zanini")
    cohort.memberships.create(student=third)
    set_items(cohort, quiz, due_at=NOW - DAY)
    taken(student, bank, 80, NOW - 2 * DAY)
    taken(other, bank, 60, NOW - 2 * DAY)
    return classbook.book(cohort, outline("en"))


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("0", ["other", "mai", "third"]),
        ("-0", ["mai", "other", "third"]),
        ("total", ["third", "other", "mai"]),
        ("-total", ["mai", "other", "third"]),
    ],
)
def test_rows_are_sorted_as_asked_and_without_a_score_last(three, sort, expected):
    assert [row.student.username for row in chosen(three, sort=sort)] == expected


@pytest.mark.parametrize("sort", ["", "name", "7", "-7", "-", "x", "²"])
def test_an_order_that_is_not_there_is_that_of_names(three, sort):
    assert chosen(three, sort=sort) == three.rows


def test_rows_are_filtered_and_searched(three):
    assert [row.student.username for row in chosen(three, filter_by="missing")] == ["third"]
    assert {row.student.username for row in chosen(three, filter_by="not-passed")} == {"third", "other"}
    assert chosen(three, filter_by="late") == []
    assert [row.student.username for row in chosen(three, search="nguyen")] == ["mai"]
    assert chosen(three, filter_by="no such") == three.rows


def test_the_book_asks_the_same_queries_for_one_student_and_for_many(
    cohort, student, bank, quiz, django_assert_max_num_queries
):
    for number in range(20):
        user = make_student(f"s{number}")
        cohort.memberships.create(student=user)
        taken(user, bank, 50)
    course = outline("en")
    with django_assert_max_num_queries(6):
        assert len(classbook.book(cohort, course).rows) == 22


def test_an_unpublished_item_keeps_its_column(cohort, student, bank, quiz):
    set_items(cohort, quiz)
    taken(student, bank, 80)
    Bank.objects.get(slug=quiz[1]).retire()
    assert cells(cohort, student)[0].percent == 80
