"""Who may see what: each function fetches what the user may see, or answers with a 404 that gives nothing away."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from content.models import BankVersion
from quizzes.models import Attempt

Viewer: TypeAlias = User | AnonymousUser


def published_bank(slug: str, language: str) -> BankVersion:
    return get_object_or_404(BankVersion.objects.current(language), item__slug=slug)


def own_attempt(user: Viewer, attempt_id: int) -> Attempt:
    """An attempt to go on with: nobody's but one's own."""
    return get_object_or_404(Attempt.objects.select_related("bank", "bank_version"), pk=attempt_id, user_id=user.pk)


def readable_attempt(user: Viewer, attempt_id: int) -> Attempt:
    """One's own attempt, or as an instructor any that is finished: an open one is still the student's own affair."""
    attempt = get_object_or_404(Attempt.objects.select_related("user", "bank", "bank_version"), pk=attempt_id)
    if attempt.user_id == user.pk or (may_see_gradebook(user) and not attempt.is_open):
        return attempt
    raise Http404


def may_see_gradebook(user: Viewer) -> bool:
    return user.has_perm("quizzes.view_gradebook")


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required`, but a script that saves an answer is told by the status and not by a page to sign in on."""
    guarded = login_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.htmx and not request.user.is_authenticated:
            return HttpResponse(status=401)
        return guarded(request, *args, **kwargs)

    return wrapper


def for_instructors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Everyone else gets a 404; whoever is not signed in is asked to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_see_gradebook(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
