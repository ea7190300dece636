"""Classes: the list of one's own, making one, its page, its settings."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes import access, cohorts, deadlines
from quizzes.classforms import CodeForm, CohortForm, sent
from quizzes.course import outline
from quizzes.deadlines import Schedule
from quizzes.models import Cohort
from quizzes.standings import standings


@login_required
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    user = request.user
    taught = _counted(Cohort.objects.seen_by(user))
    attended = list(Cohort.objects.attended_by(user).prefetch_related("owners"))
    context = {
        "taught": [one for one in taught if not one.is_archived],
        "attended": [one for one in attended if not one.is_archived],
        "archived_taught": [one for one in taught if one.is_archived],
        "archived_attended": [one for one in attended if one.is_archived],
        "invitations": cohorts.invitations_of(user).prefetch_related("cohort__owners"),
        "may_teach": access.may_teach(user),
        "form": CodeForm(),
    }
    return render(request, "quizzes/classes/classes.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_class(request: HttpRequest) -> HttpResponse:
    if not access.may_teach(request.user):
        raise Http404
    form = CohortForm(sent(request))
    if request.method == "POST" and form.is_valid():
        cohort = cohorts.create(request.user, **form.cleaned_data)
        messages.success(request, _("The class is there. Give its link to your students, or invite them from a list."))
        return redirect("quizzes:class", cohort.pk)
    status = 422 if form.is_bound else 200
    return render(request, "quizzes/classes/new.html", {"form": form}, status=status)


@login_required
@require_safe
def show(request: HttpRequest, cohort_id: int) -> HttpResponse:
    """The page of a class: one for those who teach it, another for its students."""
    if taught := Cohort.objects.seen_by(request.user).filter(pk=cohort_id).first():
        page = _teachers_page
    else:
        taught = get_object_or_404(Cohort.objects.attended_by(request.user), pk=cohort_id)
        page = _students_page
    with timezone.override(taught.zone):
        return page(request, taught)


@access.for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = CohortForm(sent(request), instance=cohort)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("quizzes:class_settings", cohort.pk)
    if form.is_bound:
        cohort.refresh_from_db()  # the page's title is not yet what was typed
    context = {"cohort": cohort, "rights": cohort.rights(request.user), "form": form}
    return render(request, "quizzes/classes/settings.html", context, status=422 if form.is_bound else 200)


@access.for_class("members")
@require_POST
def code(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """A new code, or joining by it switched on or off."""
    action = request.POST.get("action")
    if action == "renew":
        cohorts.renew_code(cohort)
        messages.success(request, _("The class has a new code and link. The old ones open nothing any more."))
    elif action in ("open", "close"):
        cohorts.open_joining(cohort, action == "open")
        messages.success(request, _("Saved."))
    return redirect("quizzes:class", cohort.pk)


@access.for_class(owner=True)
@require_POST
def archive(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    cohorts.archive(cohort)
    messages.success(request, _("The class is archived: it can be read, and nothing in it changes."))
    return redirect("quizzes:class", cohort.pk)


@access.for_class(owner=True, even_archived=True)
@require_POST
def restore(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    cohorts.restore(cohort)
    messages.success(request, _("The class goes on."))
    return redirect("quizzes:class", cohort.pk)


def _counted(rows: QuerySet[Cohort]) -> QuerySet[Cohort]:
    members = Count("memberships", filter=Q(memberships__removed_at=None))
    return rows.annotate(students_count=members).prefetch_related("owners")


def _teachers_page(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    rights = cohort.rights(request.user)
    context = {
        "cohort": cohort,
        "rights": rights,
        "owners": cohort.owners.order_by("username"),
        "students_count": cohort.memberships.current().count(),
        "invited_count": cohort.invitations.filter(declined_at=None).count(),
        "link": request.build_absolute_uri(reverse("quizzes:join_class", args=[cohort.code])),
        "is_joinable": cohorts.joinable(cohort.code) is not None,
        "rows": deadlines.rows(Schedule(cohort), outline(get_language() or "en")),
    }
    return render(request, "quizzes/classes/class.html", context)


def _students_page(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    user: User = request.user
    rows = deadlines.rows(Schedule(cohort), outline(get_language() or "en"), user.pk, standings([user.pk])[user.pk])
    context = {"cohort": cohort, "owners": cohort.owners.order_by("username"), "rows": rows}
    return render(request, "quizzes/classes/attended.html", context)
