"""One exercise as its class met it: how many tries and how long until it was right, and how tries ended."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from grader.models import Submission
from quizzes import classwork
from quizzes.models import Cohort
from quizzes.statistics.items import FEWEST

MANY = 6  # tries; more are counted together


@dataclass(frozen=True)
class Try:
    student: int
    at: datetime
    accepted: bool
    outcome: str


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, with its share of the longest."""

    label: str
    count: int
    share: float


@dataclass(frozen=True)
class ExerciseReport:
    students: int  # who tried
    solved: int
    tries: int
    attempts_to_success: list[Bar]
    median_attempts: float | None
    median_time: timedelta | None
    outcomes: list[Bar]  # labels are those of Submission.Outcome, "accepted" first

    @property
    def fewest(self) -> int:
        return FEWEST


def report(cohort: Cohort, exercise: str) -> ExerciseReport:
    return reports(cohort, [exercise])[exercise]


def reports(cohort: Cohort, exercises: Collection[str]) -> dict[str, ExerciseReport]:
    """One query for any number of exercises."""
    tries: dict[str, list[Try]] = {exercise: [] for exercise in exercises}
    rows = classwork.submissions(cohort).counted().filter(exercise__in=exercises).order_by("created_at", "pk")
    for exercise, *one in rows.values_list("exercise", "user_id", "created_at", "accepted", "outcome"):
        tries[exercise].append(Try(*one))
    return {exercise: summary(of_one) for exercise, of_one in tries.items()}


def summary(tries: list[Try]) -> ExerciseReport:
    """Of tries in the order of time."""
    by_student: dict[int, list[Try]] = defaultdict(list)
    for one in tries:
        by_student[one.student].append(one)
    needed, times = [], []
    for own in by_student.values():
        place = next((number for number, one in enumerate(own, start=1) if one.accepted), None)
        if place:
            needed.append(place)
            times.append(own[place - 1].at - own[0].at)
    enough = len(needed) >= FEWEST
    return ExerciseReport(
        students=len(by_student),
        solved=len(needed),
        tries=len(tries),
        attempts_to_success=_histogram(needed),
        median_attempts=median(needed) if enough else None,
        median_time=timedelta(seconds=median(one.total_seconds() for one in times)) if enough else None,
        outcomes=_outcomes(tries),
    )


def _histogram(needed: list[int]) -> list[Bar]:
    counts = Counter(min(number, MANY) for number in needed)
    labels = {number: f"{number}" if number < MANY else f"{MANY}+" for number in range(1, MANY + 1)}
    return bars([(labels[number], counts[number]) for number in labels]) if needed else []


def _outcomes(tries: list[Try]) -> list[Bar]:
    def name(one: Try) -> str:
        if one.outcome != Submission.Outcome.JUDGED:
            return one.outcome
        return "accepted" if one.accepted else "rejected"

    return bars(Counter(name(one) for one in tries).most_common())


def bars(counts: list[tuple[str, int]]) -> list[Bar]:
    longest = max((count for _, count in counts), default=0)
    return [Bar(label, count, count / longest if longest else 0.0) for label, count in counts]
