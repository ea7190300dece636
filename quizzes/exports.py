"""A class's gradebook and submissions as tables for a spreadsheet: CSV and XLSX.

A cell that begins like a formula is written with an apostrophe before it: a name such as "=HYPERLINK(…)" would else
be run by the spreadsheet of whoever opens the file (OWASP, "CSV Injection").
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from grader.models import CheckResult, SubmissionQuerySet
from quizzes import classwork
from quizzes.classbook import Book, Cell
from quizzes.models import Cohort

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NOT_FOR_XML = {code: "\ufffd" for code in range(32) if chr(code) not in "\t\n\r"}
Table = Iterable[Sequence[Any]]

PEOPLE = ("username", "name", "email", "total")
FIGURES = ("outcome", "accepted", "score", "max_score", "misconception", "device", "seed")
RESEARCH = ("submission", "student", "exercise", "created_at", *FIGURES, "checks_failed")


def grades(book: Book) -> Iterator[list[Any]]:
    """One row a student, one column an item, named by the item's id: "quiz/forward-diffusion"."""
    yield [*PEOPLE, *("/".join(column.item.key) for column in book.columns)]
    for row in book.rows:
        student = row.student
        who = [student.get_username(), student.get_full_name(), student.email]
        yield [*who, _number(row.total), *(_number(_percent(cell)) for cell in row.cells)]


def submissions(cohort: Cohort) -> Iterator[list[Any]]:
    """One row a submission, without names: for research. Students go by a number that holds within this table."""
    yield list(RESEARCH)
    numbers: dict[int, int] = {}
    judged = classwork.submissions(cohort).judged()
    failed = _failed(judged)
    rows = judged.order_by("created_at", "pk").values_list("pk", "user_id", "exercise", "created_at", *FIGURES)
    for pk, user, exercise, at, *figures in rows.iterator(chunk_size=2000):
        when = timezone.localtime(at).isoformat(timespec="seconds")
        student = numbers.setdefault(user, len(numbers) + 1)
        yield [pk, student, exercise, when, *figures, " ".join(failed.get(pk, ()))]


def as_csv(table: Table) -> bytes:
    """With a mark at the start by which a spreadsheet knows that it is UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_harmless(value) for value in row] for row in table)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table, title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for row in table:
        sheet.append([_harmless(value) for value in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _failed(judged: SubmissionQuerySet) -> dict[int, list[str]]:
    """The names of the checks that each did not pass, in the order of the checks."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = CheckResult.objects.filter(submission__in=judged.values("pk"), passed=False)
    for submission, name in rows.order_by("submission", "position").values_list("submission", "name"):
        found[submission].append(name)
    return found


def _percent(cell: Cell) -> float | None:
    """A missing one is 0 and not nothing: whoever adds the table up gets our total."""
    return 0.0 if cell.is_missing and cell.percent is None else cell.percent


def _number(value: float | None) -> float | str:
    return "" if value is None else round(value, 2)


def _harmless(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.translate(NOT_FOR_XML)
    return f"'{text}" if text.startswith(FORMULA) else text
