"""What a class has handed in, as its gradebook counts it: two queries each for exams and for programs.

What came in time is worth all of its score, so the database picks the best of it; only what came too early or too late
is looked at one by one. A large class has thousands of rows, of which few are late.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from quizzes import classwork
from quizzes.course import EXERCISE, QUIZ, Key
from quizzes.deadlines import Schedule
from quizzes.models import Cohort


class Piece(NamedTuple):
    """Something handed in; a tuple because those are made soonest. `at` is None for what came in time."""

    percent: float
    passed: bool
    pk: int
    at: datetime | None = None


Pieces = dict[int, dict[Key, list[Piece]]]  # by student: the best that came in time, then the others as they came


def handed_in(cohort: Cohort, schedule: Schedule) -> Pieces:
    found: Pieces = defaultdict(lambda: defaultdict(list))
    for kind, rows, fields in (
        (QUIZ, classwork.attempts(cohort), ("bank__slug", "score", "passed", "submitted_at")),
        (EXERCISE, classwork.submissions(cohort).counted(), ("exercise", "score", "accepted", "created_at")),
    ):
        for user, slug, *piece in _of_kind(kind, rows, schedule, *fields):
            found[user][kind, slug].append(Piece(*piece))
    return found


def _of_kind(
    kind: str, rows: QuerySet, schedule: Schedule, slug: str, score: str, passed: str, at: str
) -> Iterator[tuple[Any, ...]]:
    worth = F(score) * 1.0 if kind == QUIZ else _percent()
    rows = rows.order_by().annotate(worth=worth)
    columns = ("user_id", slug, "worth", passed, "pk")
    order = [F("worth").desc(), F(passed).desc(), F(at).asc(), F("pk").asc()]
    place = Window(RowNumber(), partition_by=[F("user_id"), F(slug)], order_by=order)
    in_time = _in_time(kind, schedule, slug, at)
    yield from rows.filter(in_time).annotate(place=place).filter(place=1).values_list(*columns)
    if schedule.assignments:
        others = rows.filter(**{f"{slug}__in": _slugs(kind, schedule)}).exclude(in_time)
        yield from others.order_by(at, "pk").values_list(*columns, at)


def _percent() -> Case:
    return Case(When(max_score__gt=0, then=100.0 * F("score") / F("max_score")), default=Value(0.0))


def _in_time(kind: str, schedule: Schedule, slug: str, at: str) -> Q:
    """Between the opening and the due date of the class: an extension only moves the latter on."""
    if not schedule.assignments:
        return Q()
    by_dates: dict[tuple[datetime | None, datetime | None], list[str]] = defaultdict(list)
    for name in _slugs(kind, schedule):
        terms = schedule.usual[kind, name]
        by_dates[terms.opens_at, terms.due_at].append(name)
    found = Q(pk__in=[])
    for (opens, due), names in by_dates.items():
        since = Q(**{f"{at}__gte": opens}) if opens else Q()
        until = Q(**{f"{at}__lte": due}) if due else Q()
        found |= Q(**{f"{slug}__in": names}) & since & until
    return found


def _slugs(kind: str, schedule: Schedule) -> list[str]:
    return [name for one, name in schedule.assignments if one == kind]
