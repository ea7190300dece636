"""Judging anew: in the shadow, behind every student, and in earnest only once accepted. Nothing is overwritten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pictures, regrading, submissions, tasks
from grader.models import CheckResult, PastVerdict, Regrade, ShadowVerdict, Submission
from tests.factories import make_instructor, make_student, make_submission
from tests.grader.verdicts import check_result, failure, judge, verdict

pytestmark = pytest.mark.django_db
BETTER = verdict(score=100.0)


def rejected(student=None, score=40.0):
    queued = make_submission(student or make_student(), status="queued", outcome="", accepted=False, score=0)
    failed = check_result(passed=False, points=score)
    return judge(queued, verdict(accepted=False, score=score, checks=(failed,)))


@pytest.fixture
def teacher():
    return make_instructor()


@pytest.fixture
def sent(monkeypatch):
    found = []
    monkeypatch.setattr(regrading.current_app, "send_task", lambda *args, **options: found.append((args, options)))
    return found


def started(teacher, *rows):
    regrade = regrading.start(Submission.objects.filter(pk__in=[row.pk for row in rows]), teacher)
    assert regrade is not None
    return regrade


def judged(teacher, row, result=BETTER):
    regrade = started(teacher, row)
    regrading.judge_what_waits(lambda _row: result)
    return regrade


def columns(row):
    return Submission.objects.filter(pk=row.pk).values().get()


def test_a_shadow_run_changes_nothing(teacher, sent):
    row = rejected()
    before, checks = columns(row), list(row.checks.values())
    regrade = judged(teacher, row)
    assert regrading.is_judged(regrade)
    assert regrade.shadows.get().verdict["score"] == 100
    assert (columns(row), list(row.checks.values())) == (before, checks)


def test_accepting_puts_the_new_verdict_in_place_and_keeps_the_old_one_whole(teacher, sent):
    row = rejected()
    old = row.verdict
    regrade = judged(teacher, row)
    assert [one.submission_id for one in regrading.accept(regrade, teacher)] == [row.pk]
    row.refresh_from_db()
    assert (row.score, row.accepted, row.status) == (100, True, "judged")
    assert CheckResult.objects.filter(submission=row).values_list("passed", flat=True).get() is True
    assert PastVerdict.objects.get().verdict == old
    assert regrade.status == Regrade.Status.ACCEPTED


def test_a_past_verdict_is_never_changed(teacher, sent):
    regrading.accept(judged(teacher, rejected()), teacher)
    with pytest.raises(TypeError):
        PastVerdict.objects.get().save()


def test_discarding_changes_nothing_and_is_possible_at_once(teacher, sent):
    row = rejected()
    before = columns(row)
    regrade = started(teacher, row)
    assert regrading.discard(regrade, teacher)
    regrading.judge_what_waits(lambda _row: pytest.fail("judged after it was discarded"))
    assert columns(row) == before
    assert not PastVerdict.objects.exists()


def test_only_the_first_decides(teacher, sent):
    regrade = judged(teacher, rejected())
    assert regrading.accept(regrade, teacher) is not None
    assert regrading.accept(regrade, teacher) is None
    assert not regrading.discard(regrade, teacher)
    assert PastVerdict.objects.count() == 1


def test_nothing_is_accepted_before_all_is_judged(teacher, sent):
    regrade = started(teacher, rejected())
    assert regrading.accept(regrade, teacher) is None
    assert regrade.is_open


def test_a_verdict_that_says_the_same_is_left_as_it_is(teacher, sent):
    row = rejected()
    same = verdict(
        accepted=False, score=40.0, checks=(check_result(passed=False, points=40.0),), timings={"total_ms": 1}
    )
    assert regrading.accept(judged(teacher, row, same), teacher) == []
    assert not PastVerdict.objects.exists()


def test_a_verdict_that_changed_meanwhile_is_left_alone(teacher, sent):
    row = rejected()
    first, second = judged(teacher, row), judged(teacher, row, verdict(score=60.0, accepted=False))
    assert len(regrading.accept(first, teacher)) == 1
    assert regrading.accept(second, teacher) == []
    row.refresh_from_db()
    assert row.score == 100


def test_a_fault_of_ours_is_tried_again_and_never_takes_a_verdicts_place(teacher, sent):
    row = rejected()
    tries = []

    def broken(submission):
        tries.append(submission.pk)
        raise RuntimeError

    regrade = started(teacher, row)
    regrading.judge_what_waits(broken)
    assert len(tries) == regrading.MAX_TRIES
    assert regrading.accept(regrade, teacher) == []
    row.refresh_from_db()
    assert row.score == 40


def test_students_go_first(teacher, sent):
    regrade = started(teacher, rejected(), rejected())

    def one_comes(row):
        make_submission(make_student(), status="queued", outcome="")
        return BETTER

    regrading.judge_what_waits(one_comes)
    assert regrade.shadows.filter(status="judged").count() == 1
    assert sent[-1] == ((regrading.REGRADE_TASK,), {"retry": False, "priority": pictures.LAST})


def test_the_best_of_each_student_is_judged_first(teacher, sent):
    student = make_student()
    worse, best, others = rejected(student, 10.0), rejected(student, 60.0), rejected()
    order = []

    def note(row):
        order.append(row.pk)
        return BETTER

    started(teacher, worse, best, others)
    regrading.judge_what_waits(note)
    assert order == [best.pk, others.pk, worse.pk]


def test_a_shadow_takes_none_of_the_students_places_and_shows_in_no_list(teacher, sent):
    student = make_student()
    started(teacher, *[rejected(student) for _ in range(submissions.MAX_OPEN_PER_USER)])
    submissions.submit(student, "forward-diffusion", "pass")
    assert Submission.jobs.open().count() == 1


def test_what_a_dead_worker_held_is_taken_up_again(teacher, sent):
    regrade = started(teacher, rejected())
    regrade.shadows.update(status="running", claimed_at=timezone.now() - timedelta(minutes=5))
    sent.clear()
    regrading.ask_again()
    assert len(sent) == 1
    assert regrade.shadows.get().status == ShadowVerdict.Status.QUEUED


def test_an_exercise_that_is_gone_and_what_is_not_judged_yet_are_left_out(teacher, sent):
    rows = make_submission(make_student(), "retired"), make_submission(make_student(), status="queued")
    assert regrading.start(Submission.objects.filter(pk__in=[row.pk for row in rows]), teacher) is None


def test_the_stored_source_is_judged_with_the_stored_seed(teacher, sent, monkeypatch):
    from grader import grading

    asked = []
    monkeypatch.setattr(grading, "grade", lambda *args, **told: asked.append((args, told["seed"])) or BETTER)
    row = rejected()
    started(teacher, row)
    tasks.regrade()
    assert asked == [((row.exercise, row.source), row.seed)]


def test_a_crash_of_the_program_is_a_verdict_like_any(teacher, sent):
    row = rejected()
    regrade = judged(teacher, row, failure("timeout"))
    assert len(regrading.accept(regrade, teacher)) == 1


def test_the_student_finds_the_verdict_before_on_the_page(client, teacher, sent):
    student = make_student()
    row = rejected(student)
    regrading.accept(judged(teacher, row), teacher)
    kept = PastVerdict.objects.get()
    client.force_login(student)
    address = reverse("grader:past_verdict", args=[row.pk, kept.pk])
    assert address in client.get(reverse("grader:submission", args=[row.pk])).content.decode()
    old = client.get(address).content.decode()
    assert "40" in old
    assert "This verdict held until" in old


def test_others_find_no_past_verdict(client, teacher, sent):
    row, other = rejected(), rejected()
    regrading.accept(judged(teacher, row), teacher)
    address = reverse("grader:past_verdict", args=[row.pk, PastVerdict.objects.get().pk])
    assert client.get(address).status_code == 302
    client.force_login(make_student())
    assert client.get(address).status_code == 404
    client.force_login(other.user)
    assert client.get(reverse("grader:past_verdict", args=[other.pk, PastVerdict.objects.get().pk])).status_code == 404
