"""The report of a class: who is compared, who may look, and how a pair is shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader.models import Submission
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission
from tests.quizzes.similarity.programs import disguised, right

EXERCISE = "sample-ddpm"


@pytest.fixture(scope="module")
def programs() -> list[str]:
    return list(right(EXERCISE).values())


@pytest.fixture
def texts(db) -> None:
    exercise_text(EXERCISE)


@pytest.fixture
def handed_in(student, other, cohort, texts, programs) -> tuple[Submission, Submission]:
    third = make_student("third")
    cohort.memberships.create(student=third)
    one = make_submission(student, EXERCISE, source=programs[5], score=10)
    copy = make_submission(other, EXERCISE, source=disguised(programs[5]), score=10)
    make_submission(third, EXERCISE, source=programs[0], score=10)
    return one, copy


def pairs_page(cohort):
    return reverse("quizzes:similar_pairs", args=[cohort.pk, EXERCISE])


def test_a_copy_in_disguise_is_at_the_top(as_, instructor, cohort, handed_in):
    response = as_(instructor).get(pairs_page(cohort))
    top = response.context["couples"][0]
    assert {top.one, top.other} == set(handed_in)
    assert top.likeness > 90
    assert "Likeness is the share" in response.content.decode()


def test_the_pair_is_shown_side_by_side_with_what_they_share_marked(as_, instructor, cohort, handed_in):
    one, copy = handed_in
    address = reverse("quizzes:similar_pair", args=[cohort.pk, EXERCISE, one.pk, copy.pk])
    page = as_(instructor).get(address).content.decode()
    assert "<mark>" in page
    assert "I thought about this line" in page


def test_each_student_is_compared_by_their_best_submission(as_, instructor, cohort, handed_in, student):
    make_submission(student, EXERCISE, source="print()", score=1)
    response = as_(instructor).get(pairs_page(cohort))
    assert response.context["count"] == 3
    assert {response.context["couples"][0].one, response.context["couples"][0].other} == set(handed_in)


def test_nobody_outside_the_class_and_nothing_before_it_is_compared(as_, instructor, cohort, handed_in):
    make_submission(make_student("stranger"), EXERCISE, source=handed_in[0].source, score=10)
    assert as_(instructor).get(pairs_page(cohort)).context["count"] == 3
    cohort.starts_at = timezone.now() + timedelta(hours=1)
    cohort.save()
    assert as_(instructor).get(pairs_page(cohort)).context["count"] == 0


def test_a_submission_of_another_class_cant_be_put_beside_one_of_mine(as_, instructor, cohort, handed_in):
    stranger = make_student("stranger")
    make_class(make_instructor("colleague"), stranger)
    theirs = make_submission(stranger, EXERCISE, source="x = 1")
    mine = handed_in[0]
    for one, other in ((mine, theirs), (theirs, mine), (mine, mine)):
        address = reverse("quizzes:similar_pair", args=[cohort.pk, EXERCISE, one.pk, other.pk])
        assert as_(instructor).get(address).status_code == 404


def test_the_list_of_exercises_counts_programs(as_, instructor, cohort, handed_in):
    page = as_(instructor).get(reverse("quizzes:similarity", args=[cohort.pk])).content.decode()
    assert pairs_page(cohort) in page


def test_an_exercise_that_nobody_solved_says_so(as_, instructor, cohort, texts):
    page = as_(instructor).get(reverse("quizzes:similar_pairs", args=[cohort.pk, EXERCISE])).content.decode()
    assert "Nothing stands out" in page


def test_an_unknown_exercise_is_not_found(as_, instructor, cohort, texts):
    assert as_(instructor).get(reverse("quizzes:similar_pairs", args=[cohort.pk, "no-such"])).status_code == 404
