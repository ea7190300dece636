"""When something set in a class opens, is due and closes, for each student.

An assignment is open from its opening (else the start of its class), due at its due date, and closed after its late
work; without late work it closes when it is due. An extension moves the due date of one student, and the late work
moves with it. What was handed in late earns a part of its score: the percent lost times the days begun since.

Results are the student's own and two classes may set the same quiz: it can be started while one of them lets it, and
a running exam ends, at the latest, when the last of them closes. A class that set nothing takes everything at any time.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from quizzes.course import LESSON, QUIZ, Item, Key, Outline
from quizzes.models import Assignment, Cohort, Extension
from quizzes.standings import Standing

DAY = timedelta(days=1)
NOT_OPEN, OPEN, LATE, CLOSED = "not-open", "open", "late", "closed"


@dataclass(frozen=True)
class Terms:
    """One assignment's dates for one student."""

    opens_at: datetime | None = None
    due_at: datetime | None = None
    late_until: datetime | None = None
    late_percent: int = 0
    is_extended: bool = False

    @property
    def closes_at(self) -> datetime | None:
        return self.late_until or self.due_at

    def state(self, now: datetime) -> str:
        if self.opens_at and now < self.opens_at:
            return NOT_OPEN
        if self.closes_at and now > self.closes_at:
            return CLOSED
        return LATE if self.due_at and now > self.due_at else OPEN

    def days_late(self, at: datetime) -> int:
        """Days begun since the due date."""
        return math.ceil((at - self.due_at) / DAY) if self.due_at and at > self.due_at else 0

    def credit(self, at: datetime) -> float:
        """What part of its score counts that was handed in at this moment: 1 in time, 0 too early or too late."""
        if self.opens_at and at < self.opens_at:
            return 0.0
        if self.due_at is None or at <= self.due_at:
            return 1.0
        if self.late_until is None or at > self.late_until:
            return 0.0
        return max(0, 100 - self.late_percent * self.days_late(at)) / 100


@dataclass(frozen=True)
class Due:
    """Something that one of a student's classes has set."""

    cohort: Cohort
    assignment: Assignment
    terms: Terms

    def is_over(self, now: datetime) -> bool:
        return self.terms.state(now) == CLOSED


@dataclass(frozen=True)
class Row:
    """One line of what a class has set, for the class or for one of its students."""

    assignment: Assignment
    item: Item
    terms: Terms
    state: str
    standing: Standing | None


class Schedule:
    """A whole class's terms; two queries for any number of students."""

    def __init__(self, cohort: Cohort) -> None:
        self.assignments = {assignment.key: assignment for assignment in cohort.assignments.all()}
        for assignment in self.assignments.values():
            assignment.cohort = cohort
        rows = Extension.objects.filter(assignment__cohort=cohort)
        self._extended = {(row.assignment_id, row.student_id): row.due_at for row in rows}
        self.usual = {key: terms(assignment) for key, assignment in self.assignments.items()}

    def terms(self, key: Key, student_id: int) -> Terms | None:
        """None for what the class has not set, where it has set anything; without an assignment any time is right."""
        if not self.assignments:
            return Terms()
        assignment = self.assignments.get(key)
        if assignment is None:
            return None
        extended_to = self._extended.get((assignment.pk, student_id))
        return terms(assignment, extended_to) if extended_to else self.usual[key]


def terms(assignment: Assignment, extended_to: datetime | None = None) -> Terms:
    """The class's terms, or with an extension a student's. One that the class's date has overtaken changes nothing."""
    due_at, late_until = assignment.due_at, assignment.late_until
    is_extended = bool(due_at and extended_to and extended_to > due_at)
    if due_at and extended_to and is_extended:
        late_until = late_until + (extended_to - due_at) if late_until else None
        due_at = extended_to
    opens_at = assignment.opens_at or assignment.cohort.starts_at
    return Terms(opens_at, due_at, late_until, assignment.late_percent, is_extended)


