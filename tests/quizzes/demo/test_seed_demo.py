"""The made-up class is believable: real verdicts, answers that fit their questions, late and missing work, pairs."""

import random
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from content.gathering import LIBRARY
from content.importing import import_path
from content.marking import mark
from grader import submissions
from grader.models import CheckResult, Submission
from quizzes.demo import filling, programs
from quizzes.demo.answers import right, wrong
from quizzes.demo.people import people
from quizzes.models import Attempt, Cohort
from quizzes.similarity import reports
from tests.factories import bank_json, make_bank, make_instructor, make_student, numeric, several, steps
from tests.grader.verdicts import verdict


@pytest.fixture
def shelves(monkeypatch):
    """Two exercises with verdicts that nobody waited for; that programs are really judged has a test of its own."""

    def stocked(exercises, rng):
        shelf = programs.Shelf(right=[verdict()], wrong=[verdict(accepted=False, misconception="plus-sign")])
        shelf.sources = {id(one): f"x = {number}" for number, one in enumerate([*shelf.right, *shelf.wrong])}
        return dict.fromkeys(exercises, shelf)

    monkeypatch.setattr(programs, "shelves", stocked)


@pytest.fixture(scope="module")
def questions():
    every = [*bank_json()["questions"], several(21, "Diffusion"), numeric(22, "Retrieval"), steps(23, "Diffusion")]
    return every


def test_a_class_has_work_of_every_kind_and_none_from_the_future(db, shelves, instructor):
    import_path(LIBRARY)
    cohort = filling.fill(instructor, "Autumn", 6, seed=3)
    assert cohort.memberships.count() == 6
    assert Attempt.objects.filter(submitted_at__isnull=False).exists()
    assert set(Submission.objects.values_list("accepted", flat=True)) == {True, False}
    assert CheckResult.objects.exists()
    assert not Submission.objects.filter(created_at__gt=timezone.now()).exists()
    assert cohort.assignments.filter(due_at__gt=timezone.now()).exists(), "something still runs"
    assert not Submission.objects.filter(pictures_owed=True).exists(), "no worker is kept busy by it"


def test_the_same_seed_makes_the_same_people():
    assert list(people(9, random.Random(4))) == list(people(9, random.Random(4)))
    assert list(people(9, random.Random(4))) != list(people(9, random.Random(5)))


def test_answers_fit_their_questions(db, questions):
    for question in make_bank(bank_json(questions=questions, questions_count=len(questions))).document().questions:
        assert mark(question, right(question)) == 1
        for lure in range(12):
            assert mark(question, wrong(question, lure)) < 1, (question.kind, lure)


def test_programs_are_really_judged_and_rare_ones_come_in_pairs(db):
    import_path(LIBRARY)
    (shelf,) = programs.shelves(["linear-schedule"], random.Random(1)).values()
    assert shelf.right
    assert all(one.accepted and one.score == one.max_score for one in shelf.right)
    assert shelf.wrong
    assert not any(one.accepted for one in shelf.wrong)
    assert len({one.misconception for one in shelf.wrong}) == len(shelf.wrong)
    assert len(shelf.rare) == 2 * len({id(one) for one in shelf.rare})


@pytest.mark.parametrize("count", ["0", "-1", "1000"])
def test_too_few_and_too_many_are_refused(db, count):
    with pytest.raises(CommandError, match="expected 1 to 999 students"):
        call_command("seed_demo", "--students", count)


def test_a_teacher_who_is_not_there_is_named(db):
    with pytest.raises(CommandError, match="expected an account named nobody, found none"):
        call_command("seed_demo", "--instructor", "nobody")


def test_without_the_corpus_it_says_what_is_missing_and_leaves_nothing_behind(db, monkeypatch, tmp_path):
    import_path(LIBRARY)
    make_instructor("teacher")
    monkeypatch.setattr(programs, "CORPUS", tmp_path / "not-there")
    with pytest.raises(CommandError, match="run this in a checkout"):
        call_command("seed_demo", "--instructor", "teacher", stdout=StringIO())
    assert not Cohort.objects.exists()
    assert not User.objects.filter(username__startswith="demo").exists()


def test_a_second_class_uses_the_same_accounts(db, shelves, instructor):
    import_path(LIBRARY)
    filling.fill(instructor, "One", 2, seed=1)
    filling.fill(instructor, "Two", 3, seed=2)
    assert User.objects.filter(username__startswith="demo").count() == 3


def test_two_who_handed_in_a_rare_program_are_found_by_the_report(db, cohort, student, other):
    import_path(LIBRARY)
    shelf = programs.shelves(["forward-diffusion"], random.Random(1))["forward-diffusion"]
    third = make_student("third")
    cohort.memberships.create(student=third)
    for user, one in ((student, shelf.rare[0]), (other, shelf.rare[0]), (third, shelf.right[0])):
        submissions.record_past([(Submission(user=user, exercise=one.exercise, source=shelf.source(one), seed=1), one)])
    couples, compared = reports.couples(cohort, "forward-diffusion")
    assert compared == 3
    assert {couples[0].one.user, couples[0].other.user} == {student, other}
