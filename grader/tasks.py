"""The one Celery task: grade a submission, one sandbox round trip."""

import logging
from typing import Any

from celery import shared_task

from grader import device, health, submissions
from grader.live import Live
from grader.models import Submission

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
    else:
        submissions.record(submission, verdict)
