"""The log of an attempt: written as things happen, read by those who teach its student."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizzes.models import Attempt, AttemptEvent

STARTED = str(AttemptEvent.Kind.STARTED)
RESUMED = str(AttemptEvent.Kind.RESUMED)
SAVED = str(AttemptEvent.Kind.SAVED)
# A page that is opened again after so long a silence is somebody coming back; sooner, it is somebody turning pages.
SILENCE = timedelta(minutes=5)


@dataclass(frozen=True)
class Line:
    """An event for a reader: questions go by the numbers under which this student saw them."""

    event: AttemptEvent
    numbers: list[int]


def write(attempt: Attempt, kind: str, at: datetime, questions: Collection[str] = ()) -> None:
    AttemptEvent.objects.create(attempt=attempt, kind=kind, at=at, questions=list(questions))


def came_back(attempt: Attempt, at: datetime) -> None:
    """Its student opened an open attempt: written down after a silence alone."""
    last = attempt.events.last()
    if last and at - last.at > SILENCE:
        write(attempt, RESUMED, at)


def lines(attempt: Attempt) -> list[Line]:
    number = {key: place for place, key in enumerate(attempt.question_order, start=1)}
    return [
        Line(event, sorted(number[key] for key in event.questions if key in number)) for event in attempt.events.all()
    ]
