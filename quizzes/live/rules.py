"""What somebody's doings at one item say about how they get on: pure functions of what was done when.

*Stuck* is who was at an exercise within the last 15 minutes, has not solved it, and has there handed in 3 wrong
programs in a row, shown the same misconception twice in a row, or gone 20 minutes without progress: since they began,
or since their best score last rose. *Done* is who has solved the exercise or handed the quiz in, *working* who did
anything in the last 5 minutes, and *quiet* everybody else who was seen in the lab, which is the last 2 hours. Quizzes
get nobody stuck: what is answered in them is their student's own affair until the end.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

LAB = timedelta(hours=2)
WORKING = timedelta(minutes=5)
AT_IT = timedelta(minutes=15)
NO_PROGRESS = timedelta(minutes=20)
WRONG_IN_A_ROW, SAME_IN_A_ROW = 3, 2


class State(StrEnum):
    """In the order in which they want the teacher."""

    STUCK = "stuck"
    WORKING = "working"
    QUIET = "quiet"
    DONE = "done"


@dataclass(frozen=True)
class Try:
    """A judged submission."""

    at: datetime
    accepted: bool
    score: float
    misconception: str  # "" where none was named


@dataclass
class Work:
    """What one student did at one item during the lab; the tries in the order of time."""

    began: datetime
    last: datetime
    is_exercise: bool = True
    is_over: bool = False  # solved, or handed in, whenever that was
    tries: list[Try] = field(default_factory=list)
    submission: int = 0  # the latest, judged or not

    def saw(self, at: datetime) -> None:
        self.began, self.last = min(self.began, at), max(self.last, at)

    @property
    def wrong_in_a_row(self) -> int:
        """At the end, none of them right."""
        return _run([not one.accepted for one in self.tries])

    @property
    def misconception(self) -> str:
        """The one that the last tries show, SAME_IN_A_ROW times at least."""
        last = self.tries[-1].misconception if self.tries else ""
        return last if last and _run([one.misconception == last for one in self.tries]) >= SAME_IN_A_ROW else ""

    @property
    def progress_at(self) -> datetime:
        """When the best score last rose, or when they began."""
        at, best = self.began, 0.0
        for one in self.tries:
            if one.score > best:
                at, best = one.at, one.score
        return at


@dataclass(frozen=True)
class Standing:
    """How somebody gets on with one item; and where they are stuck, by what that shows and since when."""

    state: State
    wrong_in_a_row: int = 0
    misconception: str = ""
    since: datetime | None = None  # without progress since then


def standing(work: Work, now: datetime) -> Standing:
    if work.is_over:
        return Standing(State.DONE)
    if work.is_exercise and now - work.last <= AT_IT:
        wrong = work.wrong_in_a_row if work.wrong_in_a_row >= WRONG_IN_A_ROW else 0
        if wrong or work.misconception or now - work.progress_at >= NO_PROGRESS:
            return Standing(State.STUCK, wrong, work.misconception, work.progress_at)
    return Standing(State.WORKING if now - work.last <= WORKING else State.QUIET)


def _run(flags: list[bool]) -> int:
    """How many at the end are true."""
    return next((place for place, flag in enumerate(reversed(flags)) if not flag), len(flags))
