"""When a class's items open, are due and close, what late work earns, and how a running exam follows."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quizzes import accommodations, assignments, attempts, cohorts, deadlines
from quizzes.deadlines import CLOSED, LATE, NOT_OPEN, OPEN, Terms
from quizzes.models import Attempt
from tests.factories import make_class, make_instructor, make_student

NOW = timezone.now()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUIZ = ("quiz", "practice-exam")


def begin(student, bank, **more):
    return attempts.start(student, bank, Attempt.Mode.PAGE, **more)


@pytest.mark.parametrize(
    ("at", "state", "credit"),
    [
        (NOW - 2 * HOUR, NOT_OPEN, 0),
        (NOW - HOUR, OPEN, 1),
        (NOW, OPEN, 1),
        (NOW + timedelta(seconds=1), LATE, 0.9),
        (NOW + DAY, LATE, 0.9),
        (NOW + DAY + HOUR, LATE, 0.8),
        (NOW + 3 * DAY, LATE, 0.7),
        (NOW + 3 * DAY + HOUR, CLOSED, 0),
    ],
)
def test_late_work_loses_its_percent_for_each_day_begun_until_it_closes(at, state, credit):
    terms = Terms(opens_at=NOW - HOUR, due_at=NOW, late_until=NOW + 3 * DAY, late_percent=10)
    assert terms.state(at) == state
    assert terms.credit(at) == pytest.approx(credit)


def test_without_late_work_it_closes_when_it_is_due():
    assert Terms(due_at=NOW).credit(NOW) == 1
    assert Terms(due_at=NOW).credit(NOW + timedelta(seconds=1)) == 0


def test_without_dates_everything_is_in_time():
    assert Terms().state(NOW) == OPEN
    assert Terms().credit(NOW) == 1


@given(
    percent=st.integers(0, 100),
    days=st.integers(0, 400),
    early=st.timedeltas(max_value=500 * DAY),
    more=st.timedeltas(),
)
def test_later_never_earns_more_and_nothing_earns_less_than_none(percent, days, early, more):
    terms = Terms(due_at=NOW, late_until=NOW + days * DAY if days else None, late_percent=percent)
    first = NOW + min(max(early, -500 * DAY), 500 * DAY)
    second = first + min(abs(more), 500 * DAY)
    assert 1 >= terms.credit(first) >= terms.credit(second) >= 0


def test_an_extension_moves_the_due_date_and_the_late_work_with_it(cohort, student, other):
    (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW, late_until=NOW + DAY, late_percent=5)
    assignments.extend(row, [student], NOW + 2 * DAY, reason="ill")
    schedule = deadlines.Schedule(cohort)
    mine, theirs = schedule.terms(QUIZ, student.pk), schedule.terms(QUIZ, other.pk)
    assert (mine.due_at, mine.late_until, mine.is_extended) == (NOW + 2 * DAY, NOW + 3 * DAY, True)
    assert (theirs.due_at, theirs.late_until, theirs.is_extended) == (NOW, NOW + DAY, False)


def test_an_extension_that_the_class_has_overtaken_takes_no_time_away(cohort, student):
    (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW)
    assignments.extend(row, [student], NOW + DAY)
    row.due_at = NOW + 5 * DAY
    assignments.change(row)
    assert deadlines.Schedule(cohort).terms(QUIZ, student.pk).due_at == NOW + 5 * DAY


def test_a_second_extension_takes_the_place_of_the_first(cohort, student, instructor):
    (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW)
    for days in (1, 2):
        assignments.extend(row, [student], NOW + days * DAY, reason=f"for {days}", by=instructor)
    extension = row.extensions.get()
    assert (extension.due_at, extension.reason, extension.given_by) == (NOW + 2 * DAY, "for 2", instructor)


def test_what_a_class_has_not_set_counts_for_it_only_while_it_has_set_nothing(cohort, student):
    assert deadlines.Schedule(cohort).terms(QUIZ, student.pk) == Terms()
    assignments.assign(cohort, [("exercise", "forward-diffusion")])
    assert deadlines.Schedule(cohort).terms(QUIZ, student.pk) is None


def test_an_item_opens_with_its_class_unless_it_has_a_date_of_its_own(instructor, student):
    cohort = make_class(instructor, student, starts_at=NOW + DAY)
    assignments.assign(cohort, [QUIZ])
    assignments.assign(cohort, [("quiz", "later")], opens_at=NOW + 2 * DAY)
    schedule = deadlines.Schedule(cohort)
    assert schedule.terms(QUIZ, student.pk).opens_at == NOW + DAY
    assert schedule.terms(("quiz", "later"), student.pk).opens_at == NOW + 2 * DAY


def test_setting_an_item_twice_keeps_the_first_dates(cohort):
    assignments.assign(cohort, [QUIZ], due_at=NOW)
    assert assignments.assign(cohort, [QUIZ], due_at=NOW + DAY) == []
    assert cohort.assignments.get().due_at == NOW


@pytest.mark.parametrize(
    "dates",
    [
        {"opens_at": NOW, "due_at": NOW},
        {"due_at": NOW, "late_until": NOW},
        {"late_until": NOW},
        {"weight": -1},
        {"late_percent": 101},
    ],
)
def test_dates_that_make_no_sense_are_not_stored(cohort, dates):
    with pytest.raises(IntegrityError), transaction.atomic():
        assignments.assign(cohort, [QUIZ], **dates)


class TestStarting:
    @pytest.mark.parametrize(
        ("dates", "may"),
        [
            ({}, True),
            ({"opens_at": NOW + HOUR}, False),
            ({"due_at": NOW - HOUR}, False),
            ({"due_at": NOW - HOUR, "late_until": NOW + HOUR}, True),
            ({"due_at": NOW + HOUR}, True),
        ],
    )
    def test_an_exam_starts_while_its_class_lets_it(self, cohort, student, bank, dates, may):
        assignments.assign(cohort, [QUIZ], **dates)
        if may:
            assert begin(student, bank, now=NOW).is_open
        else:
            with pytest.raises(attempts.NotNow):
                begin(student, bank, now=NOW)

    def test_a_self_check_starts_at_any_time(self, cohort, student, bank):
        assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        assert begin(student, bank, purpose=Attempt.Purpose.SELF_CHECK, now=NOW).is_open

    def test_an_exam_that_runs_already_goes_on(self, cohort, student, bank):
        running = begin(student, bank, now=NOW)
        assignments.assign(cohort, [QUIZ], due_at=NOW + timedelta(minutes=1))
        assert begin(student, bank, now=NOW + timedelta(seconds=61)) == running

    @pytest.mark.parametrize("other_due", [None, NOW + HOUR])
    def test_one_of_two_classes_is_enough(self, cohort, student, bank, other_due):
        assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        assignments.assign(make_class(make_instructor(), student), [QUIZ], due_at=other_due)
        assert begin(student, bank, now=NOW).is_open

    def test_a_class_that_set_nothing_takes_it_at_any_time(self, cohort, student, bank):
        assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        make_class(make_instructor(), student)
        assert begin(student, bank, now=NOW).is_open

    def test_a_class_that_set_other_things_has_no_say(self, cohort, student, bank):
        assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        assignments.assign(make_class(make_instructor(), student), [("exercise", "sample-ddpm")])
        with pytest.raises(attempts.NotNow):
            begin(student, bank, now=NOW)

    @pytest.mark.parametrize("ended", ["ended", "archived", "left"])
    def test_a_class_that_is_over_for_the_student_binds_no_more(self, cohort, student, bank, ended):
        assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        if ended == "archived":
            cohorts.archive(cohort)
        elif ended == "left":
            cohorts.remove(cohort, student)
        else:
            cohort.ends_at = NOW - HOUR / 2
            cohort.save()
        assert begin(student, bank, now=NOW).is_open

    def test_an_extension_opens_it_for_its_student_alone(self, cohort, student, other, bank):
        (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW - HOUR)
        assignments.extend(row, [student], NOW + HOUR)
        assert begin(student, bank, now=NOW).is_open
        with pytest.raises(attempts.NotNow):
            begin(other, bank, now=NOW)

    @pytest.mark.parametrize(
        ("dates", "words"),
        [({"opens_at": NOW + DAY}, "opens this quiz on"), ({"due_at": NOW - DAY}, "closed this quiz on")],
    )
    def test_the_page_says_when_in_the_time_zone_of_the_class(self, as_, cohort, student, bank, dates, words):
        cohort.time_zone = "Asia/Ho_Chi_Minh"
        cohort.save()
        assignments.assign(cohort, [QUIZ], **dates)
        page = as_(student).post(reverse("quizzes:start", args=["practice-exam"]), {"mode": "page"}, follow=True)
        there = next(iter(dates.values())).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
        assert words in page.content.decode()
        assert f"{there:%B}"[:3] in page.content.decode()
        assert f"{there.hour % 12 or 12}" in page.content.decode()
        assert not Attempt.objects.exists()


class TestRunning:
    """The bank takes 40 minutes."""

    def minutes(self, attempt) -> float:
        attempt.refresh_from_db()
        return (attempt.deadline - attempt.started_at) / timedelta(minutes=1)

    @pytest.fixture
    def running(self, cohort, student, bank) -> Attempt:
        return begin(student, bank)

    def test_it_ends_with_its_class_and_not_before_its_own_clock(self, cohort, student, other, bank):
        (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW + timedelta(minutes=10))
        assert self.minutes(begin(student, bank, now=NOW)) == 10
        row.due_at = NOW + DAY
        assignments.change(row)
        assert self.minutes(begin(other, bank, now=NOW)) == 40

    def test_a_changed_due_date_reaches_it(self, cohort, running):
        (row,) = assignments.assign(cohort, [QUIZ], due_at=running.started_at + timedelta(minutes=25))
        assert self.minutes(running) == 25
        row.due_at = running.started_at + timedelta(minutes=35)
        assignments.change(row)
        assert self.minutes(running) == 35
        assignments.take_back(row)
        assert self.minutes(running) == 40

    def test_an_extension_reaches_it_and_so_does_its_end(self, cohort, student, running):
        (row,) = assignments.assign(cohort, [QUIZ], due_at=running.started_at + timedelta(minutes=25))
        assignments.extend(row, [student], running.started_at + timedelta(minutes=30))
        assert self.minutes(running) == 30
        assignments.withdraw(row.extensions.get())
        assert self.minutes(running) == 25

    def test_extra_time_reaches_it_up_to_the_closing(self, cohort, student, running):
        accommodations.give(student, 1.5)
        assert self.minutes(running) == 60
        assignments.assign(cohort, [QUIZ], due_at=running.started_at + timedelta(minutes=50))
        assert self.minutes(running) == 50
        accommodations.give(student, 2)
        assert self.minutes(running) == 50

    def test_a_date_that_has_passed_closes_it_as_of_that_date(self, cohort, student, running):
        closed = running.started_at - timedelta(minutes=1)
        assignments.assign(cohort, [QUIZ], due_at=closed)
        attempts.expire_overdue()
        running.refresh_from_db()
        assert not running.is_open

    def test_the_exams_of_others_keep_their_end(self, instructor, cohort, student, other, bank):
        theirs = begin(other, bank)
        (row,) = assignments.assign(cohort, [QUIZ], due_at=theirs.started_at + timedelta(minutes=20))
        assignments.extend(row, [student], theirs.started_at + timedelta(minutes=39))
        assert self.minutes(theirs) == 20
        outsider = begin(make_student(), bank)
        assignments.change(row)
        assert self.minutes(outsider) == 40


def test_what_is_due_comes_soonest_first_from_all_classes(cohort, student):
    second = make_class(make_instructor(), student)
    assignments.assign(cohort, [("exercise", "sample-ddpm")])
    assignments.assign(cohort, [QUIZ], due_at=NOW + 2 * DAY)
    assignments.assign(second, [QUIZ], due_at=NOW + DAY)
    found = [(due.cohort, due.assignment.key) for due in deadlines.of_student(student)]
    assert found == [(second, QUIZ), (cohort, QUIZ), (cohort, ("exercise", "sample-ddpm"))]


def test_dates_are_compared_as_moments_and_not_as_they_are_written(cohort, student):
    there = datetime(2030, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    assignments.assign(cohort, [QUIZ], due_at=there)
    terms = deadlines.Schedule(cohort).terms(QUIZ, student.pk)
    assert terms.state(datetime(2029, 12, 31, 17, 29, tzinfo=ZoneInfo("UTC"))) == OPEN
    assert terms.state(datetime(2029, 12, 31, 17, 31, tzinfo=ZoneInfo("UTC"))) == CLOSED


@pytest.mark.parametrize("students", [1, 30])
def test_a_larger_class_takes_no_more_queries(cohort, django_assert_num_queries, students):
    (row,) = assignments.assign(cohort, [QUIZ], due_at=NOW)
    many = [make_student() for _ in range(students)]
    assignments.extend(row, many, NOW + DAY)
    with django_assert_num_queries(2):
        schedule = deadlines.Schedule(cohort)
        assert all(schedule.terms(QUIZ, one.pk).is_extended for one in many)
