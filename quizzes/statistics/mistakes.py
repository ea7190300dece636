"""The misconception map of a class: who holds which, since when, and who overcame it.

A student *holds* a misconception while the last submission that said anything about it shows it: from the first
submission that does. Who hands in the exercise accepted afterwards has *overcome* it; another mistake in its place, or
an error, says nothing either way, so they still hold it until the exercise is right.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from grader import shelf
from grader.misconceptions.entry import Misconception
from quizzes import classwork
from quizzes.models import Cohort


@dataclass(frozen=True)
class Seen:
    """One submission, in the order of time."""

    student: int
    exercise: str
    misconception: str  # "" where none was named
    accepted: bool
    at: datetime
    submission: int


@dataclass(frozen=True)
class Holding:
    """One student's run-in with one mistake in one exercise."""

    student: int
    exercise: str
    since: datetime
    times: int
    overcome_at: datetime | None
    submission: int  # the last that shows it


@dataclass
class Spread:
    """A misconception in a class."""

    entry: Misconception
    holding: list[Holding] = field(default_factory=list)
    overcame: list[Holding] = field(default_factory=list)

    @property
    def everybody(self) -> int:
        return len({one.student for one in [*self.holding, *self.overcame]})


def spread(cohort: Cohort) -> list[Spread]:
    """What most students hold first; one query, and one where authors named mistakes."""
    columns = ("user_id", "exercise", "misconception", "accepted", "created_at", "pk")
    rows = classwork.submissions(cohort).counted().order_by("created_at", "pk").values_list(*columns)
    found: dict[str, Spread] = {}
    held = holdings(Seen(*row) for row in rows)
    known = shelf.mistakes(slug for slug, _holding in held)
    for slug, holding in held:
        if entry := known.get(slug):  # one that was renamed since is nobody's any more
            one = found.setdefault(slug, Spread(entry))
            (one.overcame if holding.overcome_at else one.holding).append(holding)
    return sorted(found.values(), key=lambda one: (-len(one.holding), -one.everybody, one.entry.slug))


def holdings(submissions: Iterable[Seen]) -> list[tuple[str, Holding]]:
    """Every student's every mistake, by the misconception's slug."""
    by_work: dict[tuple[int, str], list[Seen]] = defaultdict(list)
    for one in submissions:
        by_work[one.student, one.exercise].append(one)
    return [found for own in by_work.values() for found in _of_one(own)]


def _of_one(own: list[Seen]) -> Iterable[tuple[str, Holding]]:
    shown: dict[str, list[Seen]] = defaultdict(list)
    for one in own:
        if one.misconception and not one.accepted:
            shown[one.misconception].append(one)
    for slug, times in shown.items():
        after = next((one.at for one in own if one.accepted and one.at > times[-1].at), None)
        first, last = times[0], times[-1]
        yield slug, Holding(first.student, first.exercise, first.at, len(times), after, last.submission)
