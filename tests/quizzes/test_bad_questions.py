"""Bad questions set right: the preview, the scores, who is concerned, and that the first score is kept."""

import pytest
from django.urls import reverse
from django.utils import timezone

from content.models import Bank
from quizzes import attempts, questions
from quizzes.models import Attempt, Change, NeverOverwritten, QuestionCorrection, Rescoring
from tests.factories import bank_json, make_bank, make_class, make_instructor, make_student

DROP, REKEY, CREDIT, RESTORE = QuestionCorrection.Kind.values


def taken(student, bank, given):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, given)
    attempts.submit(attempt)
    return attempt


def correct(cohort, bank, by, question="1", kind=DROP, key=None, reason="It has two readings."):
    row = QuestionCorrection(
        cohort=cohort, bank=bank.item, version=bank, question=question, kind=kind, key=key, reason=reason, by=by
    )
    return questions.accept(row)


def score(attempt):
    attempt.refresh_from_db()
    return attempt.score


def page(cohort, bank, question="1"):
    return reverse("quizzes:class_question", args=[cohort.pk, bank.pk, question])


# mixed_bank: 1 is 1 (15 % of the weight), 2 is 0 and 2, 3 is 0.5, 4 is 1.
ALL_BUT_ONE = {"1": 0, "2": [0, 2], "3": 0.5, "4": 1}


@pytest.fixture
def wrong_in_one(student, mixed_bank):
    return taken(student, mixed_bank, ALL_BUT_ONE)


def test_a_dropped_question_counts_for_nobody(instructor, cohort, other, mixed_bank, wrong_in_one):
    right = taken(other, mixed_bank, {"1": 1})
    assert (wrong_in_one.score, right.score) == (85, 15)
    assert correct(cohort, mixed_bank, instructor) == 2
    assert (score(wrong_in_one), score(right)) == (100, 0)


def test_another_key_makes_other_answers_right(instructor, cohort, other, mixed_bank, wrong_in_one):
    right = taken(other, mixed_bank, ALL_BUT_ONE | {"1": 1})
    correct(cohort, mixed_bank, instructor, kind=REKEY, key=[0])
    assert (score(wrong_in_one), score(right)) == (100, 85)
    correct(cohort, mixed_bank, instructor, kind=REKEY, key=[0, 1])
    assert (score(wrong_in_one), score(right)) == (100, 100)


def test_a_number_and_several_options_can_get_another_key(instructor, cohort, student, mixed_bank):
    attempt = taken(student, mixed_bank, {"1": 1, "2": [0, 1], "3": 0.7, "4": 1})
    before = attempt.score
    correct(cohort, mixed_bank, instructor, "3", REKEY, {"value": 0.7, "tolerance": 0.0})
    assert score(attempt) == before + 30
    correct(cohort, mixed_bank, instructor, "2", REKEY, [0, 1])
    assert score(attempt) == 100


def test_right_for_everybody_is_right_for_who_left_it_out(instructor, cohort, student, mixed_bank):
    attempt = taken(student, mixed_bank, {"2": [0, 2], "3": 0.5, "4": 1})
    correct(cohort, mixed_bank, instructor, kind=CREDIT)
    assert score(attempt) == 100


def test_the_first_score_is_kept_and_restoring_brings_it_back(instructor, cohort, mixed_bank, wrong_in_one):
    first = {"score": 85.0, "passed": wrong_in_one.passed, "domains": wrong_in_one.domains}
    correct(cohort, mixed_bank, instructor)
    kept = Rescoring.objects.get()
    assert kept.before == first
    with pytest.raises(NeverOverwritten):
        kept.save()
    correct(cohort, mixed_bank, instructor, kind=RESTORE)
    wrong_in_one.refresh_from_db()
    assert {name: getattr(wrong_in_one, name) for name in first} == first
    assert QuestionCorrection.objects.count() == 2
    assert Rescoring.objects.count() == 2


