"""Setting questions right, for a class by its instructors or for everybody by content admins: the banks, the questions
of one version, and one question with the preview of what a correction would do.
"""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.models import BankVersion
from content.questions import Question
from content.rendering import render_markdown
from quizzes import questions
from quizzes.access import for_class
from quizzes.classforms import sent
from quizzes.correctionforms import QuestionForm
from quizzes.models import Cohort, QuestionCorrection


def for_authors(view: Any) -> Any:
    """Content admins; everyone else gets a 404."""

    @login_required
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("content.change_bank"):
            raise Http404
        return view(request, **kwargs)

    return guarded


@for_class(owner=True)
@require_safe
def class_banks(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    return _banks(request, cohort)


@for_class(owner=True)
@require_safe
def class_questions(request: HttpRequest, cohort: Cohort, version_id: int) -> HttpResponse:
    return _questions(request, cohort, version_id)


@for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def class_question(request: HttpRequest, cohort: Cohort, version_id: int, key: str) -> HttpResponse:
    return _question(request, cohort, version_id, key)


@for_authors
@require_safe
def banks(request: HttpRequest) -> HttpResponse:
    return _banks(request, None)


@for_authors
@require_safe
def question_list(request: HttpRequest, version_id: int) -> HttpResponse:
    return _questions(request, None, version_id)


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, version_id: int, key: str) -> HttpResponse:
    return _question(request, None, version_id, key)


def _banks(request: HttpRequest, cohort: Cohort | None) -> HttpResponse:
    rows = BankVersion.objects.current(get_language() or "en").defer("content").order_by("title")
    return _render(request, cohort, "banks", {"versions": rows})


def _questions(request: HttpRequest, cohort: Cohort | None, version_id: int) -> HttpResponse:
    version = get_object_or_404(BankVersion.objects.shown_once().select_related("item"), pk=version_id)
    others = BankVersion.objects.filter(item=version.item).annotate(taken=Count("attempts")).filter(taken__gt=0)
    said, asked = questions.said(cohort, version), version.document().questions
    rows = [(one, render_markdown(one.question), said.get(str(one.id))) for one in asked]
    context = {"version": version, "rows": rows, "others": others.exclude(pk=version.pk).defer("content")}
    return _render(request, cohort, "questions", context)


def _question(request: HttpRequest, cohort: Cohort | None, version_id: int, key: str) -> HttpResponse:
    """A first press shows who would gain and who would lose; a second one accepts what was looked at."""
    version = get_object_or_404(BankVersion.objects.shown_once().select_related("item"), pk=version_id)
    asked = next((one for one in version.document().questions if str(one.id) == key), None)
    if asked is None:
        raise Http404
    held = questions.holding(_correction(cohort, version, asked))
    form = QuestionForm(sent(request), question=asked, initial=_initial(held, asked))
    context = {"version": version, "question": asked, "html": render_markdown(asked.question), "held": held}
    context |= {"form": form, "right": _right(asked)}
    if request.method != "POST" or not form.is_valid():
        return _render(request, cohort, "question", context, 422 if form.is_bound else 200)
    told = {name: form.cleaned_data[name] for name in ("kind", "key", "reason")}
    correction = _correction(cohort, version, asked, by=request.user, **told)
    if questions.drops_the_last(correction):
        form.add_error("kind", _("Expected a question that still counts, but this is the last. Restore another first."))
        return _render(request, cohort, "question", context, 422)
    seen = sha256(repr(sorted(told.items())).encode()).hexdigest()
    if request.POST.get("accept") == seen:
        return _accept(request, cohort, correction)
    context |= {"effects": questions.preview(correction), "seen": seen, "is_preview": True}
    return _render(request, cohort, "question", context)


def _accept(request: HttpRequest, cohort: Cohort | None, correction: QuestionCorrection) -> HttpResponse:
    count = questions.accept(correction)
    if count is None:
        messages.info(request, _("Nothing was changed: just this holds already."))
    else:
        text = ngettext("Set right; %(count)d score changed.", "Set right; %(count)d scores changed.", count)
        messages.success(request, text % {"count": count})
    where = [cohort.pk] if cohort else []
    return redirect("quizzes:class_questions" if cohort else "quizzes:questions", *where, correction.version_id)


def _correction(cohort: Cohort | None, version: BankVersion, asked: Question, **told: Any) -> QuestionCorrection:
    """Not written yet."""
    return QuestionCorrection(cohort=cohort, bank=version.item, version=version, question=str(asked.id), **told)


def _initial(held: QuestionCorrection | None, asked: Question) -> dict[str, Any]:
    number = asked.numeric
    found: dict[str, Any] = {"options": sorted(asked.correct_options)}
    found |= {"value": number.value, "tolerance": number.tolerance} if number else {}
    if held:
        found |= {"kind": held.kind, "reason": held.reason}
        found |= {"options": held.key} if isinstance(held.key, list) else held.key or {}
    return found


def _right(asked: Question) -> str:
    if asked.numeric:
        return f"{asked.numeric.value:g} ± {asked.numeric.tolerance:g}"
    return ", ".join(str(number + 1) for number in sorted(asked.correct_options))


def _render(
    request: HttpRequest, cohort: Cohort | None, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    about = {"cohort": cohort, "rights": cohort.rights(request.user) if cohort else ()}
    return render(request, f"quizzes/corrections/{name}.html", about | context, status=status)
