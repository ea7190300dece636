"""Regrading for a class: what is judged, the preview, deciding, and what the student sees of it."""

import pytest
from django.urls import reverse

from grader import regrading
from grader.models import PastVerdict, Regrade
from quizzes import audit, cohorts, regrades
from quizzes.models import Change
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission
from tests.grader.verdicts import check_result, judge, verdict

TARGET = "exercise:forward-diffusion"


@pytest.fixture(autouse=True)
def exercise(db, monkeypatch):
    monkeypatch.setattr(regrading, "ask", lambda: None)
    return exercise_text("forward-diffusion")


def handed_in(student, score):
    queued = make_submission(student, status="queued", outcome="", accepted=False, score=0)
    passed = score == 100
    return judge(queued, verdict(accepted=passed, score=score, checks=(check_result(passed=passed, points=score),)))


def to(scores):
    """A judge that gives these submissions these scores, and the others what they had."""

    def anew(row):
        score = scores.get(row.pk, row.score)
        passed = score == 100
        return verdict(accepted=passed, score=score, checks=(check_result(passed=passed, points=score),))

    return anew


def run(cohort, instructor, scores, target=TARGET):
    row = regrades.start(cohort, instructor, target, "The tolerance was too small.")
    regrading.judge_what_waits(to(scores))
    return row


def page(row):
    return reverse("quizzes:regrade", args=[row.cohort_id, row.pk])


def decide(client, row, action):
    return client.post(reverse("quizzes:decide_regrade", args=[row.cohort_id, row.pk]), {"action": action})


def test_the_preview_says_who_gains_and_who_loses_by_their_best(as_, instructor, cohort, student, other):
    worst, best = handed_in(student, 10.0), handed_in(student, 40.0)
    theirs = handed_in(other, 100.0)
    row = run(cohort, instructor, {worst.pk: 20.0, best.pk: 100.0, theirs.pk: 70.0})
    preview = regrades.preview(row, {})
    told = [(one.student, one.before["score"], one.after["score"], one.gains) for one in preview.effects]
    assert told == [(other, 100, 70, False), (student, 40, 100, True)]
    html = as_(instructor).get(page(row)).content.decode()
    assert "gains" in html
    assert "loses" in html
    assert reverse("grader:submission", args=[best.pk]) in html
    shadow = row.regrade.shadows.get(submission=best)
    address = reverse("quizzes:shadow", args=[cohort.pk, row.pk, shadow.pk])
    assert address in html
    assert "It counts only if you accept" in as_(instructor).get(address).content.decode()


def test_a_lesser_submission_that_rises_below_the_best_gains_nobody_anything(instructor, cohort, student):
    worst, _best = handed_in(student, 10.0), handed_in(student, 40.0)
    preview = regrades.preview(run(cohort, instructor, {worst.pk: 20.0}), {})
    assert preview.effects == []
    assert preview.counts["gains"] == 1
    assert preview.counts["same"] == 1


def test_until_it_is_accepted_the_student_sees_nothing_of_it(as_, instructor, cohort, student):
    row = handed_in(student, 40.0)
    run(cohort, instructor, {row.pk: 100.0})
    row.refresh_from_db()
    assert row.score == 40
    assert not audit.of_student(student).exists()


def test_accepting_tells_the_student_and_the_log_before_and_after(as_, instructor, cohort, student):
    mine = handed_in(student, 40.0)
    row = run(cohort, instructor, {mine.pk: 100.0})
    decide(as_(instructor), row, "accept")
    mine.refresh_from_db()
    assert (mine.score, mine.accepted) == (100, True)
    html = as_(student).get(reverse("quizzes:results")).content.decode()
    assert "40 of 100 points, not passed → 100 of 100 points, passed" in html
    assert "The tolerance was too small." in html
    kinds = list(Change.objects.filter(cohort=cohort).values_list("kind", flat=True))
    assert sorted(kinds) == ["regrade", "regrade-accepted", "regraded"]


def test_discarding_changes_nothing(as_, instructor, cohort, student):
    mine = handed_in(student, 40.0)
    row = run(cohort, instructor, {mine.pk: 100.0})
    decide(as_(instructor), row, "discard")
    mine.refresh_from_db()
    assert mine.score == 40
    assert not PastVerdict.objects.exists()
    assert "Discarded" in as_(instructor).get(page(row)).content.decode()


