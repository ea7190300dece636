"""A score set by hand: who may, who sees it, and that nothing earned is touched."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from grader.models import Submission
from quizzes import attempts, cohorts, corrections
from quizzes.models import Attempt, Change, NeverOverwritten, Override, Right
from quizzes.standings import standings
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission

EXERCISE = ("exercise", "forward-diffusion")


@pytest.fixture
def exercise(db):
    return exercise_text("forward-diffusion")


@pytest.fixture
def earned(student, exercise):
    return make_submission(student, accepted=False, score=40)


def page(cohort, student, key=EXERCISE):
    return reverse("quizzes:override", args=[cohort.pk, student.username, *key])


def set_to(cohort, student, instructor, percent=80, passed=True, reason="It runs on a GPU."):
    earned = standings([student.pk], overrides=Override.objects.none())[student.pk].get(EXERCISE)
    told = {"percent": percent, "passed": passed, "reason": reason, "by": instructor, "earned": earned}
    return corrections.override(cohort, student, EXERCISE, **told)


def test_a_set_score_stands_in_the_place_of_the_earned_one(as_, instructor, cohort, student, earned):
    before = Submission.objects.values().get(pk=earned.pk)
    sent = {"percent": "80", "passed": "on", "reason": "It runs on a GPU."}
    assert as_(instructor).post(page(cohort, student), sent).status_code == 302
    held = standings([student.pk])[student.pk][EXERCISE]
    assert (held.percent, held.done, held.earned) == (80, True, 40)
    assert Submission.objects.values().get(pk=earned.pk) == before


def test_the_student_and_the_gradebook_show_it_with_its_reason(as_, instructor, cohort, student, earned):
    set_to(cohort, student, instructor, reason="<b>Fine</b> by me.")
    mine = as_(student).get(reverse("quizzes:results")).content.decode()
    assert "80 %" in mine
    assert "Set by a teacher" in mine
    assert "&lt;b&gt;Fine&lt;/b&gt; by me." in mine
    assert "40 %, not passed → 80 %, passed" in mine
    book = as_(instructor).get(reverse("quizzes:gradebook")).content.decode()
    assert "Set by a teacher" in book
    assert "Set by a teacher" in as_(student).get(reverse("quizzes:home")).content.decode()


def test_a_score_can_be_set_where_nothing_was_handed_in(as_, instructor, cohort, student, exercise):
    set_to(cohort, student, instructor)
    assert standings([student.pk])[student.pk][EXERCISE].url == reverse("grader:exercise", args=[EXERCISE[1]])
    assert as_(instructor).get(reverse("quizzes:gradebook")).status_code == 200


def test_an_attempt_keeps_the_score_that_it_earned(as_, instructor, cohort, student, bank):
    taken = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.submit(taken)
    key = ("quiz", bank.item.slug)
    as_(instructor).post(page(cohort, student, key), {"percent": "71.5", "passed": "on", "reason": "Power cut."})
    taken.refresh_from_db()
    assert (taken.score, taken.passed) == (0, False)
    assert standings([student.pk])[student.pk][key].percent == 71.5


def test_withdrawing_is_a_further_row_and_what_was_earned_holds_again(as_, instructor, cohort, student, earned):
    set_to(cohort, student, instructor)
    sent = {"action": "withdraw", "withdraw-reason": "My mistake."}
    as_(instructor).post(page(cohort, student), sent)
    as_(instructor).post(page(cohort, student), sent)  # a second click finds none
    assert [row.percent for row in Override.objects.all()] == [80, None]
    assert standings([student.pk])[student.pk][EXERCISE].percent == 40
    kinds = [Change.Kind.OVERRIDE_WITHDRAWN, Change.Kind.OVERRIDE]
    assert list(Change.objects.values_list("kind", flat=True)) == kinds


def test_the_log_says_who_when_before_after_and_why(as_, instructor, cohort, student, earned):
    set_to(cohort, student, instructor, 80)
    set_to(cohort, student, instructor, 90)
    assert set_to(cohort, student, instructor, 90) is None  # sent twice, it changes nothing
    newest, oldest = Change.objects.all()
    assert (oldest.before["percent"], oldest.after["percent"], newest.before["percent"]) == (40, 80, 80)
    page = as_(instructor).get(reverse("quizzes:class_changes", args=[cohort.pk])).content.decode()
    for text in (instructor.username, "80 %, passed", "90 %, passed", "It runs on a GPU."):
        assert text in page


def test_the_log_can_be_asked_for_one_student_and_one_kind(as_, instructor, cohort, student, other, exercise):
    set_to(cohort, student, instructor, reason="Hers")
    set_to(cohort, other, instructor, reason="His")
    address = reverse("quizzes:class_changes", args=[cohort.pk])
    assert "His" not in as_(instructor).get(address, {"student": student.username}).content.decode()
    assert "Hers" not in as_(instructor).get(address, {"kind": "comment"}).content.decode()
    assert "Hers" in as_(instructor).get(address, {"kind": "override"}).content.decode()


@pytest.mark.parametrize(
    "sent", [{"percent": "101", "reason": "x"}, {"percent": "50"}, {"percent": "nan", "reason": "x"}]
)
def test_a_score_out_of_range_or_without_a_reason_is_refused(as_, instructor, cohort, student, exercise, sent):
    assert as_(instructor).post(page(cohort, student), sent).status_code == 422
    assert not Override.objects.exists()


def test_rows_are_never_changed_or_deleted(instructor, cohort, student, exercise):
    row = set_to(cohort, student, instructor)
    for kept in (row, Change.objects.get()):
        with pytest.raises(NeverOverwritten):
            kept.save()
        with pytest.raises(NeverOverwritten):
            kept.delete()
        with pytest.raises(NeverOverwritten):
            type(kept).objects.update(reason="")
        with pytest.raises(NeverOverwritten):
            type(kept).objects.all().delete()


def test_the_log_outlives_the_people_in_it(instructor, cohort, student, exercise):
    set_to(cohort, student, instructor)
    User.objects.get(pk=student.pk).delete()
    assert "Mai" in Change.objects.get().student_name


def test_whoever_leaves_the_class_has_their_own_score_again(instructor, cohort, student, earned):
    set_to(cohort, student, instructor)
    cohorts.remove(cohort, student)
    assert standings([student.pk])[student.pk][EXERCISE].percent == 40


def test_another_class_of_the_student_does_not_see_the_score_of_this_one(as_, instructor, cohort, student, earned):
    colleague = make_instructor("colleague")
    make_class(colleague, student)
    set_to(cohort, student, instructor)
    assert "Set by a teacher" not in as_(colleague).get(reverse("quizzes:gradebook")).content.decode()


def test_others_find_nothing(as_, instructor, cohort, student, exercise):
    helper = make_student("helper")
    cohorts.grant(cohort, helper, [Right.COMMENT])
    for user in (make_instructor("colleague"), helper, student, make_student("stranger")):
        assert as_(user).get(page(cohort, student)).status_code == 404
        assert as_(user).post(page(cohort, student), {"percent": "1", "reason": "x"}).status_code == 404
    assert as_().post(page(cohort, student)).status_code == 302
    assert not Override.objects.exists()


def test_nobody_outside_the_class_can_be_set(as_, instructor, cohort, exercise):
    assert as_(instructor).get(page(cohort, make_student("stranger"))).status_code == 404


def test_an_archived_class_is_read_and_not_changed(as_, instructor, cohort, student, exercise):
    cohorts.archive(cohort)
    as_(instructor).post(page(cohort, student), {"percent": "1", "reason": "x"})
    assert not Override.objects.exists()
    assert as_(instructor).get(page(cohort, student)).status_code == 200


def test_a_student_is_found_by_name_whatever_the_accents(as_, instructor, cohort, student, other):
    address = reverse("quizzes:corrections", args=[cohort.pk])
    page = as_(instructor).get(address, {"q": "nguyen"}).content.decode()
    assert reverse("quizzes:class_scores", args=[cohort.pk, student.username]) in page
    assert reverse("quizzes:class_scores", args=[cohort.pk, other.username]) not in page
    assert "No student's name has “x&lt;” in it" in as_(instructor).get(address, {"q": "x<"}).content.decode()
