"""Several pages at one attempt: none overwrites what it has not seen."""

import pytest

from quizzes import attempts
from quizzes.attempts import Page, Stale
from quizzes.models import Attempt
from tests.factories import make_bank, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt():
    return attempts.start(make_student(), make_bank(), Attempt.Mode.PAGE)


def revision():
    return Attempt.objects.get().revision


def test_a_page_that_is_in_step_saves_and_stays_in_step(attempt):
    attempts.save_answers(attempt, {"1": 0}, Page("desk", 0))
    attempts.save_answers(attempt, {"1": 1}, Page("desk", 1))
    assert attempt.given() == {"1": 1}
    assert revision() == 2


def test_a_page_whose_answer_was_lost_on_the_way_is_not_stale(attempt):
    """It saved, never heard so, and tries again with the revision that it knows."""
    attempts.save_answers(attempt, {"1": 0}, Page("desk", 0))
    attempts.save_answers(attempt, {"1": 0, "2": 1}, Page("desk", 0))
    assert attempt.given() == {"1": 0, "2": 1}


def test_a_page_that_has_missed_a_change_overwrites_nothing(attempt):
    attempts.save_answers(attempt, {"1": 0}, Page("phone", 0))
    with pytest.raises(Stale):
        attempts.save_answers(attempt, {"1": 3, "2": 1}, Page("desk", 0))
    assert attempt.given() == {"1": 0}
    assert revision() == 1


def test_having_saved_before_does_not_help_a_page_that_missed_a_later_change(attempt):
    attempts.save_answers(attempt, {"1": 0}, Page("desk", 0))
    attempts.save_answers(attempt, {"1": 1}, Page("phone", 1))
    with pytest.raises(Stale):
        attempts.save_answers(attempt, {"1": 2}, Page("desk", 1))
    assert attempt.given() == {"1": 1}


def test_saving_what_is_saved_already_makes_no_other_page_stale(attempt):
    attempts.save_answers(attempt, {"1": 0}, Page("desk", 0))
    attempts.save_answers(attempt, {"1": 0}, Page("desk", 1))
    attempts.save_answers(attempt, {"2": None}, Page("desk", 1))
    assert revision() == 1


def test_a_flag_is_a_change_like_any_other(attempt):
    attempts.flag(attempt, "1", True, Page("phone", 0))
    with pytest.raises(Stale):
        attempts.flag(attempt, "2", True, Page("desk", 0))
    assert Attempt.objects.get().flagged == ["1"]


def test_a_page_without_a_name_is_known_by_its_revision_alone(attempt):
    attempts.save_answers(attempt, {"1": 0})
    with pytest.raises(Stale):
        attempts.save_answers(attempt, {"1": 3}, Page("", 0))
    attempts.save_answers(attempt, {"1": 3}, Page("", 1))
    assert attempt.given() == {"1": 3}
