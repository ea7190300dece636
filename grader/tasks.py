"""The Celery tasks: grade a submission, draw its pictures, judge it anew; try an uploaded exercise."""

import logging
from typing import Any

from celery import shared_task

from grader import device, health, pictures, regrading, submissions, trials
from grader.live import Live
from grader.models import Submission
from grader.verdicts import Text, Verdict

logger = logging.getLogger(__name__)


@shared_task(name=submissions.GRADE_TASK, bind=True)
def grade_submission(self: Any, submission_id: int) -> None:
    submission = submissions.claim(submission_id, worker=self.request.hostname or "")
    if submission is None:
        return  # another message for the same row was faster
    try:
        grade_claimed(submission)
    except Exception as error:
        logger.exception("Submission %s: grading failed", submission_id)
        submissions.put_back(submission, f"{type(error).__name__} while grading.")


def grade_claimed(submission: Submission) -> None:
    from grader import grading, running  # they import torch, which the web process never does

    told = {"seed": submission.seed, "device": device.chosen()}
    if submission.is_run:
        verdict = running.run(submission.exercise, submission.source, **told)
    else:
        verdict = grading.grade(submission.exercise, submission.source, **told, on_progress=Live(submission))
    if verdict.outcome == Submission.Outcome.SANDBOX_FAILED:
        reason = (verdict.error or {}).get("message", "The sandbox failed.")
        health.report(submission.claimed_by, sandbox_ok=False, reason=reason)
        submissions.put_back(submission, reason)
    elif submissions.record(submission, verdict) and submissions.owes_pictures(verdict):
        pictures.ask()


@shared_task(name=pictures.DRAW_TASK)
def draw_pictures() -> None:
    pictures.draw_what_is_owed(drawn)


def drawn(submission: Submission) -> dict[str, Any]:
    from grader.drawing import draw

    try:
        return draw(submission.exercise, submission.source)
    except Exception:
        logger.exception("Submission %s: its pictures were not drawn", submission.pk)
        return {"missing": Text("digits.not-drawn").as_row()}


@shared_task(name=regrading.REGRADE_TASK)
def regrade() -> None:
    regrading.judge_what_waits(judged_anew)


def judged_anew(submission: Submission) -> Verdict:
    from grader import grading

    return grading.grade(submission.exercise, submission.source, seed=submission.seed, device=device.chosen())


@shared_task(name=trials.TRY_TASK, time_limit=trials.TASK_LIMIT_S)
def try_exercises() -> None:
    from grader.trying import try_out

    trials.try_what_waits(try_out)