def rows(
    schedule: Schedule, course: Outline, student_id: int = 0, best: Mapping[Key, Standing] | None = None
) -> list[Row]:
    """In the order of the class; with the dates, and if given the results, of one student."""
    items, now = settable(course), timezone.now()
    return [
        row(assignment, schedule.terms(key, student_id) or Terms(), items, now, best)
        for key, assignment in schedule.assignments.items()
    ]


def row(
    assignment: Assignment,
    holds: Terms,
    items: Mapping[Key, Item],
    now: datetime,
    best: Mapping[Key, Standing] | None = None,
) -> Row:
    key = assignment.key
    # What is no longer published has no title any more.
    item = items.get(key) or Item(*key, title=assignment.slug, text="", url="")
    return Row(assignment, item, holds, holds.state(now), (best or {}).get(key))


def of_student(user: User, now: datetime | None = None) -> list[Due]:
    """What the student's running classes have set, soonest first, undated last; two queries at most."""
    cohorts = Cohort.objects.attended_by(user).binding(now or timezone.now())
    assignments = Assignment.objects.filter(cohort__in=cohorts).select_related("cohort")
    if not assignments:
        return []
    extended = dict(Extension.objects.filter(student=user).values_list("assignment", "due_at"))
    dues = [Due(one.cohort, one, terms(one, extended.get(one.pk))) for one in assignments]
    return sorted(dues, key=lambda due: (due.terms.due_at is None, due.terms.due_at, due.assignment.position))


def settable(course: Outline) -> dict[Key, Item]:
    """What a class can be set, in the order of the course: each lesson, then what belongs to it."""
    found: dict[Key, Item] = {}
    for section in course.sections:
        for lesson in section.lessons:
            version = lesson.version
            url = reverse("content:lesson", args=[version.item.slug])
            one = Item(LESSON, version.item.slug, version.title, version.description, url)
            found |= {item.key: item for item in (one, *lesson.items)}
    return found | {item.key: item for item in course.others}


def why_not_start(user: User, slug: str, now: datetime | None = None) -> Due | None:
    """None while an exam may be started; else what stands against it: the next to open, or the last that closed."""
    now = now or timezone.now()
    found = _setting(user, slug, now)
    if not found or any(one.terms.state(now) in (OPEN, LATE) for one in found) or _takes_anything(user, now):
        return None
    ahead = [one for one in found if one.terms.state(now) == NOT_OPEN]
    if ahead:
        return min(ahead, key=lambda one: one.terms.opens_at or now)
    return max(found, key=lambda one: one.terms.closes_at or now)


def latest_end(user: User, slug: str, deadline: datetime, now: datetime | None = None) -> datetime:
    """The end of an exam whose own clock runs until `deadline`: the classes may close it before."""
    now = now or timezone.now()
    open_ones = [one.terms for one in _setting(user, slug, now) if one.terms.state(now) != NOT_OPEN]
    closings = [one.closes_at for one in open_ones if one.closes_at]
    if not closings or len(closings) < len(open_ones) or _takes_anything(user, now):
        return deadline
    return min(deadline, max(closings))


def refusal(due: Due, now: datetime | None = None) -> str:
    """Why an exam cannot begin, and what can be done instead."""
    names = {"title": due.cohort.title}
    if due.terms.opens_at and (now or timezone.now()) < due.terms.opens_at:
        names["date"] = shown(due.terms.opens_at, due.cohort)
        return _("Your class “%(title)s” opens this quiz on %(date)s. Until then you can check yourself.") % names
    if due.terms.closes_at:
        names["date"] = shown(due.terms.closes_at, due.cohort)
    return _("Your class “%(title)s” closed this quiz on %(date)s. You can still check yourself.") % names


def shown(moment: datetime, cohort: Cohort) -> str:
    """As the pages write it, in the time zone of the class."""
    return formats.date_format(timezone.localtime(moment, cohort.zone), "DATETIME_FORMAT")


def _setting(user: User, slug: str, now: datetime) -> list[Due]:
    return [due for due in of_student(user, now) if due.assignment.key == (QUIZ, slug)]


def _takes_anything(user: User, now: datetime) -> bool:
    """Whether one of the student's running classes has set nothing, and so takes everything at any time."""
    return Cohort.objects.attended_by(user).binding(now).filter(assignments=None).exists()
