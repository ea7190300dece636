"""Whose work one sees: of the students of one's own classes, with the right granted, within the dates of the class."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from grader import access as grader_access
from quizzes import access, attempts, cohorts
from quizzes.models import Attempt, Cohort, Right
from tests.factories import make_class, make_instructor, make_student, make_submission

NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def assistant(cohort) -> User:
    user = make_student("assistant")
    cohorts.grant(cohort, user, [Right.RESULTS])
    return user


@pytest.fixture
def finished(attempt):
    attempts.submit(attempt)
    return attempt


def sees(user, attempt) -> bool:
    """The attempt, in every way there is to it."""
    listed = access.taught_attempts(user).filter(pk=attempt.pk).exists()
    try:
        found = access.readable_attempt(user, attempt.pk) == attempt
    except Http404:
        found = False
    assert found == listed
    return found


def test_an_instructor_sees_the_work_of_the_own_class_and_another_instructor_does_not(instructor, cohort, finished):
    other_instructor = make_instructor()
    make_class(other_instructor, make_student())
    assert sees(instructor, finished)
    assert not sees(other_instructor, finished)


def test_a_second_instructor_of_the_class_sees_it_too(cohort, finished):
    second = make_instructor()
    cohort.owners.add(second)
    assert sees(second, finished)


def test_a_student_who_was_taken_off_the_list_is_seen_no_more(instructor, cohort, student, finished):
    assert cohorts.remove(cohort, student)
    assert not sees(instructor, finished)
    assert student not in access.visible_students(instructor)
    cohorts.enrol(cohort, student)
    assert sees(instructor, finished)


def test_an_archived_class_stays_readable(instructor, cohort, student, finished):
    cohorts.archive(cohort)
    assert sees(instructor, finished)
    assert student in access.visible_students(instructor)
    assert cohort in Cohort.objects.seen_by(instructor)


@pytest.mark.parametrize(
    ("dates", "seen"),
    [
        ({}, True),
        ({"starts_at": NOW - DAY, "ends_at": NOW + DAY}, True),
        ({"starts_at": NOW + DAY}, False),
        ({"ends_at": NOW - DAY}, False),
        ({"archived_at": NOW - DAY}, False),
    ],
)
def test_what_was_done_outside_the_dates_of_the_class_is_not_seen(instructor, student, finished, dates, seen):
    make_class(instructor, student, **dates)
    submission = make_submission(student)
    assert sees(instructor, finished) == seen
    assert (submission in access.taught_submissions(instructor)) == seen
    assert (submission in grader_access.readable(instructor)) == seen


def test_a_student_in_two_classes_is_seen_by_both_each_within_its_dates(instructor, cohort, student, finished):
    second = make_instructor()
    make_class(second, student, ends_at=NOW - DAY)
    assert sees(instructor, finished)
    assert not sees(second, finished)


@pytest.mark.parametrize("right", Right.values)
def test_an_assistant_does_what_was_granted_and_nothing_else(cohort, student, finished, right):
    assistant = make_student("assistant")
    cohorts.grant(cohort, assistant, [right])
    granted = {right} | ({"results"} if right in ("comment", "override") else set())
    assert cohort.rights(assistant) == granted
    for asked in Right.values:
        assert (finished in access.taught_attempts(assistant, asked)) == (asked in granted)
        assert (student in access.visible_students(assistant, asked)) == (asked in granted)
    assert access.may_see_gradebook(assistant) == ("results" in granted)


def test_rights_can_be_taken_away_again(cohort, assistant, finished):
    cohorts.grant(cohort, assistant, [])
    assert not sees(assistant, finished)
    cohorts.grant(cohort, assistant, Right.values)
    cohorts.dismiss(cohort, assistant)
    assert not sees(assistant, finished)


def test_nobody_judges_what_they_may_not_see(cohort, assistant):
    with pytest.raises(IntegrityError):
        cohort.assistants.update(results=False, override=True)


def test_an_assistant_sees_one_class_and_changes_nothing_of_it(instructor, cohort, assistant):
    elsewhere = make_class(instructor, make_student())
    assert list(Cohort.objects.seen_by(assistant)) == [cohort]
    assert access.cohort_or_404(assistant, cohort.pk, Right.RESULTS) == cohort
    for refused in (
        lambda: access.cohort_or_404(assistant, cohort.pk, Right.MEMBERS),
        lambda: access.cohort_or_404(assistant, elsewhere.pk),
        lambda: access.own_cohort(assistant, cohort.pk),
    ):
        with pytest.raises(Http404):
            refused()


def test_students_and_strangers_see_nothing_of_others(cohort, student, other, finished):
    for user in (other, AnonymousUser()):
        assert not sees(user, finished)
        assert not access.visible_students(user).exists()
        assert not Cohort.objects.seen_by(user).exists()
    assert list(Cohort.objects.attended_by(student)) == [cohort]
    assert access.readable_attempt(student, finished.pk) == finished


def test_a_superuser_sees_everything(cohort, student, finished):
    root = User.objects.create_superuser("root")
    assert sees(root, finished)
    assert student in access.visible_students(root)
    assert access.own_cohort(root, cohort.pk) == cohort
    assert make_submission(student) in grader_access.readable(root)


def test_an_open_attempt_is_listed_and_its_answers_are_nobody_elses(instructor, cohort, attempt):
    assert attempt in access.taught_attempts(instructor)
    with pytest.raises(Http404):
        access.readable_attempt(instructor, attempt.pk)


def test_a_class_has_a_code_that_nobody_guesses_and_that_can_be_renewed(cohort):
    before = cohort.code
    cohorts.renew_code(cohort)
    cohort.refresh_from_db()
    assert cohort.code != before
    assert len(cohort.code) == 12


def test_joining_twice_makes_one_membership(cohort, student):
    cohorts.enrol(cohort, student)
    assert cohort.memberships.filter(student=student).count() == 1
    assert Attempt.objects.count() == 0
