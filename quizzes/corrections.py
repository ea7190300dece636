"""The write path of scores that teachers set: each change is a row of its own, and nothing earned is touched."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from quizzes import audit
from quizzes.course import Key
from quizzes.models import Change, Cohort, Override
from quizzes.standings import Standing, in_force


def override(
    cohort: Cohort,
    student: User,
    key: Key,
    *,
    percent: float,
    passed: bool,
    reason: str,
    by: User,
    earned: Standing | None,
) -> Override | None:
    """Let this score stand in the place of what was earned. Returns None where it stands already, word for word."""
    with transaction.atomic():
        held = _held(cohort, student, key)
        if held and (held.percent, held.passed, held.reason) == (percent, passed, reason):
            return None
        row = _add(cohort, student, key, percent, passed, reason, by)
        before = held.as_row() if held else _as_row(earned)
        _note(Change.Kind.OVERRIDE, row, before, row.as_row())
    return row


def withdraw_override(
    cohort: Cohort, student: User, key: Key, *, reason: str, by: User, earned: Standing | None
) -> bool:
    """Let what was earned hold again. Returns whether a set score was withdrawn; a second click finds none."""
    with transaction.atomic():
        held = _held(cohort, student, key)
        if held is None:
            return False
        row = _add(cohort, student, key, None, False, reason, by)
        _note(Change.Kind.OVERRIDE_WITHDRAWN, row, held.as_row(), _as_row(earned))
    return True


def _held(cohort: Cohort, student: User, key: Key) -> Override | None:
    """Under the class's lock, so that of two people at once the second sees what the first did."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    rows = cohort.overrides.filter(student=student, kind=key[0], slug=key[1])
    return in_force(rows).get((student.pk, key))


def _add(
    cohort: Cohort, student: User, key: Key, percent: float | None, passed: bool, reason: str, by: User
) -> Override:
    kind, slug = key
    return Override.objects.create(
        cohort=cohort, student=student, kind=kind, slug=slug, percent=percent, passed=passed, reason=reason, by=by
    )


def _note(kind: Any, row: Override, before: object, after: object) -> None:
    who = {"cohort": row.cohort, "student": row.student}
    audit.note(kind, row.by, f"{row.kind}:{row.slug}", **who, before=before, after=after, reason=row.reason)


def _as_row(earned: Standing | None) -> dict[str, object] | None:
    return {"percent": earned.percent, "passed": earned.done} if earned else None
