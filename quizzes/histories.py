"""A student's attempts at one bank, oldest first: a table, and a small chart of how the score went."""

from dataclasses import dataclass

from quizzes.models import Attempt, AttemptQuerySet

SHOWN = 20
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 480, 150, 56, 12, 10, 22


@dataclass(frozen=True)
class Point:
    attempt: Attempt
    x: float
    y: float


@dataclass(frozen=True)
class History:
    attempts: list[Attempt]  # the latest, newest first
    points: list[Point]  # the same, oldest first, where they stand in the chart
    passing_score: int

    width, height, left, right, bottom = WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM

    @property
    def exams(self) -> list[Point]:
        return [point for point in self.points if point.attempt.is_exam]

    @property
    def self_checks(self) -> list[Point]:
        return [point for point in self.points if not point.attempt.is_exam]

    @property
    def line(self) -> str:
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.exams)

    @property
    def pass_y(self) -> float:
        return _height(self.passing_score)

    @property
    def marks(self) -> list[tuple[int, float]]:
        return [(percent, _height(percent)) for percent in (0, 50, 100)]


def history(attempts: AttemptQuerySet, bank_id: int) -> History:
    """Of these attempts, which are one student's, the finished ones at this bank; one query."""
    latest = list(attempts.closed().filter(bank_id=bank_id).for_list()[:SHOWN])
    oldest_first = latest[::-1]
    step = (WIDTH - LEFT - RIGHT) / max(1, len(latest))
    points = [
        Point(attempt, round(LEFT + (number + 0.5) * step, 1), _height(attempt.score or 0))
        for number, attempt in enumerate(oldest_first)
    ]
    return History(latest, points, latest[0].bank_version.passing_score if latest else 0)


def _height(percent: float) -> float:
    return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - percent / 100), 1)
