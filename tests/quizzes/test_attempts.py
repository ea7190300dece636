"""The write path: starting, saving, submitting, expiring."""

from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.questions import BankDocument
from quizzes import attempts
from quizzes.models import GRACE, Attempt
from quizzes.tasks import expire_attempts
from tests.factories import bank_json, make_bank, make_student

pytestmark = pytest.mark.django_db

RIGHT = {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0}


@pytest.fixture
def student():
    return make_student()


@pytest.fixture
def attempt(student):
    return attempts.start(student, make_bank(), Attempt.Mode.PAGE)


def overdue(attempt):
    attempt.deadline = timezone.now() - GRACE - timedelta(seconds=1)
    attempt.save()
    return attempt


def test_starting_again_goes_on_with_the_open_attempt(student, attempt):
    assert attempts.start(student, attempt.bank_version, Attempt.Mode.SINGLE) == attempt
    assert attempt.deadline - attempt.started_at == timedelta(minutes=40)


def test_after_the_time_is_over_starting_makes_a_new_attempt(student, attempt):
    again = attempts.start(student, overdue(attempt).bank_version, Attempt.Mode.PAGE)
    attempt.refresh_from_db()
    assert again != attempt
    assert attempt.status == Attempt.Status.EXPIRED


@pytest.mark.parametrize("purpose", Attempt.Purpose)
def test_the_database_holds_one_open_attempt_per_student_bank_and_purpose(student, attempt, purpose):
    attempts.start(student, attempt.bank_version, Attempt.Mode.PAGE, purpose)
    with pytest.raises(IntegrityError), transaction.atomic():
        attempts._create(student, attempt.bank_version, Attempt.Mode.PAGE, purpose, timezone.now())


