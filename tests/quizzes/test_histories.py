"""How the score went over a student's attempts at one bank."""

import pytest
from django.urls import reverse

from quizzes import attempts
from quizzes.histories import SHOWN, history
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank, make_student

pytestmark = pytest.mark.django_db
EXAM, CHECK = Attempt.Purpose.EXAM, Attempt.Purpose.SELF_CHECK


def take(student, bank, answers=None, purpose=EXAM):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE, purpose)
    attempts.save_answers(attempt, answers or {})
    attempts.submit(attempt)
    return attempt


def test_the_table_is_newest_first_and_the_chart_oldest_first(bank):
    student = make_student()
    first, second = take(student, bank), take(student, bank, {"1": 1})
    found = history(Attempt.objects.for_user(student), bank.item_id)
    assert found.attempts == [second, first]
    assert [point.attempt for point in found.points] == [first, second]
    assert found.points[0].x < found.points[1].x


def test_a_better_score_stands_higher_and_the_pass_mark_between(bank):
    student = make_student()
    take(student, bank)
    take(student, bank, {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0})
    found = history(Attempt.objects.for_user(student), bank.item_id)
    none, all_right = (point.y for point in found.points)
    assert all_right < found.pass_y < none
    assert dict(found.marks)[0] == none
    assert dict(found.marks)[100] == all_right


def test_the_line_joins_exams_alone(bank):
    student = make_student()
    for purpose in (EXAM, CHECK, EXAM):
        take(student, bank, purpose=purpose)
    found = history(Attempt.objects.for_user(student), bank.item_id)
    assert len(found.exams) == len(found.line.split()) == 2
    assert len(found.self_checks) == 1


def test_only_what_is_finished_and_of_this_bank_is_in_it(bank):
    student = make_student()
    attempts.start(student, bank, Attempt.Mode.PAGE)
    take(student, make_bank(bank_json(slug="another")))
    assert history(Attempt.objects.for_user(student), bank.item_id).attempts == []


def test_a_long_history_shows_the_latest(bank):
    student = make_student()
    taken = [take(student, bank) for _ in range(SHOWN + 3)]
    found = history(Attempt.objects.for_user(student), bank.item_id)
    assert found.attempts[0] == taken[-1]
    assert len(found.attempts) == SHOWN
    assert found.left <= found.points[0].x
    assert found.points[-1].x <= found.right


def test_the_review_and_the_cover_show_it(as_, student, other, bank):
    first, second = take(student, bank), take(student, bank, {"1": 1})
    foreign = take(other, bank)
    for page in (reverse("quizzes:attempt", args=[second.pk]), reverse("quizzes:quiz", args=[bank.item.slug])):
        html = as_(student).get(page).content.decode()
        assert '<svg class="curve"' in html
        assert reverse("quizzes:attempt", args=[first.pk]) in html
        assert reverse("quizzes:attempt", args=[foreign.pk]) not in html


def test_a_single_attempt_has_no_chart(as_, student, bank):
    take(student, bank)
    html = as_(student).get(reverse("quizzes:quiz", args=[bank.item.slug])).content.decode()
    assert "Your past attempts" in html
    assert '<svg class="curve"' not in html
