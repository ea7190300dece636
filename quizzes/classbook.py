"""A class's gradebook: what each student's work is worth there.

For every item the best of a student's work counts, after what its class takes off for being late; a score that a
teacher set counts as it is. The total is the mean by weight of all items that are due, a missing one being 0, and of
those not yet due that are handed in already. Eight queries for any number of students and items.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone

from quizzes import classwork, gradebook
from quizzes.course import LESSON, Item, Outline
from quizzes.deadlines import Schedule, Terms, settable
from quizzes.models import Cohort
from quizzes.pieces import Piece, handed_in
from quizzes.standings import in_force

MISSING, LATE, UNPASSED = "missing", "late", "not-passed"
FILTERS = (MISSING, LATE, UNPASSED)
WORTH = itemgetter(0, 1)


@dataclass(frozen=True)
class Column:
    item: Item
    weight: float
    due_at: datetime | None


class Cell(NamedTuple):
    """A student's standing in one item; `percent` is what counts, `earned` what it was before.

    A tuple, since a large class has ten thousand of them, and tuples are made soonest.
    """

    item: Item
    percent: float | None = None
    earned: float | None = None
    passed: bool = False
    days_late: int = 0
    is_missing: bool = False
    is_set: bool = False
    work: int = 0  # the attempt or submission that counts

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
    pieces, overrides = handed_in(cohort, schedule), in_force(cohort.overrides.holding())
    items = [(column.item, column.item.key) for column in columns]
    rows = []
    for student in students:
        cells, own = [], pieces.get(student.pk, {})
        for item, key in items:
            cell = _cell(item, own.get(key, []), partial(schedule.terms, key, student.pk), now)
            if override := overrides.get((student.pk, key)):
                cell = cell._replace(percent=override.percent or 0.0, passed=override.passed, is_set=True)
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


def _cell(item: Item, pieces: list[Piece], ask_terms: Callable[[], Terms | None], now: datetime) -> Cell:
    """The best of it after what is taken off; of equals what passed, then the earliest, as they come."""
    if len(pieces) == 1 and pieces[0].at is None:  # most of them
        percent, passed, pk, _at = pieces[0]
        return Cell(item, percent, percent, passed, work=pk)
    terms = ask_terms() or Terms()
    counted = [(one.percent * credit, one.passed, one) for one in pieces if (credit := _credit(one, terms))]
    if not counted:
        return Cell(item, is_missing=bool(terms.due_at and now > terms.due_at))
    percent, passed, best = max(counted, key=WORTH)
    days_late = terms.days_late(best.at) if best.at else 0
    return Cell(item, percent, best.percent, passed, days_late, work=best.pk)


def _credit(piece: Piece, terms: Terms) -> float:
    return terms.credit(piece.at) if piece.at else 1.0


def _total(columns: list[Column], cells: list[Cell]) -> float | None:
    counted = [(column.weight, cell.percent or 0.0) for column, cell in zip(columns, cells, strict=True) if cell.counts]
    weight = sum(one for one, _ in counted)
    return sum(one * percent for one, percent in counted) / weight if weight else None


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None