def test_an_attempt_that_is_open_is_marked_with_it_when_it_ends(instructor, cohort, student, mixed_bank):
    attempt = attempts.start(student, mixed_bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, ALL_BUT_ONE)
    assert correct(cohort, mixed_bank, instructor) == 0
    attempts.submit(attempt)
    assert score(attempt) == 100


def test_it_holds_for_the_students_of_the_class_alone(instructor, cohort, mixed_bank, wrong_in_one):
    stranger = taken(make_student("stranger"), mixed_bank, ALL_BUT_ONE)
    assert correct(cohort, mixed_bank, instructor) == 1
    assert score(stranger) == 85


def test_a_content_admins_holds_for_everybody(author, cohort, mixed_bank, wrong_in_one):
    stranger = taken(make_student("stranger"), mixed_bank, ALL_BUT_ONE)
    assert correct(None, mixed_bank, author) == 2
    assert (score(stranger), score(wrong_in_one)) == (100, 100)


def test_what_was_done_before_the_class_is_left_alone(instructor, cohort, mixed_bank, wrong_in_one):
    cohort.starts_at = timezone.now()
    cohort.save()
    assert correct(cohort, mixed_bank, instructor) == 0
    assert score(wrong_in_one) == 85


def test_a_version_with_another_key_is_not_concerned(instructor, cohort, student, other, bank):
    data = bank_json()
    data["questions"][0]["correct"] = 0
    mended = make_bank(data)
    same = make_bank(bank_json(title="Practice exam again"))
    on_mended, on_same = taken(student, mended, {"1": 1}), taken(other, same, {"1": 2})
    correct(cohort, bank, instructor)
    assert not Rescoring.objects.filter(attempt=on_mended).exists()
    correct(cohort, bank, instructor, kind=CREDIT)
    assert score(on_same) == 15


def test_accepting_twice_changes_nothing_more(instructor, cohort, mixed_bank, wrong_in_one):
    assert correct(cohort, mixed_bank, instructor) == 1
    assert correct(cohort, mixed_bank, instructor) is None
    assert Rescoring.objects.count() == 1


def test_it_is_looked_at_before_it_is_accepted(as_, instructor, cohort, other, mixed_bank, wrong_in_one):
    taken(other, mixed_bank, {"1": 1})
    client, sent = as_(instructor), {"kind": "drop", "reason": "It has two readings."}
    response = client.post(page(cohort, mixed_bank), sent)
    html = response.content.decode()
    assert [effect.gains for effect in response.context["effects"]] == [False, True]
    assert "loses" in html
    assert "gains" in html
    assert score(wrong_in_one) == 85
    changed = client.post(page(cohort, mixed_bank), sent | {"reason": "Other", "accept": response.context["seen"]})
    assert changed.status_code == 200  # what was looked at is not what is asked for now
    assert not QuestionCorrection.objects.exists()
    accepted = client.post(page(cohort, mixed_bank), sent | {"accept": response.context["seen"]})
    assert accepted.status_code == 302
    assert score(wrong_in_one) == 100


def test_the_student_reads_what_changed_and_why(as_, instructor, cohort, student, mixed_bank, wrong_in_one):
    correct(cohort, mixed_bank, instructor)
    html = as_(student).get(reverse("quizzes:attempt", args=[wrong_in_one.pk])).content.decode()
    assert "It has two readings." in html
    assert "Its score was 85 % before" in html
    results = as_(student).get(reverse("quizzes:results")).content.decode()
    assert "85 %, passed → 100 %, passed" in results


def test_the_review_shows_the_new_key(as_, instructor, cohort, student, mixed_bank, wrong_in_one):
    correct(cohort, mixed_bank, instructor, kind=REKEY, key=[0])
    review = as_(student).get(reverse("quizzes:attempt", args=[wrong_in_one.pk])).context["review"]
    first = review.questions[0]
    assert first.state == "right"
    assert [option.right for option in first.options] == [True, False, False, False]


