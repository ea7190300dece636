"""An attempt's log says when it was started, gone on with, saved and handed in; nothing changes it, and few read it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes import attempts, logs
from quizzes.models import Attempt, AttemptEvent, NeverOverwritten

NOW = timezone.now()


def kinds(attempt: Attempt) -> list[str]:
    return [event.kind for event in attempt.events.all()]


@pytest.fixture
def running(student, mixed_bank) -> Attempt:
    return attempts.start(student, mixed_bank, Attempt.Mode.PAGE, now=NOW)


def test_an_attempt_is_logged_from_start_to_end(running):
    attempts.save_answers(running, {"1": 1, "3": 0.5}, now=NOW + timedelta(minutes=1))
    attempts.submit(running, now=NOW + timedelta(minutes=2))
    assert kinds(running) == ["started", "saved", "submitted"]
    assert [line.numbers for line in logs.lines(running)] == [[], [1, 3], []]


def test_saving_what_is_saved_already_is_no_event(running):
    for _ in range(2):
        attempts.save_answers(running, {"1": 1}, now=NOW)
    assert kinds(running) == ["started", "saved"]


def test_coming_back_is_logged_after_a_silence_alone(running, student, mixed_bank):
    attempts.start(student, mixed_bank, Attempt.Mode.PAGE, now=NOW + timedelta(minutes=1))
    assert kinds(running) == ["started"]
    attempts.start(student, mixed_bank, Attempt.Mode.PAGE, now=NOW + timedelta(minutes=7))
    assert kinds(running) == ["started", "resumed"]


def test_opening_the_page_again_is_coming_back(running, as_, student):
    page = reverse("quizzes:attempt", args=[running.pk])
    for silence, told in ((0, ["started"]), (6, ["started", "resumed"])):
        logs.AttemptEvent._base_manager.all()._raw_delete("default")
        logs.write(running, "started", timezone.now() - timedelta(minutes=silence))
        as_(student).get(page)
        assert kinds(running) == told


def test_the_clock_leaves_its_own_mark_and_a_second_end_none(running):
    late = running.deadline + timedelta(minutes=1)
    assert attempts.expire(running, late)
    assert not attempts.submit(running, late)
    assert kinds(running) == ["started", "expired"]


def test_a_line_is_never_overwritten(running):
    event = running.events.get()
    event.kind = "submitted"
    with pytest.raises(NeverOverwritten):
        event.save()
    with pytest.raises(NeverOverwritten):
        AttemptEvent.objects.all().delete()


def test_those_who_teach_the_student_read_it_and_the_student_does_not(running, as_, instructor, cohort, student):
    attempts.submit(running, now=NOW + timedelta(minutes=1))
    page = reverse("quizzes:attempt", args=[running.pk])
    assert "Handed in" in as_(instructor).get(page).content.decode()
    assert "Handed in" not in as_(student).get(page).content.decode()
