"""Regrading: beginning it, its page while it runs and when it is done, and the verdicts in its shadow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grader import presentation, regrading
from grader.models import ShadowVerdict, Submission
from grader.views.submissions import image
from quizzes import classwork, regrades
from quizzes.access import for_class
from quizzes.classforms import sent
from quizzes.correctionforms import RegradeForm
from quizzes.course import EXERCISE, outline
from quizzes.models import ClassRegrade, Cohort


@for_class("override")
@require_http_methods(["GET", "HEAD", "POST"])
def regrade_list(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Those of the class; a POST begins one."""
    asked = request.POST.get("target") or request.GET.get("target", "")
    form = RegradeForm(sent(request), choices=_choices(cohort, asked), initial={"target": asked})
    if request.method == "POST" and form.is_valid():
        row = regrades.start(cohort, request.user, **form.cleaned_data)
        if row:
            return redirect("quizzes:regrade", cohort.pk, row.pk)
        form.add_error("target", _("There is nothing judged in it. Wait for a submission, or choose something else."))
    rows = cohort.regrades.select_related("regrade__started_by")
    context = _context(request, cohort) | {"form": form, "rows": [(row, _name(row.target)) for row in rows]}
    return render(request, "quizzes/corrections/regrades.html", context, status=422 if form.is_bound else 200)


@for_class("override")
@require_safe
def regrade(request: HttpRequest, cohort: Cohort, regrade_id: int) -> HttpResponse:
    row = _regrade_or_404(cohort, regrade_id)
    titles = {item.slug: item.title for item in outline(get_language() or "en").items if item.kind == EXERCISE}
    done, total = regrades.progress(row)
    context = _context(request, cohort) | {
        "row": row,
        "name": _name(row.target),
        "done": done,
        "total": total,
        "preview": regrades.preview(row, titles) if done == total else None,
    }
    return render(request, "quizzes/corrections/regrade.html", context)


@for_class("override")
@require_POST
def decide(request: HttpRequest, cohort: Cohort, regrade_id: int) -> HttpResponse:
    row = _regrade_or_404(cohort, regrade_id)
    if request.POST.get("action") == "accept":
        decided = regrades.accept(row, request.user)
        text = _("Accepted: the new verdicts hold, and the old ones are kept.")
    else:
        decided, text = regrades.discard(row, request.user), _("Discarded: every verdict is as it was.")
    if decided:
        messages.success(request, text)
    else:
        messages.error(request, _("Nothing was changed: it is decided already, or not all is judged yet."))
    return redirect("quizzes:regrade", cohort.pk, row.pk)


@for_class("override")
@require_safe
def shadow(request: HttpRequest, cohort: Cohort, regrade_id: int, shadow_id: int) -> HttpResponse:
    """The verdict that a submission would get."""
    found, row = _shadow_or_404(cohort, regrade_id, shadow_id)

    def address(number: int) -> str:
        return reverse("quizzes:shadow_figure", args=[cohort.pk, regrade_id, shadow_id, number])

    shown = presentation.shown(row, get_language() or "en", address)
    context = _context(request, cohort) | {"shadow": found, "submission": row, "shown": shown, "regrade_id": regrade_id}
    return render(request, "quizzes/corrections/shadow.html", context)


@for_class("override")
@require_safe
def shadow_figure(request: HttpRequest, cohort: Cohort, regrade_id: int, shadow_id: int, number: int) -> HttpResponse:
    return image(_shadow_or_404(cohort, regrade_id, shadow_id)[1], number)


def _regrade_or_404(cohort: Cohort, regrade_id: int) -> ClassRegrade:
    return get_object_or_404(
        cohort.regrades.select_related("regrade__started_by", "regrade__decided_by"), pk=regrade_id
    )


def _shadow_or_404(cohort: Cohort, regrade_id: int, shadow_id: int) -> tuple[ShadowVerdict, Submission]:
    shadows = _regrade_or_404(cohort, regrade_id).regrade.shadows.select_related("submission__user")
    found = get_object_or_404(shadows, pk=shadow_id)
    if found.verdict is None:
        raise Http404
    return found, regrading.as_if(found.submission, found.verdict, None)


def _choices(cohort: Cohort, asked: str) -> list[tuple[str, str]]:
    """The whole class, its exercises, and the submission of it that is asked for."""
    exercises = [item for item in outline(get_language() or "en").items if item.kind == EXERCISE]
    found = [(f"class:{cohort.pk}", _("The whole class")), *((f"exercise:{one.slug}", one.title) for one in exercises)]
    kind, _colon, number = asked.partition(":")
    is_one = kind == "submission" and number.isascii() and number.isdigit() and len(number) < 19
    if is_one and classwork.submissions(cohort).filter(pk=number).exists():
        found.append((asked, _name(asked)))
    return found


def _name(target: str) -> str:
    kind, _colon, name = target.partition(":")
    if kind == "class":
        return _("The whole class")
    if kind == "submission":
        return _("Submission %(id)s") % {"id": name}
    return next((item.title for item in outline(get_language() or "en").items if item.key == (kind, name)), name)


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}
