"""Comments on submissions: writing them, and who reads which. What was written once is never lost: a change is a
further version, and so is a withdrawal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from grader.models import Submission
from quizzes import audit
from quizzes.models import Change, Cohort, Comment, CommentsRead, CommentVersion, Membership, Right


@dataclass(frozen=True)
class Shown:
    comment: Comment
    text: str
    is_changed: bool
    version: int


def write(submission: Submission, cohort: Cohort, by: User, text: str, line: int | None = None) -> Comment:
    with transaction.atomic():
        comment = Comment.objects.create(submission=submission, cohort=cohort, line=line, author=by)
        _add(comment, by, text, Change.Kind.COMMENT, "")
    return comment


def change(comment: Comment, by: User, text: str) -> bool:
    """Returns whether that changed anything: of two clicks only the first does, and what is withdrawn stays so."""
    with transaction.atomic():
        before = _said(comment)
        if not before or before == text:
            return False
        _add(comment, by, text, Change.Kind.COMMENT_CHANGED, before)
    return True


def withdraw(comment: Comment, by: User) -> bool:
    """Take it off the page. Returns whether it was still there."""
    with transaction.atomic():
        before = _said(comment)
        if not before:
            return False
        _add(comment, by, "", Change.Kind.COMMENT_WITHDRAWN, before)
    return True


def cohort_for(user: User, submission: Submission, right: str = "comment") -> Cohort | None:
    """The running class for which this user may comment on this submission, or with another right act on it; the
    newest where there are several.
    """
    members = Membership.objects.current().filter(student_id=submission.user_id).covering(submission.created_at)
    mine = Cohort.objects.with_right(user, right).active().filter(pk__in=members.values("cohort"))
    return mine.order_by("-pk").first()


def visible(user: User | AnonymousUser, submission: Submission) -> list[Shown]:
    """To the student all of them, to teachers those of the classes whose results they see."""
    rows = Comment.objects.filter(submission=submission).select_related("author", "cohort").prefetch_related("versions")
    if submission.user_id != user.pk:
        rows = rows.filter(cohort__in=Cohort.objects.with_right(user, Right.RESULTS))
    return [shown for comment in rows if (shown := _shown(comment)).text]


def changeable(user: User | AnonymousUser) -> QuerySet[Comment]:
    """One's own, in a running class where one still may comment; its owners may withdraw anybody's."""
    may = Cohort.objects.active()
    own = Q(author_id=user.pk, cohort__in=may.with_right(user, Right.COMMENT))
    return Comment.objects.filter(own | Q(cohort__in=may.owned_by(user)))


def mark_read(submission: Submission, shown: Iterable[Shown]) -> None:
    last = max((one.version for one in shown), default=0)
    if last:
        CommentsRead.objects.update_or_create(
            user_id=submission.user_id, submission=submission, defaults={"version": last}
        )


def unread(user: User) -> dict[int, str]:
    """The submissions with comments that their student has not seen, the newest first: id to exercise. One query."""
    newer = CommentVersion.objects.filter(comment=OuterRef("pk"), comment__submission__user=user).order_by("-pk")
    read = CommentsRead.objects.filter(user=user, submission=OuterRef("submission")).values("version")[:1]
    rows = (
        Comment.objects.filter(submission__user=user)
        .annotate(last=Subquery(newer.values("pk")[:1]), said=Subquery(newer.values("text")[:1]))
        .exclude(said="")
        .filter(last__gt=Coalesce(Subquery(read), 0))
    )
    return dict(rows.order_by("-submission").values_list("submission", "submission__exercise").distinct())


def _said(comment: Comment) -> str:
    """Under its lock, what it says now."""
    Comment.objects.select_for_update().get(pk=comment.pk)
    last = comment.versions.order_by("pk").last()
    return last.text if last else ""


def _add(comment: Comment, by: User, text: str, kind: Any, before: str) -> None:
    CommentVersion.objects.create(comment=comment, by=by, text=text)
    place = {"line": comment.line} if comment.line else {}
    audit.note(
        kind,
        by,
        f"submission:{comment.submission_id}",
        cohort=comment.cohort,
        student=comment.submission.user,
        before=place | {"text": before} if before else None,
        after=place | {"text": text} if text else None,
    )


def _shown(comment: Comment) -> Shown:
    versions = list(comment.versions.all())
    return Shown(comment, versions[-1].text, len(versions) > 1, versions[-1].pk)
