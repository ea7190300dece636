"""Who may see which submission. What one may not see answers 404, as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grader.models import Submission, SubmissionQuerySet

Rule = Callable[[User | AnonymousUser], Q]


def nobody_else(user: User | AnonymousUser) -> Q:
    return Q(pk__in=[])


# Who teaches whom is known by an app above this one, which sets its rule here when it starts.
_taught: Rule = nobody_else


def let_teachers_read(rule: Rule) -> None:
    """The rule says of a user which submissions of other people they may read."""
    global _taught
    _taught = rule


def readable(user: User | AnonymousUser) -> SubmissionQuerySet:
    """One's own, and those of one's students."""
    return Submission.objects.filter(Q(user_id=user.pk) | _taught(user))


def may_see_solutions(user: User | AnonymousUser, slug: str) -> bool:
    """Whoever has full marks, and whoever teaches."""
    if user.has_perm("grader.view_submission"):
        return True
    return Submission.objects.filter(user_id=user.pk, exercise=slug).with_full_marks().exists()


def submission_or_404(user: User | AnonymousUser, submission_id: int) -> Submission:
    return get_object_or_404(readable(user).select_related("user"), pk=submission_id)


def own_submission_or_404(user: User | AnonymousUser, submission_id: int) -> Submission:
    return get_object_or_404(Submission, pk=submission_id, user_id=user.pk)


def job_or_404(user: User | AnonymousUser, submission_id: int) -> Submission:
    """A submission that one may read, or a run of one's own: nobody looks on while somebody tries something."""
    own = Submission.jobs.select_related("user").filter(user_id=user.pk, pk=submission_id).first()
    return own or submission_or_404(user, submission_id)


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required`, except that a fragment asked for by htmx is not answered by a whole sign-in page."""
    guarded = login_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "htmx", False) and not request.user.is_authenticated:
            return render(request, "grader/_signed_out.html")
        return guarded(request, *args, **kwargs)

    return wrapper
