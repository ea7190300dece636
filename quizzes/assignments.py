"""The write path of what a class is set: items, dates, extensions. A running exam follows what they say."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quizzes import attempts
from quizzes.course import LESSON, QUIZ, Key
from quizzes.models import Assignment, Attempt, Cohort, Extension


def follow_lesson(old: str, new: str, **_signal: Any) -> None:
    """A lesson that has moved to another address stays set, with its dates."""
    Assignment.objects.filter(kind=LESSON, slug=old).update(slug=new)


def assign(cohort: Cohort, keys: Iterable[Key], **dates: Any) -> list[Assignment]:
    """Set these items, behind those that are set, all with the same dates; what is set already stays as it is."""
    present = {assignment.key for assignment in cohort.assignments.all()}
    last = cohort.assignments.aggregate(last=Max("position"))["last"] or 0
    rows = [
        Assignment(cohort=cohort, kind=kind, slug=slug, position=last + number, **dates)
        for number, (kind, slug) in enumerate((key for key in keys if key not in present), start=1)
    ]
    with transaction.atomic():
        Assignment.objects.bulk_create(rows)
        for row in rows:
            follow(row)
    return rows


def change(assignment: Assignment) -> None:
    with transaction.atomic():
        assignment.save()
        follow(assignment)


def take_back(assignment: Assignment) -> None:
    """Set no longer; the extensions go with it, results stay."""
    cohort, key = assignment.cohort, assignment.key
    with transaction.atomic():
        assignment.delete()
        _follow(key, _members(cohort))


def extend(
    assignment: Assignment, students: Collection[User], due_at: datetime, *, reason: str = "", by: User | None = None
) -> None:
    """Give each of these students this due date, in place of any extension before."""
    rows = [
        Extension(
            assignment=assignment, student=one, due_at=due_at, reason=reason, given_by=by, given_at=timezone.now()
        )
        for one in students
    ]
    with transaction.atomic():
        Extension.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["assignment", "student"],
            update_fields=["due_at", "reason", "given_by", "given_at"],
        )
        follow(assignment, [one.pk for one in students])


def withdraw(extension: Extension) -> None:
    with transaction.atomic():
        extension.delete()
        follow(extension.assignment, [extension.student_id])


def follow(assignment: Assignment, student_ids: Collection[int] | None = None) -> None:
    """Bring the running exams of these students, or of the whole class, to the dates that now hold."""
    _follow(assignment.key, _members(assignment.cohort) if student_ids is None else student_ids)


def _follow(key: Key, student_ids: Collection[int]) -> None:
    kind, slug = key
    if kind == QUIZ:
        running = Attempt.objects.exams().open().filter(bank__slug=slug, user_id__in=student_ids)
        for attempt in running.select_related("user", "bank", "bank_version"):
            attempts.reset_deadline(attempt)


def _members(cohort: Cohort) -> list[int]:
    return list(cohort.memberships.current().values_list("student", flat=True))
