"""A self-check's write path: what is checked, which help was taken, and what counts in the end."""

import pytest

from quizzes import attempts, trials
from quizzes.attempts import Closed, Page, Stale
from quizzes.models import Attempt, Trial
from tests.factories import bank_json, make_bank, make_student, several

pytestmark = pytest.mark.django_db


@pytest.fixture
def check():
    questions = bank_json()["questions"]
    questions[0]["hints"] = ["First.", "Second."]
    questions[1] = several(2, "Diffusion")
    return attempts.start(make_student(), make_bank(questions=questions), Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)


@pytest.fixture
def questions(check):
    return {str(question.id): question for question in check.document().questions}


def answer(check, question, given):
    attempts.save_answers(check, {str(question.id): given})
    trials.check(check, question)


def first_hint(check, question, page=None):
    trials.take_hint(check, question, 1, page)


def trial():
    return Trial.objects.get()


def test_every_answer_that_is_checked_is_kept_in_its_order(check, questions):
    for given in (3, 0, 1):
        answer(check, questions["1"], given)
    assert trial().tried == [3, 0, 1]
    assert trial().first == 3


def test_pressing_check_again_is_no_further_try(check, questions):
    answer(check, questions["1"], 3)
    trials.check(check, questions["1"])
    assert trial().tried == [3]


def test_saving_alone_checks_nothing(check, questions):
    attempts.save_answers(check, {"1": 1})
    assert not Trial.objects.exists()


def test_without_an_answer_there_is_nothing_to_check(check, questions):
    with pytest.raises(trials.Unanswered):
        trials.check(check, questions["1"])
    assert not Trial.objects.exists()


@pytest.mark.parametrize("act", [first_hint, trials.reveal])
def test_a_solved_question_takes_no_more_help_and_no_more_tries(check, questions, act):
    answer(check, questions["1"], 1)
    act(check, questions["1"])
    answer(check, questions["1"], 2)
    assert (trial().tried, trial().hints, trial().revealed) == ([1], 0, False)


def test_ticks_that_are_partly_right_do_not_solve_it(check, questions):
    answer(check, questions["2"], [0])
    assert trials.is_open(questions["2"], trial())
    answer(check, questions["2"], [0, 2])
    assert not trials.is_open(questions["2"], trial())


def test_hints_come_one_by_one_until_there_are_no_more(check, questions):
    taken = []
    for number in (1, 2, 3, 4):
        trials.take_hint(check, questions["1"], number)
        taken.append(trial().hints)
    assert taken == [1, 2, 2, 2]


@pytest.mark.parametrize("asked", [[1, 1], [1, 3], [1, 0], [1, -5]])
def test_asking_twice_for_a_hint_or_for_a_later_one_gives_no_second(check, questions, asked):
    for number in asked:
        trials.take_hint(check, questions["1"], number)
    assert trial().hints == 1


def test_where_there_are_no_hints_none_is_counted(check, questions):
    first_hint(check, questions["3"])
    assert not Trial.objects.exists()


def test_the_answer_is_shown_only_to_whoever_has_tried(check, questions):
    trials.reveal(check, questions["1"])
    assert not Trial.objects.exists()
    answer(check, questions["1"], 0)
    trials.reveal(check, questions["1"])
    assert trial().revealed


def test_after_the_answer_was_shown_it_is_no_longer_found(check, questions):
    answer(check, questions["1"], 0)
    trials.reveal(check, questions["1"])
    answer(check, questions["1"], 1)
    assert trial().tried == [0]


@pytest.mark.parametrize("act", [trials.check, first_hint, trials.reveal])
def test_a_finished_self_check_stays_as_it_is(check, questions, act):
    answer(check, questions["1"], 0)
    attempts.submit(check)
    with pytest.raises(Closed):
        act(check, questions["1"])
    assert (trial().tried, trial().hints, trial().revealed) == ([0], 0, False)


@pytest.mark.parametrize("act", [trials.check, first_hint, trials.reveal])
def test_a_stale_page_changes_nothing(check, questions, act):
    answer(check, questions["1"], 0)
    with pytest.raises(Stale):
        act(check, questions["1"], Page("old", 0))
    assert (trial().tried, trial().hints, trial().revealed) == ([0], 0, False)


def test_what_came_to_mind_first_is_the_score_and_nothing_is_passed(check, questions):
    right = {"1": 1, "2": [0, 2], "3": 3, "4": 2, "5": 1, "6": 0}
    answer(check, questions["4"], 0)
    for key, given in right.items():
        answer(check, questions[key], given)
    attempts.submit(check)
    check.refresh_from_db()
    assert (check.status, check.score, check.passed) == (Attempt.Status.SUBMITTED, 70.0, False)
    assert check.domains[0]["name"] == "Retrieval"


def test_an_answer_that_was_never_checked_does_not_count(check):
    attempts.save_answers(check, {"1": 1})
    attempts.submit(check)
    assert check.score == 0


def test_it_is_never_the_best_result(check, questions):
    answer(check, questions["1"], 1)
    attempts.submit(check)
    assert not Attempt.objects.best_per_bank([check.user_id]).exists()
