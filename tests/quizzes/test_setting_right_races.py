"""Two people press at once, each with a connection of their own: one of them decides, and nothing is done twice."""

import pytest

from grader import regrading
from grader.models import PastVerdict, Regrade, Submission
from quizzes import attempts, corrections, questions, regrades
from quizzes.models import Attempt, Change, ClassRegrade, Override, QuestionCorrection, Rescoring
from tests.factories import make_bank, make_class, make_instructor, make_student, make_submission
from tests.grader.verdicts import judge, verdict
from tests.quizzes.test_races import THREADS, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


def test_a_regrade_is_accepted_once(monkeypatch):
    monkeypatch.setattr(regrading, "ask", lambda: None)
    teacher, student = make_instructor(), make_student()
    cohort = make_class(teacher, student)
    row = make_submission(student, status="queued", outcome="", accepted=False, score=0)
    judge(row, verdict(accepted=False, score=40.0))
    begun = regrades.start(cohort, teacher, f"submission:{row.pk}", "New checks.")
    regrading.judge_what_waits(lambda _row: verdict())
    decided = at_once(lambda _: regrades.accept(ClassRegrade.objects.get(pk=begun.pk), teacher), range(THREADS))
    assert sorted(decided) == [False] * (THREADS - 1) + [True]
    assert (PastVerdict.objects.count(), Submission.objects.get().score) == (1, 100)
    assert Regrade.objects.get().status == "accepted"
    assert Change.objects.filter(kind="regraded").count() == 1


def test_a_question_is_set_right_once():
    teacher, student, bank = make_instructor(), make_student(), make_bank()
    cohort = make_class(teacher, student)
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.submit(attempt)

    def accept(_):
        told = {"question": "1", "kind": "credit", "reason": "Two readings.", "by": teacher}
        return questions.accept(QuestionCorrection(cohort=cohort, bank=bank.item, version=bank, **told))

    assert sorted(at_once(accept, range(THREADS)), key=bool) == [None] * (THREADS - 1) + [1]
    assert (QuestionCorrection.objects.count(), Rescoring.objects.count()) == (1, 1)


def test_a_set_score_sent_many_times_is_set_once():
    teacher, student = make_instructor(), make_student()
    cohort = make_class(teacher, student)
    told = {"percent": 80, "passed": True, "reason": "Agreed.", "by": teacher, "earned": None}
    at_once(lambda _: corrections.override(cohort, student, ("exercise", "forward-diffusion"), **told), range(THREADS))
    assert Override.objects.count() == 1
    assert Change.objects.count() == 1
