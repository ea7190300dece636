"""The pictures that follow a verdict: owed when it is recorded, drawn while nobody waits for a verdict.

Theory of operation
-------------------
`submissions.record` saves the verdict and marks a sampler's row as owed its pictures. Then a message goes out, with a
priority below every submission's. It names no row, it is a hint like all messages: whoever takes it draws for every row
that is owed some, the oldest first, puts the pictures beside the verdict if that still stands, and stops as soon as a
submission waits. Each worker's housekeeping sends the hint again while any row is owed something.

A picture takes half a second. So that a pool process is always free for verdicts, one process of a host draws at a
time: a lock file says which, and the kernel lets it go with the process that holds it.
"""

import contextlib
import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from grader import submissions
from grader.models import Submission

logger = logging.getLogger(__name__)

DRAW_TASK = "grader.draw_pictures"
LAST = 9  # Redis takes messages of priority 0, the submissions', first
SPELL_S = 20  # then another task goes on: Celery kills one that takes too long
PATIENCE = timedelta(minutes=2)  # of a page; they are drawn all the same, and seen at the next look

Draw = Callable[[Submission], dict[str, Any]]


def ask() -> None:
    """Tell the workers that somebody is owed pictures. Without a broker the next housekeeping asks again."""
    try:
        current_app.send_task(DRAW_TASK, retry=False, priority=LAST)
    except OperationalError as error:
        logger.warning("Pictures wait, the broker did not answer: %s", error)


def ask_again() -> None:
    """For what a lost message or a worker that died has left owed."""
    if Submission.jobs.owed_pictures().exists():
        ask()


def draw_what_is_owed(draw: Draw) -> None:
    """Until nothing is, or a submission waits. A row that came while the lock was let go is looked for once more."""
    while Submission.jobs.owed_pictures().exists():
        with only_one() as mine:
            if not mine or not _draw_each(draw):
                return


def _draw_each(draw: Draw) -> bool:
    """Whether everybody got theirs."""
    until = time.monotonic() + SPELL_S
    while row := Submission.jobs.owed_pictures().order_by("id").first():
        if time.monotonic() > until or Submission.jobs.due(timezone.now()).exists():
            ask()  # behind those who wait
            return False
        submissions.record_pictures(row, draw(row))
    return True


@contextlib.contextmanager
def only_one() -> Iterator[bool]:
    """Whether no other process of this host draws; then none does until the end."""
    with open(settings.DATA_DIR / "drawing.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
