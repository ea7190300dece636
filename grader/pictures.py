"""The pictures that follow a verdict: asked for when it is recorded, drawn by a worker that has nothing to grade.

Theory of operation
-------------------
The verdict is saved and shown first. Then a second message goes out, with a priority below every submission's, and
whichever worker takes it runs the program once more and puts the pictures beside the verdict, if that still stands.
The message is never sent again: pictures that did not come within `PATIENCE` are said not to be there, and the verdict
knows nothing of them.
"""

import logging
from datetime import timedelta

from celery import current_app
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import exercises
from grader.models import Submission

logger = logging.getLogger(__name__)

DRAW_TASK = "grader.draw_submission"
LAST = 9  # Redis takes messages of priority 0, the submissions', first
PATIENCE = timedelta(minutes=2)  # a full class waits for its verdicts first


def belong_to(submission: Submission) -> bool:
    """A sampler that ran to its end, right or wrong, has pictures; a run on the example has its own."""
    exercise = exercises.EXERCISES.get(submission.exercise)
    judged = submission.outcome == Submission.Outcome.JUDGED and not submission.is_run
    return judged and exercise is not None and exercise.is_drawn


def are_wanted(submission: Submission) -> bool:
    """They belong to it, and nobody drew them yet."""
    return belong_to(submission) and submission.pictures is None


def are_coming(submission: Submission) -> bool:
    fresh = submission.judged_at is not None and timezone.now() - submission.judged_at < PATIENCE
    return fresh and are_wanted(submission)


def ask_for(submission: Submission) -> None:
    """Tell the workers, once the verdict is saved. Without a broker there are no pictures, and the page says so."""
    try:
        current_app.send_task(DRAW_TASK, args=[submission.pk], retry=False, priority=LAST)
    except OperationalError as error:
        logger.warning("Submission %s stays without pictures, the broker did not answer: %s", submission.pk, error)
