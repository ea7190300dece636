"""How far a submission is: what `_status.html` shows, what of it is announced, and how soon it asks again."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from grader import presentation, submissions
from grader.models import Submission
from grader.progress import Progress
from grader.views import language

# By the age of the submission: most verdicts are there within a second.
POLLING = ((timedelta(seconds=3), 150), (timedelta(seconds=15), 500), (timedelta(minutes=2), 2000))
POLLING_LATER_MS = 5000
POLLING_PICTURES = ((timedelta(seconds=10), 500),)
POLLING_PICTURES_LATER_MS = 2000
SEPARATOR = ":"


def status(row: Submission) -> dict[str, Any]:
    """`state` is the same as long as there is nothing new to show, and what precedes the colon as long as nothing is to
    be said aloud.
    """
    if row.is_final:
        return {"submission": row, "state": "judged", **verdict(row)}
    place = submissions.place_in_queue(row) if row.status == Submission.Status.QUEUED else 0
    every, progress = poll_every_ms(row), Progress.from_row(row.progress)
    said = f"queued-{place.bit_length()}" if place else progress.stage
    return {
        "submission": row,
        "state": f"{said}{SEPARATOR}{place}-{progress.done}-{progress.of}-{every}",
        "place": place,
        "progress": progress,
        "curve": presentation.live_curve(row, progress, language.current()),
        "poll_every_ms": every,
    }


def verdict(row: Submission) -> dict[str, Any]:
    return {"shown": presentation.shown(row, language.current()), **pictures(row)}


def pictures(row: Submission) -> dict[str, Any]:
    shown = presentation.shown_pictures(row, language.current())
    return {"submission": row, "pictures": shown, "poll_every_ms": poll_pictures_every_ms(row)}


def is_announced(state: str, seen: str) -> bool:
    """A long queue and a long training change often; a screen reader hears only of what matters."""
    return state.partition(SEPARATOR)[0] != seen.partition(SEPARATOR)[0]


def poll_every_ms(row: Submission) -> int:
    return _by_age(timezone.now() - row.created_at, POLLING, POLLING_LATER_MS)


def poll_pictures_every_ms(row: Submission) -> int:
    return _by_age(timezone.now() - (row.judged_at or row.created_at), POLLING_PICTURES, POLLING_PICTURES_LATER_MS)


def _by_age(age: timedelta, table: tuple[tuple[timedelta, int], ...], later: int) -> int:
    return next((every for limit, every in table if age < limit), later)