def test_only_the_first_decision_counts(as_, instructor, cohort, student):
    row = run(cohort, instructor, {handed_in(student, 40.0).pk: 100.0})
    decide(as_(instructor), row, "accept")
    for action in ("accept", "discard"):
        decide(as_(instructor), row, action)
    assert Regrade.objects.get().status == "accepted"
    assert Change.objects.filter(kind="regraded").count() == 1


def test_while_it_runs_the_page_asks_again_and_accepts_nothing(as_, instructor, cohort, student):
    mine = handed_in(student, 40.0)
    row = regrades.start(cohort, instructor, TARGET, "Checks.")
    html = as_(instructor).get(page(row)).content.decode()
    assert 'hx-trigger="every 2s"' in html
    assert "0 of 1" in html
    assert "Accept the new verdicts" not in html
    decide(as_(instructor), row, "accept")
    assert Regrade.objects.get().is_open
    regrading.judge_what_waits(to({mine.pk: 100.0}))
    assert "hx-trigger" not in as_(instructor).get(page(row)).content.decode()


@pytest.mark.parametrize("target", ["class:1", TARGET, "submission"])
def test_what_is_judged_is_of_the_class_and_what_was_asked_for(as_, instructor, cohort, student, target):
    mine, another = handed_in(student, 40.0), make_submission(student, "sample-ddpm")
    outside = handed_in(make_student("outside"), 40.0)
    sent = {"class:1": f"class:{cohort.pk}", "submission": f"submission:{mine.pk}"}.get(target, target)
    response = as_(instructor).post(
        reverse("quizzes:regrades", args=[cohort.pk]), {"target": sent, "reason": "New checks."}
    )
    assert response.status_code == 302
    judged = set(Regrade.objects.get().shadows.values_list("submission", flat=True))
    assert judged == ({mine.pk, another.pk} if target == "class:1" else {mine.pk})
    assert outside.pk not in judged


@pytest.mark.parametrize("target", ["submission:999999", "submission:x", "exercise:no-such", ""])
def test_what_is_not_there_cant_be_judged(as_, instructor, cohort, target):
    address = reverse("quizzes:regrades", args=[cohort.pk])
    assert as_(instructor).post(address, {"target": target, "reason": "x"}).status_code == 422
    assert as_(instructor).get(address, {"target": target}).status_code == 200
    assert not Regrade.objects.exists()


def test_a_submission_of_somebody_elses_class_cant_be_judged(as_, instructor, cohort):
    outside = handed_in(make_student("outside"), 40.0)
    make_class(make_instructor("colleague"), outside.user)
    sent = {"target": f"submission:{outside.pk}", "reason": "x"}
    assert as_(instructor).post(reverse("quizzes:regrades", args=[cohort.pk]), sent).status_code == 422


def test_an_exercise_that_nobody_handed_in_says_so(as_, instructor, cohort):
    response = as_(instructor).post(
        reverse("quizzes:regrades", args=[cohort.pk]), {"target": TARGET, "reason": "New checks."}
    )
    assert "There is nothing judged in it" in response.content.decode()


def test_the_page_of_a_regrade_takes_no_more_queries_for_more(
    as_, instructor, cohort, student, django_assert_max_num_queries
):
    row = run(cohort, instructor, {handed_in(student, 40.0).pk: 50.0 for _ in range(6)})
    client = as_(instructor)
    with django_assert_max_num_queries(18):
        client.get(page(row))


def test_an_archived_class_is_not_judged_anew(as_, instructor, cohort, student):
    handed_in(student, 40.0)
    cohorts.archive(cohort)
    as_(instructor).post(reverse("quizzes:regrades", args=[cohort.pk]), {"target": TARGET, "reason": "x"})
    assert not Regrade.objects.exists()


def test_the_submissions_page_leads_to_it(as_, instructor, cohort, student):
    mine = handed_in(student, 40.0)
    html = as_(instructor).get(reverse("grader:submission", args=[mine.pk])).content.decode()
    assert f"?target=submission:{mine.pk}" in html
    assert "?target=" not in as_(student).get(reverse("grader:submission", args=[mine.pk])).content.decode()
