"""Regrading for a class: beginning it, who would gain and who would lose, and deciding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from grader import regrading
from grader.models import ShadowVerdict, SubmissionQuerySet
from grader.verdicts import SANDBOX_FAILED
from quizzes import audit, classwork
from quizzes.course import EXERCISE
from quizzes.models import Change, ClassRegrade, Cohort

GAINS, LOSES, CHANGES, SAME, FAILED, WAITS = "gains", "loses", "changes", "same", "failed", "waits"


@dataclass(frozen=True)
class Row:
    """One submission's verdict beside its shadow's."""

    shadow: ShadowVerdict
    exercise: str  # its title
    before: dict[str, Any]
    after: dict[str, Any] | None
    effect: str


@dataclass(frozen=True)
class Effect:
    """What accepting would do to a student's best in one exercise."""

    student: User
    exercise: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def gains(self) -> bool:
        return _rank(self.after) > _rank(self.before)


@dataclass(frozen=True)
class Preview:
    rows: list[Row]
    effects: list[Effect]  # on those who gain or lose

    @property
    def counts(self) -> dict[str, int]:
        return {name: sum(row.effect == name for row in self.rows) for name in (GAINS, LOSES, CHANGES, SAME, FAILED)}

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if row.effect not in (SAME, WAITS)]

    @property
    def gaining(self) -> int:
        return sum(one.gains for one in self.effects)

    @property
    def losing(self) -> int:
        return len(self.effects) - self.gaining


def start(cohort: Cohort, by: User, target: str, reason: str) -> ClassRegrade | None:
    """Judge anew in the shadow what the target names; None where there is nothing to judge."""
    with transaction.atomic():
        regrade = regrading.start(_chosen(cohort, target), by)
        if regrade is None:
            return None
        row = ClassRegrade.objects.create(cohort=cohort, regrade=regrade, target=target, reason=reason)
        count = {"text": str(regrade.shadows.count())}
        audit.note(Change.Kind.REGRADE_STARTED, by, target, cohort=cohort, after=count, reason=reason)
    return row


def accept(row: ClassRegrade, by: User) -> bool:
    """Returns whether this call decided."""
    with transaction.atomic():
        replaced = regrading.accept(row.regrade, by)
        if replaced is None:
            return False
        lines = [_line(row, shadow, by) for shadow in replaced]
        Change.objects.bulk_create(lines)
        count = {"text": str(len(replaced))}
        audit.note(Change.Kind.REGRADE_ACCEPTED, by, row.target, cohort=row.cohort, after=count, reason=row.reason)
    return True


def discard(row: ClassRegrade, by: User) -> bool:
    with transaction.atomic():
        if not regrading.discard(row.regrade, by):
            return False
        audit.note(Change.Kind.REGRADE_DISCARDED, by, row.target, cohort=row.cohort, reason=row.reason)
    return True


def progress(row: ClassRegrade) -> tuple[int, int]:
    """How many are judged, of how many."""
    shadows = row.regrade.shadows
    return shadows.filter(status=ShadowVerdict.Status.JUDGED).count(), shadows.count()


def preview(row: ClassRegrade, titles: Mapping[str, str]) -> Preview:
    """One query, whatever the number of submissions."""
    shadows = row.regrade.shadows.select_related("submission__user").defer("submission__source", "submission__pictures")
    rows = [_row(shadow, titles) for shadow in shadows]
    return Preview(rows, _effects(rows))


def _chosen(cohort: Cohort, target: str) -> SubmissionQuerySet:
    kind, _colon, name = target.partition(":")
    rows = classwork.submissions(cohort)
    if kind == EXERCISE:
        return rows.filter(exercise=name)
    return rows.filter(pk=name) if kind == "submission" else rows


def _row(shadow: ShadowVerdict, titles: Mapping[str, str]) -> Row:
    slug = shadow.submission.exercise
    if shadow.verdict is None:
        return Row(shadow, titles.get(slug, slug), shadow.before, None, WAITS)
    after = regrading.points(shadow.verdict)
    return Row(shadow, titles.get(slug, slug), shadow.before, after, _effect(shadow, after))


def _effect(shadow: ShadowVerdict, after: dict[str, Any]) -> str:
    if after["outcome"] == SANDBOX_FAILED:
        return FAILED
    if _rank(after) != _rank(shadow.before):
        return GAINS if _rank(after) > _rank(shadow.before) else LOSES
    return CHANGES if (shadow.regrade.is_open and regrading.differs(shadow)) or after != shadow.before else SAME


def _rank(points: dict[str, Any]) -> tuple[bool, float]:
    """As the best of a student's is chosen: an accepted one before a rejected one, then by the share of the points."""
    return points["accepted"], points["score"] / points["max_score"] if points["max_score"] else 0.0


def _effects(rows: Iterable[Row]) -> list[Effect]:
    of_student: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        of_student.setdefault((row.shadow.submission.user_id, row.exercise), []).append(row)
    found = [_on_best(there) for there in of_student.values()]
    changed = [one for one in found if _rank(one.before) != _rank(one.after)]
    return sorted(changed, key=lambda one: (one.gains, one.exercise, one.student.get_username()))


def _on_best(rows: list[Row]) -> Effect:
    afters = [row.after if row.after and row.effect != FAILED else row.before for row in rows]
    student = rows[0].shadow.submission.user
    return Effect(student, rows[0].exercise, max((row.before for row in rows), key=_rank), max(afters, key=_rank))


def _line(row: ClassRegrade, shadow: ShadowVerdict, by: User) -> Change:
    return audit.line(
        Change.Kind.REGRADED,
        by,
        f"submission:{shadow.submission_id}",
        cohort=row.cohort,
        student=shadow.submission.user,
        before=_told(shadow.before),
        after=_told(regrading.points(shadow.verdict or {})),
        reason=row.reason,
    )


def _told(points: dict[str, Any]) -> dict[str, Any]:
    return {"points": [points["score"], points["max_score"]], "accepted": points["accepted"]}
