"""A class as it works right now: what counts as a sign of work, and whose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grader import drafts, hints
from grader.models import Draft, Submission
from quizzes import attempts, cohorts
from quizzes.live.labs import lab
from quizzes.live.rules import LAB, State
from quizzes.models import Attempt
from tests.factories import make_student, make_submission

EXERCISE = "forward-diffusion"
KEY = ("exercise", EXERCISE)


def ago(**how_long):
    return timezone.now() - timedelta(**how_long)


def states(found):
    return {one.person.username: str(one.standing.state) for one in found.seen}


def fail(student, minutes, **fields):
    wrong = {"accepted": False, "score": 0.0, "created_at": ago(minutes=minutes)}
    return make_submission(student, EXERCISE, **wrong | fields)


def test_a_class_in_which_nobody_did_anything_is_absent(cohort, student, other):
    found = lab(cohort)
    assert (found.seen, found.tallies) == ([], [])
    assert {one.username for one in found.absent} == {student.username, other.username}


def test_a_saved_draft_a_hint_and_a_quiz_are_signs_of_work(cohort, student, other, bank):
    taker = make_student("taker")
    cohorts.enrol(cohort, taker)
    drafts.save(student, EXERCISE, "x = 1")
    hints.show(other, EXERCISE, 1, 3)
    attempts.start(taker, bank, Attempt.Mode.PAGE)
    found = lab(cohort)
    assert states(found) == dict.fromkeys(["mai", "other", "taker"], "working")
    assert {tally.key for tally in found.tallies} == {KEY, ("quiz", bank.item.slug)}


def test_a_run_is_the_students_own_affair(cohort, student):
    for minutes in (4, 3, 2):
        fail(student, minutes, purpose=Submission.Purpose.RUN, outcome="error")
    assert lab(cohort).seen == []


def test_three_wrong_programs_are_stuck_and_lead_to_the_latest(cohort, student):
    *_others, latest = [fail(student, minutes) for minutes in (4, 3, 2)]
    (found,) = lab(cohort).seen
    assert (found.standing.state, found.submission) == (State.STUCK, latest.pk)


def test_what_our_side_failed_to_judge_is_nobodys_try(cohort, student):
    for minutes in (4, 3, 2):
        fail(student, minutes, outcome=Submission.Outcome.SANDBOX_FAILED)
    assert states(lab(cohort)) == {"mai": "working"}


def test_a_submission_that_waits_is_work_and_the_latest(cohort, student):
    fail(student, 3)
    waiting = fail(student, 1, status="queued", outcome="")
    (found,) = lab(cohort).seen
    assert (found.standing.state, found.submission) == (State.WORKING, waiting.pk)


def test_who_solved_it_is_done_also_before_the_lab(cohort, student, other):
    make_submission(student, EXERCISE)
    make_submission(other, EXERCISE, created_at=ago(days=2))
    found = lab(cohort)
    assert states(found) == {"mai": "done"}
    assert found.tallies[0].counts[State.DONE] == 2
    assert states(lab(cohort, KEY)) == {"mai": "done", "other": "done"}


def test_each_student_stands_where_they_were_last_or_at_what_is_asked_for(cohort, student):
    make_submission(student, EXERCISE, created_at=ago(minutes=30))
    drafts.save(student, "sample-ddpm", "x = 1")
    assert lab(cohort).seen[0].key == ("exercise", "sample-ddpm")
    assert lab(cohort, KEY).seen[0].key == KEY
    assert lab(cohort, ("exercise", "train-ddpm")).seen == []


def test_a_quiz_is_done_once_handed_in_and_no_exam_of_it_runs(cohort, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    assert states(lab(cohort)) == {"mai": "working"}
    attempts.submit(attempt)
    assert states(lab(cohort)) == {"mai": "done"}
    attempts.start(student, bank, Attempt.Mode.PAGE)
    assert states(lab(cohort)) == {"mai": "working"}


def test_the_lab_is_the_last_two_hours_within_the_dates_of_the_class(cohort, student):
    drafts.save(student, EXERCISE, "x = 1")
    Draft.objects.update(saved_at=timezone.now() - LAB - timedelta(minutes=1))
    assert lab(cohort).seen == []
    Draft.objects.update(saved_at=ago(minutes=20))
    assert states(lab(cohort)) == {"mai": "quiet"}
    cohort.starts_at = ago(minutes=10)
    cohort.save()
    assert lab(cohort).seen == []


def test_who_is_in_another_class_is_not_in_this_one(cohort):
    drafts.save(make_student("stranger"), EXERCISE, "x = 1")
    found = lab(cohort)
    assert found.seen == []
    assert len(found.absent) == 2


def test_who_wants_help_longest_stands_first(cohort, student, other):
    for minutes in (9, 8, 7):
        fail(student, minutes)
    for minutes in (14, 13, 12):
        fail(other, minutes)
    third = make_student("aaron", last_name="Aaron")
    cohorts.enrol(cohort, third)
    drafts.save(third, EXERCISE, "x = 1")
    assert [one.person.username for one in lab(cohort).seen] == ["other", "mai", "aaron"]


def test_while_somebody_goes_on_typing_there_is_nothing_new_to_show(cohort, student):
    drafts.save(student, EXERCISE, "x = 1")
    before = lab(cohort)
    drafts.save(student, EXERCISE, "x = 12")
    assert repr(lab(cohort)) == repr(before)
    fail(student, 0)
    assert repr(lab(cohort)) != repr(before)


@pytest.mark.parametrize("students", [1, 40])
def test_a_class_of_any_size_takes_the_same_queries(cohort, bank, students, django_assert_num_queries):
    for number in range(students):
        user = make_student(f"s{number}")
        cohorts.enrol(cohort, user)
        drafts.save(user, EXERCISE, "x = 1")
        fail(user, 1)
        attempts.start(user, bank, Attempt.Mode.PAGE)
    with django_assert_num_queries(7):
        assert len(lab(cohort).seen) == students
