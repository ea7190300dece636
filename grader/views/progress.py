"""How far a submission is: what `_status.html` shows, and how soon it asks again."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from grader import presentation, submissions
from grader.models import Submission
from grader.views import language

# By the age of the submission: most verdicts are there within a second.
POLLING = ((timedelta(seconds=3), 150), (timedelta(seconds=15), 500), (timedelta(minutes=2), 2000))
POLLING_LATER_MS = 5000


def status(row: Submission) -> dict[str, Any]:
    """`state` is the same as long as there is nothing new to show."""
    if row.is_final:
        return {"submission": row, "state": "judged", "shown": presentation.shown(row, language.current())}
    place = submissions.place_in_queue(row) if row.status == Submission.Status.QUEUED else 0
    every = poll_every_ms(row)
    return {"submission": row, "state": f"{row.status}-{place}-{every}", "place": place, "poll_every_ms": every}


def poll_every_ms(row: Submission) -> int:
    age = timezone.now() - row.created_at
    return next((every for limit, every in POLLING if age < limit), POLLING_LATER_MS)
