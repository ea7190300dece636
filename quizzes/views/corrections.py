"""Setting right: the page of a class for it, its students' scores, and the log of every change."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from quizzes import access, audit, corrections, gradebook
from quizzes.access import for_class
from quizzes.classforms import members, sent
from quizzes.correctionforms import LogForm, OverrideForm, ReasonForm
from quizzes.course import Item, outline
from quizzes.models import Change, Cohort, Override
from quizzes.paging import paged
from quizzes.standings import Standing, in_force, standings

PER_PAGE = 50


@for_class("override")
@require_safe
def setting_right(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    search, students = request.GET.get("q", "").strip(), members(cohort)
    page = paged(gradebook.search(students, search) if search else students, request.GET, "page", PER_PAGE)
    context = _context(request, cohort) | {"page": page, "search": search}
    return render(request, "quizzes/corrections/corrections.html", context)


@for_class("override")
@require_safe
def scores(request: HttpRequest, cohort: Cohort, username: str) -> HttpResponse:
    """Every item with what one student earned and what was set."""
    student = _member_or_404(cohort, username)
    earned, held = _earned(request.user, student), _held(cohort, student)
    rows = [(item, earned.get(item.key), held.get((student.pk, item.key))) for item in _items()]
    context = _context(request, cohort) | {"student": student, "rows": rows}
    return render(request, "quizzes/corrections/scores.html", context)


@for_class("override")
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, cohort: Cohort, username: str, kind: str, slug: str) -> HttpResponse:
    student, item = _member_or_404(cohort, username), _item_or_404(kind, slug)
    earned, held = _earned(request.user, student).get(item.key), _held(cohort, student).get((student.pk, item.key))
    is_withdrawal = request.POST.get("action") == "withdraw"
    form = OverrideForm(None if is_withdrawal else sent(request), initial=_initial(held, earned))
    reason = ReasonForm(sent(request) if is_withdrawal else None, prefix="withdraw")
    if request.method == "POST" and (reason if is_withdrawal else form).is_valid():
        told = {"by": request.user, "earned": earned}
        if is_withdrawal:
            corrections.withdraw_override(cohort, student, item.key, **reason.cleaned_data, **told)
            messages.success(request, _("What was earned holds again."))
        else:
            corrections.override(cohort, student, item.key, **form.cleaned_data, **told)
            messages.success(request, _("The score is set. The student sees it with your reason."))
        return redirect("quizzes:class_scores", cohort.pk, student.get_username())
    context = _context(request, cohort) | {
        "student": student,
        "item": item,
        "earned": earned,
        "held": held,
        "form": form,
        "withdrawal": reason,
        "past": cohort.overrides.filter(student=student, kind=kind, slug=slug).select_related("by").order_by("-pk"),
    }
    is_refused = form.is_bound or reason.is_bound
    return render(request, "quizzes/corrections/override.html", context, status=422 if is_refused else 200)


@for_class(owner=True)
@require_safe
def log(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    form = LogForm(request.GET, kinds=Change.Kind.choices)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = paged(audit.of_class(cohort, **wanted), request.GET, "page", PER_PAGE)
    context = _context(request, cohort) | {"form": form, "page": page, "lines": audit.shown(page, _outline())}
    return render(request, "quizzes/corrections/log.html", context)


def _earned(user: User, student: User) -> dict[tuple[str, str], Standing]:
    """Of what the class's teacher may see, without what anybody has set."""
    work = access.taught_attempts(user, "override"), access.taught_submissions(user, "override")
    return standings([student.pk], *work, Override.objects.none())[student.pk]


def _held(cohort: Cohort, student: User) -> dict[tuple[int, tuple[str, str]], Override]:
    return in_force(cohort.overrides.filter(student=student))


def _initial(held: Override | None, earned: Standing | None) -> dict[str, Any]:
    if held:
        return {"percent": held.percent, "passed": held.passed, "reason": held.reason}
    return {"percent": earned.percent, "passed": earned.done} if earned else {}


def _member_or_404(cohort: Cohort, username: str) -> User:
    return get_object_or_404(members(cohort), username=username)


def _outline() -> Any:
    return outline(get_language() or "en")


def _items() -> list[Item]:
    return _outline().items


def _item_or_404(kind: str, slug: str) -> Item:
    for item in _items():
        if item.key == (kind, slug):
            return item
    raise Http404


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}
