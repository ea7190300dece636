import pytest

from grader.models import Submission
from tests.factories import make_student, make_submission

pytestmark = pytest.mark.django_db


def best(*students):
    rows = Submission.objects.best_per_exercise([student.pk for student in students])
    return {(row.user_id, row.exercise): row for row in rows}


def test_the_best_is_the_highest_score_of_each_student_and_exercise():
    ada, alan = make_student(), make_student()
    make_submission(ada, accepted=False, score=40)
    high = make_submission(ada, accepted=False, score=70)
    other = make_submission(ada, "sample-ddpm", score=100)
    alans = make_submission(alan, accepted=False, score=10)
    found = best(ada, alan)
    assert set(found.values()) == {high, other, alans}


def test_an_accepted_submission_is_better_than_a_rejected_one_of_more_points():
    ada = make_student()
    accepted = make_submission(ada, accepted=True, score=80)
    make_submission(ada, accepted=False, score=90)
    assert list(best(ada).values()) == [accepted]


def test_of_equal_ones_the_first_counts():
    ada = make_student()
    first = make_submission(ada)
    make_submission(ada)
    assert list(best(ada).values()) == [first]


def test_a_fault_of_ours_is_no_score():
    ada = make_student()
    make_submission(ada, outcome="sandbox_failed", accepted=False, score=0)
    assert best(ada) == {}


def test_other_students_are_left_out():
    make_submission(make_student())
    assert best(make_student()) == {}


def test_one_query_is_enough_for_a_class(django_assert_num_queries):
    students = [make_student() for _ in range(5)]
    for student in students:
        make_submission(student)
    with django_assert_num_queries(1):
        assert len(best(*students)) == 5
