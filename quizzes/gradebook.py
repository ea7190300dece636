"""The read path of results: the class as a table, and one student's history."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict

from grader.models import Submission, SubmissionQuerySet
from quizzes.course import EXERCISE, Item, Outline
from quizzes.models import AttemptQuerySet, OverrideQuerySet
from quizzes.paging import Paged, paged
from quizzes.standings import Standing, standings

STUDENTS_PER_PAGE = 50
HISTORY_PER_PAGE = 25


@dataclass(frozen=True)
class Work:
    """What of the students' work may be shown to whoever asks."""

    attempts: AttemptQuerySet
    submissions: SubmissionQuerySet
    overrides: OverrideQuerySet | None = None  # None: whatever holds for the student


@dataclass(frozen=True)
class Cell:
    item: Item
    standing: Standing | None


@dataclass(frozen=True)
class Row:
    student: User
    cells: list[Cell]
    done: int


@dataclass(frozen=True)
class History:
    """What one student has handed in, newest first."""

    attempts: Paged
    submissions: Paged
    titled: list[tuple[Submission, str]]  # the submissions of the page with their exercises' titles


def search(students: QuerySet[User], text: str) -> list[User]:
    """Those of the students in whose names each of these words occurs, whatever the accents: "nguyen" finds Nguyễn.

    Done here and not by the database: SQLite folds the case of ASCII letters alone, and none of them drops accents.
    """
    words = _folded(text).split()
    return [student for student in students if all(word in _names(student) for word in words)]


def rows(page: Collection[User], outline: Outline, work: Work) -> list[Row]:
    """One row per student, one cell per item of the course."""
    found = standings([student.pk for student in page], work.attempts, work.submissions, work.overrides)
    items = outline.items
    return [_row(student, [Cell(item, found[student.pk].get(item.key)) for item in items]) for student in page]


def history(user: User, outline: Outline, work: Work, parameters: QueryDict) -> History:
    attempts = work.attempts.for_user(user).for_list()
    submissions = paged(work.submissions.for_user(user).for_list(), parameters, "submissions", HISTORY_PER_PAGE)
    titles = {item.slug: item.title for item in outline.items if item.kind == EXERCISE}
    return History(
        attempts=paged(attempts, parameters, "attempts", HISTORY_PER_PAGE),
        submissions=submissions,
        titled=[(submission, titles.get(submission.exercise, submission.exercise)) for submission in submissions],
    )


def _row(student: User, cells: list[Cell]) -> Row:
    return Row(student, cells, sum(cell.standing is not None and cell.standing.done for cell in cells))


def _names(student: User) -> str:
    return _folded(f"{student.get_full_name()} {student.get_username()} {student.email}")


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
