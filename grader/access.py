"""Who may see which submission. What one may not see answers 404, as if it did not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from grader.models import Submission


def submission_or_404(user: User | AnonymousUser, submission_id: int) -> Submission:
    """One's own; instructors, by permission, see everyone's."""
    submission = get_object_or_404(Submission.objects.select_related("user"), pk=submission_id)
    if submission.user_id != user.pk and not user.has_perm("grader.view_submission"):
        raise Http404
    return submission


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required`, except that a fragment asked for by htmx is not answered by a whole sign-in page."""
    guarded = login_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "htmx", False) and not request.user.is_authenticated:
            return render(request, "grader/_signed_out.html")
        return guarded(request, *args, **kwargs)

    return wrapper
