"""Who is stuck, at work, quiet or done, by what they did when."""

from datetime import UTC, datetime, timedelta

import pytest

from quizzes.live.rules import AT_IT, NO_PROGRESS, WORKING, State, Try, Work, standing

NOW = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def wrong(minutes: float, misconception: str = "", score: float = 0.0) -> Try:
    return Try(ago(minutes), False, score, misconception)


def right(minutes: float) -> Try:
    return Try(ago(minutes), True, 100.0, "")


def state(*tries: Try, began: float = 10, last: float = 1, **fields) -> State:
    return standing(Work(ago(began), ago(last), tries=list(tries), **fields), NOW).state


def test_who_did_anything_lately_works_and_who_did_not_is_quiet():
    assert state() == State.WORKING
    assert state(last=WORKING / timedelta(minutes=1)) == State.WORKING
    assert state(last=WORKING / timedelta(minutes=1) + 0.1) == State.QUIET


def test_three_wrong_in_a_row_are_stuck_and_two_are_not():
    assert state(wrong(5), wrong(4)) == State.WORKING
    found = standing(Work(ago(10), ago(1), tries=[wrong(5), wrong(4), wrong(3)]), NOW)
    assert (found.state, found.wrong_in_a_row, found.since) == (State.STUCK, 3, ago(10))


def test_the_same_misconception_twice_in_a_row_is_stuck():
    found = standing(Work(ago(10), ago(1), tries=[wrong(5, "plus-sign"), wrong(4, "plus-sign")]), NOW)
    assert (found.state, found.misconception, found.wrong_in_a_row) == (State.STUCK, "plus-sign", 0)
    assert state(wrong(5, "plus-sign"), wrong(4, "off-by-one")) == State.WORKING
    assert state(wrong(5, "plus-sign"), wrong(4), wrong(3, "plus-sign"), began=6) == State.STUCK  # three wrong
    assert state(wrong(5), wrong(4)) == State.WORKING  # nothing named is no misconception


def test_twenty_minutes_without_progress_are_stuck():
    minutes = NO_PROGRESS / timedelta(minutes=1)
    assert state(began=minutes - 0.1) == State.WORKING
    assert state(began=minutes) == State.STUCK


def test_a_better_score_is_progress_and_the_same_is_none():
    better = [wrong(25, score=20), wrong(8, score=40)]
    assert state(*better, began=40) == State.WORKING
    assert state(wrong(25, score=20), wrong(8, score=20), began=40) == State.STUCK
    assert standing(Work(ago(40), ago(1), tries=[wrong(25, score=20)]), NOW).since == ago(25)


def test_who_went_away_is_quiet_and_not_stuck():
    away = AT_IT / timedelta(minutes=1) + 0.1
    assert state(wrong(30), wrong(29), wrong(28), began=60, last=away) == State.QUIET


def test_who_has_solved_it_is_done_whatever_else_they_try():
    assert state(right(5), wrong(4), wrong(3), wrong(2), is_over=True) == State.DONE


@pytest.mark.parametrize("last", [1, 30])
def test_nobody_is_stuck_in_a_quiz(last):
    assert state(began=100, last=last, is_exercise=False) in (State.WORKING, State.QUIET)


def test_what_was_done_earlier_and_later_is_all_of_the_work():
    work = Work(ago(10), ago(10))
    for minutes in (12, 3, 5):
        work.saw(ago(minutes))
    assert (work.began, work.last) == (ago(12), ago(3))
