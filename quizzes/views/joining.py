"""How students come into a class and out of it: by code, by link, by invitation."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from quizzes import cohorts
from quizzes.classforms import CodeForm, sent
from quizzes.models import Cohort


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Where a code is typed."""
    form = CodeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return redirect("quizzes:join_class", cohorts.as_code(form.cleaned_data["code"]) or "-")
    return render(request, "quizzes/classes/join.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_class(request: HttpRequest, code: str) -> HttpResponse:
    """Where a link leads: which class it is, and who will see what. A code that opens nothing gives nothing away."""
    cohort = cohorts.joinable(code)
    if cohort is None:
        context = {"form": CodeForm(initial={"code": code}), "unknown": True}
        return render(request, "quizzes/classes/join.html", context, status=404)
    if Cohort.objects.attended_by(request.user).filter(pk=cohort.pk).exists():
        return redirect("quizzes:class", cohort.pk)
    helps = cohorts.teaches(cohort, request.user) or cohorts.assists(cohort, request.user)
    if request.method == "POST" and not helps:
        return _enter(request, cohort)
    with timezone.override(cohort.zone):
        context = {"cohort": cohort, "owners": cohort.owners.order_by("username"), "helps": helps}
        return render(request, "quizzes/classes/join_class.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(cohorts.invitations_of(request.user), pk=invitation_id)
    return _enter(request, invitation.cohort)


@login_required
@require_POST
def decline(request: HttpRequest, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(cohorts.invitations_of(request.user), pk=invitation_id)
    cohorts.decline(invitation)
    messages.success(request, _("Declined. With the link of the class you can still join it."))
    return redirect("quizzes:classes")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """Asks once more; a POST leaves."""
    cohort = get_object_or_404(Cohort.objects.attended_by(request.user), pk=cohort_id)
    if request.method != "POST":
        return render(request, "quizzes/classes/leave.html", {"cohort": cohort})
    cohorts.remove(cohort, request.user)
    messages.success(request, _("You have left “%(title)s”. Your results stay yours.") % {"title": cohort.title})
    return redirect("quizzes:classes")


def _enter(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    cohorts.enrol(cohort, request.user)
    messages.success(request, _("Welcome to “%(title)s”.") % {"title": cohort.title})
    return redirect("quizzes:class", cohort.pk)
