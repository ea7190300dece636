"""Writes how far a submission is into its row, now and then, while a worker grades it."""

import logging
import time

from grader import submissions
from grader.models import Submission
from grader.progress import Progress

logger = logging.getLogger(__name__)

EVERY_S = 0.2


class Live:
    """Called with every progress. It writes seldom, not at all for what ends sooner, and never once the claim is lost.

    Whatever goes wrong here is no reason to lose a verdict: it is logged, and nobody is told any more.
    """

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.written: Progress | None = None
        self.next = time.monotonic() + EVERY_S

    def __call__(self, progress: Progress) -> None:
        if progress == self.written or time.monotonic() < self.next:
            return
        self.written = progress
        held = self._write(progress)
        self.next = time.monotonic() + EVERY_S if held else float("inf")

    def _write(self, progress: Progress) -> bool:
        try:
            return submissions.note_progress(self.submission, progress.as_row())
        except Exception:
            logger.exception("Submission %s: its progress was not written", self.submission.pk)
            return False
