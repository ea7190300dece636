"""The one Celery task: grade a submission, one sandbox round trip."""

import logging
from typing import Any

from celery import shared_task

from grader import device, health, submissions
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

    judge = running.run if submission.is_run else grading.grade
    verdict = judge(submission.exercise, submission.source, seed=submission.seed, device=device.chosen())
    if verdict.outcome == Submission.Outcome.SANDBOX_FAILED:
        reason = (verdict.error or {}).get("message", "The sandbox failed.")
        health.report(submission.claimed_by, sandbox_ok=False, reason=reason)
        submissions.put_back(submission, reason)
    else:
        submissions.record(submission, verdict)
