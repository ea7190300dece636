"""Who teaches a class: its instructors, and its assistants with their rights."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from quizzes import cohorts
from quizzes.access import for_class, may_teach
from quizzes.classforms import AssistantForm, PersonForm, RightsForm, full_name, sent
from quizzes.models import Cohort, Right


@for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A POST takes on an assistant."""
    form = AssistantForm(sent(request), initial={"rights": [Right.RESULTS]})
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["username"]
        if cohorts.is_in(cohort, person):
            form.add_error("username", _("They are in this class already, as an instructor or a student."))
        else:
            cohorts.grant(cohort, person, form.cleaned_data["rights"])
            messages.success(request, _("%(name)s assists in this class.") % {"name": full_name(person)})
            return redirect("quizzes:class_team", cohort.pk)
    return _page(request, cohort, assistant_form=form)


@for_class(owner=True)
@require_POST
def add_instructor(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = PersonForm(request.POST, prefix="instructor")
    if form.is_valid():
        person = form.cleaned_data["username"]
        if may_teach(person):
            cohorts.add_owner(cohort, person)
            messages.success(request, _("%(name)s teaches this class too.") % {"name": full_name(person)})
            return redirect("quizzes:class_team", cohort.pk)
        form.add_error("username", _("They are no instructor on this site. An administrator can make them one."))
    return _page(request, cohort, instructor_form=form)


@for_class(owner=True)
@require_POST
def remove_instructor(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    person = get_object_or_404(cohort.owners, username=username)
    if cohorts.remove_owner(cohort, person):
        messages.success(request, _("%(name)s teaches this class no longer.") % {"name": full_name(person)})
    else:
        messages.error(request, _("A class needs an instructor. Add another one first."))
    still_there = Cohort.objects.owned_by(request.user).filter(pk=cohort.pk).exists()
    return redirect("quizzes:class_team", cohort.pk) if still_there else redirect("quizzes:classes")


@for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def assistant(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    """One assistant's rights."""
    row = get_object_or_404(cohort.assistants.select_related("user"), user__username=username)
    form = RightsForm(sent(request), initial={"rights": sorted(row.rights)})
    if request.method == "POST" and form.is_valid():
        cohorts.grant(cohort, row.user, form.cleaned_data["rights"])
        messages.success(request, _("Saved."))
        return redirect("quizzes:class_team", cohort.pk)
    context = {"cohort": cohort, "rights": cohort.rights(request.user), "assistant": row, "form": form}
    return render(request, "quizzes/classes/assistant.html", context, status=422 if form.is_bound else 200)


@for_class(owner=True)
@require_POST
def remove_assistant(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    row = get_object_or_404(cohort.assistants.select_related("user"), user__username=username)
    cohorts.dismiss(cohort, row.user)
    messages.success(request, _("%(name)s assists no longer.") % {"name": full_name(row.user)})
    return redirect("quizzes:class_team", cohort.pk)


def _page(request: HttpRequest, cohort: Cohort, **forms: Any) -> HttpResponse:
    context = {
        "cohort": cohort,
        "rights": cohort.rights(request.user),
        "owners": cohort.owners.order_by("username"),
        "assistants": cohort.assistants.select_related("user"),
        "all_rights": Right,
        "assistant_form": AssistantForm(initial={"rights": [Right.RESULTS]}),
        "instructor_form": PersonForm(prefix="instructor"),
    }
    status = 422 if any(form.is_bound for form in forms.values()) else 200
    return render(request, "quizzes/classes/team.html", context | forms, status=status)