def test_the_log_has_the_question_and_each_score(as_, instructor, cohort, mixed_bank, wrong_in_one):
    correct(cohort, mixed_bank, instructor, kind=REKEY, key=[0])
    html = as_(instructor).get(reverse("quizzes:class_changes", args=[cohort.pk])).content.decode()
    assert "Another answer is right, right: 1" in html
    assert sorted(Change.objects.values_list("kind", flat=True)) == ["question", "rescored"]


def test_the_last_question_cant_be_dropped(as_, instructor, cohort, mixed_bank):
    for question in ("1", "2", "3"):
        correct(cohort, mixed_bank, instructor, question)
    response = as_(instructor).post(page(cohort, mixed_bank, "4"), {"kind": "drop", "reason": "x"})
    assert response.status_code == 422
    assert "this is the last" in response.content.decode()


@pytest.mark.parametrize(
    ("question", "sent"),
    [
        ("1", {"kind": "rekey", "reason": "x"}),
        ("1", {"kind": "rekey", "options": "9", "reason": "x"}),
        ("3", {"kind": "rekey", "value": "nan", "tolerance": "0", "reason": "x"}),
        ("3", {"kind": "rekey", "value": "1", "reason": "x"}),
        ("1", {"kind": "drop"}),
        ("1", {"kind": "explode", "reason": "x"}),
    ],
)
def test_what_cant_be_a_key_is_refused(as_, instructor, cohort, mixed_bank, question, sent):
    assert as_(instructor).post(page(cohort, mixed_bank, question), sent).status_code == 422
    assert not QuestionCorrection.objects.exists()


def test_others_find_nothing(as_, instructor, cohort, student, author, mixed_bank):
    for user in (make_instructor("colleague"), student, make_student("stranger")):
        for address in (page(cohort, mixed_bank), reverse("quizzes:question", args=[mixed_bank.pk, "1"])):
            assert as_(user).get(address).status_code == 404
            assert as_(user).post(address, {"kind": "drop", "reason": "x"}).status_code == 404
    assert as_(author).get(page(cohort, mixed_bank)).status_code == 404
    assert as_(author).get(reverse("quizzes:question", args=[mixed_bank.pk, "1"])).status_code == 200
    assert as_(instructor).get(page(cohort, mixed_bank, "no-such")).status_code == 404


def test_the_pages_lead_there(as_, instructor, author, cohort, mixed_bank, wrong_in_one):
    older = make_bank(bank_json(slug="mixed", title="Newer"))
    client = as_(instructor)
    banks = client.get(reverse("quizzes:class_banks", args=[cohort.pk])).content.decode()
    assert reverse("quizzes:class_questions", args=[cohort.pk, older.pk]) in banks
    listed = client.get(reverse("quizzes:class_questions", args=[cohort.pk, older.pk])).content.decode()
    assert reverse("quizzes:class_questions", args=[cohort.pk, mixed_bank.pk]) in listed  # it was taken
    for name, arguments in (("banks", []), ("questions", [mixed_bank.pk])):
        assert as_(author).get(reverse(f"quizzes:{name}", args=arguments)).status_code == 200


def test_a_self_check_is_counted_again_and_still_does_not_count(instructor, cohort, student, mixed_bank):
    check = attempts.start(student, mixed_bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    attempts.submit(check)
    correct(cohort, mixed_bank, instructor, kind=CREDIT)
    assert score(check) == 15
    assert not check.passed


def test_another_class_of_the_same_bank_keeps_its_marks(cohort, mixed_bank):
    colleague, theirs = make_instructor("colleague"), make_student("theirs")
    make_class(colleague, theirs)
    attempt = taken(theirs, mixed_bank, ALL_BUT_ONE)
    correct(cohort, mixed_bank, colleague)
    assert score(attempt) == 85
    assert Bank.objects.count() == 1


def test_content_admins_find_the_page_for_everybody_on_the_list_of_quizzes_and_others_do_not(
    as_, author, instructor, student, mixed_bank
):
    link = f'href="{reverse("quizzes:banks")}"'
    for user, sees in ((author, True), (instructor, False), (student, False)):
        assert (link in as_(user).get(reverse("quizzes:quizzes")).content.decode()) == sees
