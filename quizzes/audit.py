"""The log of what was set right: writing a line, and showing lines to owners and to the student whom they concern."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.translation import gettext as _

from quizzes.classforms import full_name
from quizzes.course import EXERCISE, QUIZ, Outline
from quizzes.models import Change, Cohort, QuestionCorrection

COMMENTS = [Change.Kind.COMMENT, Change.Kind.COMMENT_CHANGED, Change.Kind.COMMENT_WITHDRAWN]
# What a student is shown: what came of a regrading, and not that one was begun.
OWN_KINDS = [
    Change.Kind.OVERRIDE,
    Change.Kind.OVERRIDE_WITHDRAWN,
    *COMMENTS,
    Change.Kind.REGRADED,
    Change.Kind.RESCORED,
]


@dataclass(frozen=True)
class Line:
    """One change, ready to be read."""

    change: Change
    title: str
    url: str  # empty where there is nothing to open
    before: str
    after: str


def line(
    kind: Any,  # a Change.Kind
    actor: User,
    target: str,
    *,
    cohort: Cohort | None = None,
    student: User | None = None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> Change:
    """A line that is not written yet, for those who write many."""
    return Change(
        kind=kind,
        actor=actor,
        actor_name=full_name(actor),
        cohort=cohort,
        student=student,
        student_name=full_name(student) if student else "",
        target=target,
        before=before,
        after=after,
        reason=reason,
    )


def note(kind: Any, actor: User, target: str, **told: Any) -> Change:
    """Write one line. Call it in the transaction that makes the change."""
    change = line(kind, actor, target, **told)
    change.save()
    return change


def of_class(cohort: Cohort, student: str = "", kind: str = "") -> QuerySet[Change]:
    """Of the class, and what was set right for everybody."""
    for_all = Q(cohort=None, kind__in=[Change.Kind.QUESTION, Change.Kind.QUESTION_RESTORED])
    rows = Change.objects.filter(Q(cohort=cohort) | for_all)
    if student:
        rows = rows.filter(student__username=student)
    return rows.filter(kind=kind) if kind else rows


def of_student(user: User) -> QuerySet[Change]:
    return Change.objects.filter(student_id=user.pk, kind__in=OWN_KINDS)


def shown(changes: Iterable[Change], course: Outline, *, to_student: bool = False) -> list[Line]:
    """A student reads comments where they stand: what was withdrawn is not read out from the log."""
    titles = {f"{item.kind}:{item.slug}": (item.title, item.url) for item in course.items}
    return [_line(change, titles, is_mute=to_student and change.kind in COMMENTS) for change in changes]


def _line(change: Change, titles: dict[str, tuple[str, str]], *, is_mute: bool) -> Line:
    title, url = titles.get(change.target) or _named(change.target, titles)
    if is_mute:
        return Line(change, title, url, "", "")
    return Line(change, title, url, words(change.before), words(change.after))


def _named(target: str, titles: dict[str, tuple[str, str]]) -> tuple[str, str]:
    kind, _colon, name = target.partition(":")
    if kind == "submission":
        return _("Submission %(id)s") % {"id": name}, reverse("grader:submission", args=[name])
    if kind == "attempt":
        return _("Attempt %(id)s") % {"id": name}, reverse("quizzes:attempt", args=[name])
    if kind == "question":
        slug, _slash, question = name.rpartition("/")
        bank = titles.get(f"{QUIZ}:{slug}", (slug, ""))[0]
        return _("%(quiz)s, question %(id)s") % {"quiz": bank, "id": question}, ""
    if kind == "class":
        return _("The whole class"), ""
    return (name if kind in (QUIZ, EXERCISE) else target), ""


def words(value: Any) -> str:
    """A before or an after as a person says it."""
    if not value:
        return ""
    return ", ".join(text for key, part in value.items() if (text := _part(key, part)))


def _part(key: str, part: Any) -> str:
    if part is None or part == "":
        return ""
    if key == "percent":
        return f"{floatformat(part, -1)} %"
    if key in ("passed", "accepted"):
        return _("passed") if part else _("not passed")
    if key == "points":
        return _("%(score)s of %(max)s points") % {"score": f"{part[0]:g}", "max": f"{part[1]:g}"}
    if key == "kind":
        return str(dict(QuestionCorrection.Kind.choices).get(part, part))
    if key == "key":
        return _("right: %(key)s") % {"key": part}
    if key == "line":
        return _("line %(number)s") % {"number": part}
    return str(part)
