"""A class's gradebook: what each student's work is worth there.

For every item the best of a student's work counts, after what its class takes off for being late; a score that a
teacher set counts as it is. The total is the mean by weight of all items that are due, a missing one being 0, and of
those not yet due that are handed in already. Four queries for any number of students and items.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from quizzes import classwork, gradebook
from quizzes.course import EXERCISE, LESSON, QUIZ, Item, Key, Outline
from quizzes.deadlines import Schedule, Terms, settable
from quizzes.models import Cohort
from quizzes.standings import in_force

MISSING, LATE, UNPASSED = "missing", "late", "not-passed"
FILTERS = (MISSING, LATE, UNPASSED)


@dataclass(frozen=True)
class Column:
    item: Item
    weight: float
    due_at: datetime | None


@dataclass(frozen=True)
class Cell:
    """A student's standing in one item; `percent` is what counts, `earned` what it was before."""

    item: Item
    percent: float | None = None
    earned: float | None = None
    passed: bool = False
    days_late: int = 0
    is_missing: bool = False
    is_set: bool = False
    work: int = 0  # the attempt or submission that counts

    @property
    def url(self) -> str:
        """Looked up only for the cells that a page shows."""
        if not self.work:
            return self.item.url
        return reverse("quizzes:attempt" if self.item.kind == QUIZ else "grader:submission", args=[self.work])

    @property
    def counts(self) -> bool:
        return self.percent is not None or self.is_missing


@dataclass(frozen=True)
class Row:
    student: User
    cells: list[Cell]
    total: float | None  # percent; None while nothing counts

    def has(self, filter_by: str) -> bool:
        """Whether the student belongs in a list of those with missing work, late work, or something not passed."""
        if filter_by == MISSING:
            return any(cell.is_missing for cell in self.cells)
        if filter_by == LATE:
            return any(cell.days_late for cell in self.cells)
        return any(cell.counts and not cell.passed for cell in self.cells)


@dataclass(frozen=True)
class Piece:
    """Something handed in."""

    percent: float
    passed: bool
    at: datetime
    pk: int


@dataclass(frozen=True)
class Book:
    columns: list[Column]
    rows: list[Row]

    def means(self) -> list[float | None]:
        """Of each column, over those who have a score or should have one."""
        columns = [[row.cells[place] for row in self.rows] for place in range(len(self.columns))]
        return [_mean([cell.percent or 0.0 for cell in cells if cell.counts]) for cells in columns]


def book(cohort: Cohort, course: Outline, now: datetime | None = None) -> Book:
    now = now or timezone.now()
    schedule = Schedule(cohort)
    columns = _columns(schedule, course)
    students = list(User.objects.filter(pk__in=classwork.students(cohort)).order_by("last_name", "first_name", "pk"))
    pieces, overrides = _pieces(cohort), in_force(cohort.overrides.holding())
    rows = []
    for student in students:
        cells = []
        for column in columns:
            key = column.item.key
            terms = schedule.terms(key, student.pk) or Terms()
            cell = _cell(column.item, pieces.get((student.pk, key), []), terms, now)
            if override := overrides.get((student.pk, key)):
                cell = replace(cell, percent=override.percent or 0.0, passed=override.passed, is_set=True)
            cells.append(cell)
        rows.append(Row(student, cells, _total(columns, cells)))
    return Book(columns, rows)


def chosen(whole: Book, search: str = "", filter_by: str = "", sort: str = "") -> list[Row]:
    """The rows that somebody asked to see. `sort`: "name", "total" or a column's number from 0, "-" before it reversed;
    whoever has no score stands last either way."""
    rows = whole.rows
    if search:
        found = {student.pk for student in gradebook.search([row.student for row in rows], search)}
        rows = [row for row in rows if row.student.pk in found]
    rows = [row for row in rows if row.has(filter_by)] if filter_by in FILTERS else rows
    value = _sort_by(sort.removeprefix("-"), len(whole.columns))
    if value is None:
        return rows[::-1] if sort == "-name" else rows
    there = [row for row in rows if value(row) is not None]
    gone = [row for row in rows if value(row) is None]
    return sorted(there, key=value, reverse=sort.startswith("-")) + gone


def _sort_by(name: str, columns: int) -> Callable[[Row], Any] | None:
    if name == "total":
        return lambda row: row.total
    if name.isdecimal() and int(name) < columns:
        return lambda row: row.cells[int(name)].percent
    return None


def _columns(schedule: Schedule, course: Outline) -> list[Column]:
    """What the class has set, in its order; with nothing set, every quiz and exercise."""
    items = settable(course)
    if not schedule.assignments:
        return [Column(item, 1.0, None) for item in course.items]
    return [
        Column(items.get(key) or Item(key[0], key[1], title=key[1], text="", url=""), one.weight, one.due_at)
        for key, one in schedule.assignments.items()
        if one.kind != LESSON
    ]


def _pieces(cohort: Cohort) -> dict[tuple[int, Key], list[Piece]]:
    found: dict[tuple[int, Key], list[Piece]] = defaultdict(list)
    exams = classwork.attempts(cohort).values_list("user_id", "bank__slug", "score", "passed", "submitted_at", "pk")
    for user, slug, score, passed, at, pk in exams:
        found[user, (QUIZ, slug)].append(Piece(score or 0.0, passed, at, pk))
    programs = classwork.submissions(cohort).counted().order_by()
    columns = ("user_id", "exercise", "score", "max_score", "accepted", "created_at", "pk")
    for user, slug, score, most, accepted, at, pk in programs.values_list(*columns):
        found[user, (EXERCISE, slug)].append(Piece(100 * score / most if most else 0.0, accepted, at, pk))
    return found


def _cell(item: Item, pieces: Iterable[Piece], terms: Terms, now: datetime) -> Cell:
    """The best of it after what is taken off; of equals what passed, then the earliest."""
    counted = [(one, terms.credit(one.at)) for one in pieces]
    counted = [(one, credit) for one, credit in counted if credit > 0]
    if not counted:
        return Cell(item, is_missing=bool(terms.due_at and now > terms.due_at))
    best, credit = max(counted, key=lambda pair: (pair[0].percent * pair[1], pair[0].passed, -pair[0].at.timestamp()))
    return Cell(
        item,
        percent=best.percent * credit,
        earned=best.percent,
        passed=best.passed,
        days_late=terms.days_late(best.at),
        work=best.pk,
    )


def _total(columns: list[Column], cells: list[Cell]) -> float | None:
    counted = [(column.weight, cell.percent or 0.0) for column, cell in zip(columns, cells, strict=True) if cell.counts]
    weight = sum(one for one, _ in counted)
    return sum(one * percent for one, percent in counted) / weight if weight else None


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