def test_a_self_check_stands_beside_an_exam_and_has_no_deadline(student, attempt):
    check = attempts.start(student, attempt.bank_version, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    assert check != attempt
    assert check.deadline is None
    assert attempts.expire_overdue(now=timezone.now() + timedelta(days=365)) == 1
    check.refresh_from_db()
    assert check.is_open


def test_the_database_holds_no_exam_without_a_deadline(attempt):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(deadline=None)


def test_two_students_have_an_attempt_each(attempt):
    assert attempts.start(make_student(), attempt.bank_version, Attempt.Mode.PAGE) != attempt


def test_an_attempt_keeps_the_version_that_it_was_started_with(attempt):
    changed = bank_json()
    changed["questions"][0]["correct"] = 3
    make_bank(changed)
    attempts.save_answers(attempt, RIGHT)
    attempts.submit(attempt)
    assert attempt.score == 100


def test_options_are_shuffled_per_attempt_and_stay_as_they_were_dealt(attempt):
    document = BankDocument.model_validate(bank_json())
    orders = [attempts.option_order(document, Random(seed)) for seed in range(20)]
    assert all(sorted(order) == [0, 1, 2, 3] for dealt in orders for order in dealt.values())
    assert len({str(dealt) for dealt in orders}) > 1
    assert attempts.option_order(document, Random(3)) == attempts.option_order(document, Random(3))
    assert sorted(attempt.option_order) == sorted(attempt.question_order) == list("123456")


def test_questions_are_shuffled_per_attempt(attempt):
    document = BankDocument.model_validate(bank_json())
    orders = {tuple(attempts.question_order(document, Random(seed))) for seed in range(20)}
    assert all(sorted(order) == list("123456") for order in orders)
    assert len(orders) > 1
    assert attempts.question_order(document, Random(3)) == attempts.question_order(document, Random(3))


def test_a_bank_may_keep_its_questions_in_order():
    document = BankDocument.model_validate(bank_json(shuffle_questions=False))
    assert attempts.question_order(document, Random(1)) == list("123456")


def test_a_question_that_builds_on_the_one_before_stays_right_behind_it():
    data = bank_json()
    for index in (2, 3):
        data["questions"][index]["with_previous"] = True
    document = BankDocument.model_validate(data)
    orders = {"".join(attempts.question_order(document, Random(seed))) for seed in range(20)}
    assert all("234" in order for order in orders)
    assert len({order.index("234") for order in orders}) > 1


def test_the_first_question_has_none_before_it():
    data = bank_json(shuffle_questions=False)
    data["questions"][0]["with_previous"] = True
    assert attempts.question_order(BankDocument.model_validate(data), Random(1)) == list("123456")


def test_a_bank_may_keep_its_options_in_order():
    document = BankDocument.model_validate(bank_json(shuffle_options=False))
    assert set(map(tuple, attempts.option_order(document, Random(1)).values())) == {(0, 1, 2, 3)}


def test_saving_adds_changes_and_clears_answers(attempt):
    attempts.save_answers(attempt, {"1": 0, "2": 2})
    attempts.save_answers(attempt, {"1": 3, "2": None, "4": 1})
    assert attempt.given() == {"1": 3, "4": 1}


def test_flags_are_put_up_and_taken_down(attempt):
    attempts.flag(attempt, "3", True)
    attempts.flag(attempt, "1", True)
    attempts.flag(attempt, "3", True)
    assert Attempt.objects.get().flagged == ["1", "3"]
    attempts.flag(attempt, "3", False)
    attempts.flag(attempt, "2", False)
    assert Attempt.objects.get().flagged == ["1"]


def test_a_flag_from_another_page_is_not_lost(attempt):
    twin = Attempt.objects.get()
    attempts.flag(attempt, "1", True)
    attempts.flag(twin, "2", True)
    assert Attempt.objects.get().flagged == ["1", "2"]


def test_submitting_stores_the_score_by_domain_weakest_first(attempt):
    attempts.save_answers(attempt, RIGHT | {"4": 0})
    assert attempts.submit(attempt)
    assert (attempt.status, attempt.score, attempt.passed) == (Attempt.Status.SUBMITTED, 70.0, True)
    assert attempt.domains[0]["name"] == "Retrieval"


def test_submitting_twice_changes_nothing(attempt):
    attempts.submit(attempt)
    first = attempt.submitted_at
    assert not attempts.submit(attempt, timezone.now() + timedelta(hours=1))
    assert attempt.submitted_at == first
    assert attempt.status == Attempt.Status.SUBMITTED


def test_a_submitted_attempt_takes_no_more_answers(attempt):
    attempts.save_answers(attempt, {"1": 0})
    attempts.submit(attempt)
    with pytest.raises(attempts.Closed):
        attempts.save_answers(attempt, {"1": 1})
    assert attempt.given() == {"1": 0}


def test_an_answer_on_its_way_at_the_deadline_counts_and_a_later_one_does_not(attempt):
    attempts.save_answers(attempt, {"1": 1}, now=attempt.deadline + GRACE)
    with pytest.raises(attempts.Closed):
        attempts.save_answers(attempt, {"2": 0}, now=attempt.deadline + GRACE + timedelta(seconds=1))
    assert attempt.given() == {"1": 1}


def test_an_expired_attempt_is_marked_with_what_was_saved(attempt):
    attempts.save_answers(attempt, {"1": 1})
    late = attempt.deadline + timedelta(days=3)
    assert attempts.expire_overdue(now=late) == 1
    attempt.refresh_from_db()
    assert (attempt.status, attempt.score) == (Attempt.Status.EXPIRED, 15.0)
    assert attempt.submitted_at == attempt.deadline


def test_only_what_is_overdue_expires(attempt):
    assert attempts.expire_overdue(now=attempt.deadline + GRACE) == 0
    attempts.submit(attempt)
    assert attempts.expire_overdue(now=attempt.deadline + timedelta(days=1)) == 0


def test_the_end_of_a_running_exam_can_be_moved(attempt):
    later = attempt.deadline + timedelta(minutes=10)
    assert attempts.change_deadline(attempt, later)
    assert attempts.expire_overdue(now=later) == 0
    attempts.save_answers(attempt, {"1": 1}, now=later)
    assert attempts.change_deadline(attempt, timezone.now() - timedelta(hours=1))
    assert attempts.expire_overdue() == 1


def test_the_end_of_a_finished_exam_stays(attempt):
    attempts.submit(attempt)
    before = attempt.deadline
    assert not attempts.change_deadline(attempt, before + timedelta(minutes=10))
    attempt.refresh_from_db()
    assert attempt.deadline == before


def test_a_self_check_gets_no_deadline(student):
    check = attempts.start(student, make_bank(), Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    assert not attempts.change_deadline(check, timezone.now())
    assert check.deadline is None


def test_time_that_was_added_after_the_row_was_read_is_not_cut_off(attempt):
    stale = Attempt.objects.get()
    late = attempt.deadline + timedelta(minutes=1)
    attempts.change_deadline(attempt, attempt.deadline + timedelta(minutes=10))
    assert not attempts.expire(stale, late)
    assert Attempt.objects.get().is_open


def test_the_clock_closes_what_a_student_left_open(attempt):
    overdue(attempt)
    assert expire_attempts() == 1
    assert expire_attempts() == 0
