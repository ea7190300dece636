"""Who may see what: each function fetches what the user may see, or answers with a 404 that gives nothing away.

What is one's own, one may see. Beyond that, an instructor sees the work of the students of their own classes, and an
assistant that of the classes in which they were granted the right to; in both cases what was done within the dates of
the class. A superuser sees everything. The permission `view_gradebook` opens pages and shows nobody's work by itself.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from content.models import BankVersion
from grader.models import Submission, SubmissionQuerySet
from quizzes.models import Assistant, Attempt, AttemptQuerySet, Cohort, Membership, Override, OverrideQuerySet, Right
from quizzes.roles import STUDENT

Viewer: TypeAlias = User | AnonymousUser
RESULTS = str(Right.RESULTS)


def published_bank(slug: str, language: str) -> BankVersion:
    return get_object_or_404(BankVersion.objects.current(language), item__slug=slug)


def own_attempt(user: Viewer, attempt_id: int) -> Attempt:
    """An attempt to go on with: nobody's but one's own."""
    return get_object_or_404(Attempt.objects.select_related("bank", "bank_version"), pk=attempt_id, user_id=user.pk)


def readable_attempt(user: Viewer, attempt_id: int) -> Attempt:
    """One's own attempt, or a student's that is finished: an open one is still the student's own affair."""
    rows = Attempt.objects.select_related("user", "bank", "bank_version")
    if own := rows.filter(pk=attempt_id, user_id=user.pk).first():
        return own
    return get_object_or_404(
        rows.exclude(status=Attempt.Status.STARTED).filter(_taught(user, "started_at")), pk=attempt_id
    )


def taught_attempts(user: Viewer, right: str = RESULTS) -> AttemptQuerySet:
    """Students' attempts that this user may see, or with another right act on. An open one may be listed; its answers
    are nobody else's yet, so for anything that reads answers take `.closed()`.
    """
    return Attempt.objects.filter(_taught(user, "started_at", right))


def taught_submissions(user: Viewer, right: str = RESULTS) -> SubmissionQuerySet:
    """Students' submissions that this user may see, or with another right act on."""
    return Submission.objects.filter(_taught(user, "created_at", right))


def taught_overrides(user: Viewer) -> OverrideQuerySet:
    """The scores set in the classes whose results this user may see."""
    return Override.objects.filter(cohort__in=Cohort.objects.with_right(user, Right.RESULTS))


def may_read_submission(user: Viewer) -> Q:
    """For grader.access, which knows no classes."""
    return _taught(user, "created_at")


def visible_students(user: Viewer, right: str = RESULTS) -> QuerySet[User]:
    """Whose results this user may look at: a superuser every student's, others those of their classes."""
    if user.is_superuser:
        return User.objects.filter(Q(groups__name=STUDENT) | Q(memberships__isnull=False)).distinct()
    members = Membership.objects.current().filter(cohort__in=Cohort.objects.with_right(user, right))
    return User.objects.filter(pk__in=members.values("student"))


def cohort_or_404(user: Viewer, cohort_id: int, right: str = "") -> Cohort:
    """A class that one teaches or, with this right or any, assists in; archived ones too."""
    rows = Cohort.objects.with_right(user, right) if right else Cohort.objects.seen_by(user)
    return get_object_or_404(rows, pk=cohort_id)


def own_cohort(user: Viewer, cohort_id: int) -> Cohort:
    """A class to change: only its instructors do."""
    return get_object_or_404(Cohort.objects.owned_by(user), pk=cohort_id)


def may_teach(user: Viewer) -> bool:
    return user.has_perm("quizzes.view_gradebook")


def may_see_gradebook(user: Viewer) -> bool:
    """Instructors, and who assists in a class with the right to its results."""
    return may_teach(user) or Assistant.objects.filter(user_id=user.pk, results=True).exists()


def is_staff(user: Viewer) -> bool:
    """Whoever may come to see what is not their own: by the admin site, or by a class that they teach or assist in."""
    return user.is_authenticated and (user.is_staff or Cohort.objects.seen_by(user).exists())


def _taught(user: Viewer, when: str, right: str = RESULTS) -> Q:
    """Work that a class of this user's covers: its student is in the class, and `when` falls within its dates."""
    if user.is_superuser:
        return Q(user__isnull=False)
    cohorts = Cohort.objects.with_right(user, right)
    members = Membership.objects.current().filter(cohort__in=cohorts, student=OuterRef("user"))
    return Q(Exists(members.covering(OuterRef(when))))


def by_script(request: HttpRequest) -> bool:
    """Sent by a script of ours, which reads the status and a fragment and follows no redirect."""
    return request.headers.get("X-Requested-With") == "autosave"


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`login_required`, but a script that saves an answer is told by the status and not by a page to sign in on."""
    guarded = login_required(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if by_script(request) and not request.user.is_authenticated:
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


def for_class(
    right: str = "", *, owner: bool = False, even_archived: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Hands the view its class, in the class's time zone: for its instructors alone, or who has the right, or any.

    An archived class can be read and not be changed: a POST to it leads back with a word of explanation.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, cohort_id: int, **kwargs: Any) -> HttpResponse:
            user = request.user
            cohort = own_cohort(user, cohort_id) if owner else cohort_or_404(user, cohort_id, right)
            if cohort.is_archived and request.method == "POST" and not even_archived:
                messages.error(request, _("This class is archived. Restore it before you change anything."))
                return redirect("quizzes:class", cohort.pk)
            with timezone.override(cohort.zone):
                return view(request, cohort, **kwargs)

        return guarded

    return decorate
