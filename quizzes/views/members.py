"""Who is in a class: its members, the invited, one member's extra time and extensions."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes import accommodations, cohorts, deadlines, gradebook, mailing, rosters
from quizzes.access import for_class
from quizzes.classforms import ExtraTimeForm, RosterForm, full_name, members, sent, times
from quizzes.course import outline
from quizzes.models import Accommodation, Cohort, Extension
from quizzes.paging import paged

PER_PAGE = 50


@for_class("members")
@require_safe
def member_list(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    search = request.GET.get("q", "").strip()
    students = members(cohort).select_related("accommodation")
    page = paged(gradebook.search(students, search) if search else students, request.GET, "page", PER_PAGE)
    joined = dict(cohort.memberships.values_list("student", "joined_at"))
    context = _context(request, cohort) | {
        "page": page,
        "rows": [(student, joined[student.pk], times(_factor(student))) for student in page],
        "search": search,
        "invitations": paged(cohort.invitations.all(), request.GET, "invited", PER_PAGE),
        "are_mailed": mailing.is_set_up(),
    }
    return render(request, "quizzes/classes/members.html", context)


@for_class("members")
@require_http_methods(["GET", "HEAD", "POST"])
def add_members(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A list is looked at first; a second press takes the one that was looked at."""
    form = RosterForm(sent(request), request.FILES or None)
    context = _context(request, cohort) | {"form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "quizzes/classes/add_members.html", context, status=422 if form.is_bound else 200)
    text = form.cleaned_data["text"]
    roster = rosters.compare(rosters.read(text), cohort)
    seen = sha256(text.encode()).hexdigest()
    if request.POST.get("invite") == seen and roster.new:
        return _invite(request, cohort, roster)
    context |= {"form": RosterForm(initial={"text": text}), "roster": roster, "seen": seen}
    return render(request, "quizzes/classes/add_members.html", context, status=422 if roster.problems else 200)


@for_class("members")
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    student = _member_or_404(cohort, username)
    form = ExtraTimeForm(sent(request), given=_factor(student))
    if request.method == "POST" and form.is_valid():
        _set_factor(student, form.cleaned_data["factor"])
        messages.success(request, _("Saved. An exam that is running has its new end."))
        return redirect("quizzes:class_member", cohort.pk, student.get_username())
    rows = deadlines.rows(deadlines.Schedule(cohort), outline(get_language() or "en"), student.pk)
    extensions = Extension.objects.filter(assignment__cohort=cohort, student=student)
    context = _context(request, cohort) | {
        "student": student,
        "factor": times(_factor(student)),
        "form": form,
        "rows": rows,
        "extensions": {one.assignment_id: one for one in extensions.select_related("given_by")},
    }
    return render(request, "quizzes/classes/member.html", context, status=422 if form.is_bound else 200)


@for_class("members")
@require_POST
def remove_member(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    student = _member_or_404(cohort, username)
    cohorts.remove(cohort, student)
    messages.success(request, _("%(name)s is no longer in this class.") % {"name": full_name(student)})
    return redirect("quizzes:class_members", cohort.pk)


@for_class("members")
@require_POST
def withdraw_invitation(request: HttpRequest, cohort: Cohort, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(cohort.invitations, pk=invitation_id)
    invitation.delete()
    messages.success(request, _("%(email)s is no longer invited.") % {"email": invitation.email})
    return redirect("quizzes:class_members", cohort.pk)


def _invite(request: HttpRequest, cohort: Cohort, roster: rosters.Roster) -> HttpResponse:
    count = cohorts.invite(cohort, roster.new, request.user)
    text = ngettext("%(count)d person is invited.", "%(count)d people are invited.", count)
    if mailing.invite(cohort, [entry.email for entry in roster.new], _way_in(request, cohort)):
        text = ngettext(
            "%(count)d person is invited, and a letter is on its way.",
            "%(count)d people are invited, and letters are on their way.",
            count,
        )
    messages.success(request, text % {"count": count})
    return redirect("quizzes:class_members", cohort.pk)


def _way_in(request: HttpRequest, cohort: Cohort) -> str:
    """The link of the class; where that is switched off, the page on which the invited find their invitation."""
    page = reverse("quizzes:join_class", args=[cohort.code]) if cohorts.joinable(cohort.code) else "quizzes:classes"
    return request.build_absolute_uri(resolve_url(page))


def _member_or_404(cohort: Cohort, username: str) -> User:
    return get_object_or_404(members(cohort).select_related("accommodation"), username=username)


def _factor(student: User) -> float:
    try:
        return student.accommodation.factor
    except Accommodation.DoesNotExist:
        return 1


def _set_factor(student: User, factor: float) -> None:
    if factor == 1:
        accommodations.take_away(student)
    else:
        accommodations.give(student, factor)


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}
