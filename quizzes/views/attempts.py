"""Answering a quiz: its questions, saving, handing in, and the review afterwards."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from quizzes import access, answersheet, attempts
from quizzes.answersheet import Sheet
from quizzes.models import Attempt
from quizzes.papers import Paper
from quizzes.reviews import Review

CONFIRM, FINISH = "confirm", "finish"  # where a form may ask to go on to, beside the number of a question


@never_cache
@login_required
@require_safe
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """The questions while it is open; its review afterwards."""
    row = access.readable_attempt(request.user, attempt_id)
    attempts.expire(row)
    if row.is_open:
        return _paper_page(request, Paper(row), request.GET.get("q"))
    context = {"attempt": row, "review": Review(row, get_language() or "en"), "is_own": row.user_id == request.user.pk}
    return render(request, "quizzes/review.html", context)


@never_cache
@access.signed_in
@require_POST
def save(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Answers from the form: all of it, or with `only` the one question that htmx tells of."""
    row = access.own_attempt(request.user, attempt_id)
    paper = Paper(row)
    sheet = answersheet.read(paper, request.POST, request.POST.get("only"))
    try:
        attempts.save_answers(row, sheet.given)
    except attempts.Closed:
        return _too_late(request, row)
    if request.htmx:
        return _saved_fragment(request, row, sheet)
    if sheet.errors or sheet.strangers:
        return _with_errors(request, row, sheet)
    return _go_on(request, row)


@never_cache
@login_required
def submit(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Asks once more, listing what is unanswered; a POST hands it in."""
    row = access.own_attempt(request.user, attempt_id)
    if request.method == "POST":
        attempts.submit(row)
    else:
        attempts.expire(row)
    if not row.is_open:
        return redirect("quizzes:attempt", row.pk)
    return render(request, "quizzes/submit.html", {"attempt": row, "paper": Paper(row)})


def _paper_page(request: HttpRequest, paper: Paper, wanted: str | None, status: int = 200) -> HttpResponse:
    row = paper.attempt
    context: dict[str, Any] = {
        "attempt": row,
        "paper": paper,
        "shown": paper.questions,
        "seconds_left": max(0, int((row.deadline - timezone.now()).total_seconds())),
    }
    if row.mode == Attempt.Mode.SINGLE:
        current = _current(paper, wanted)
        context |= {"current": current, "shown": [paper.by_number[current]]}
    return render(request, "quizzes/attempt.html", context, status=status)


def _current(paper: Paper, wanted: str | None) -> int:
    """The question asked for, else the first that is unanswered, else the first."""
    if wanted and wanted.isascii() and wanted.isdigit() and len(wanted) < 6 and int(wanted) in paper.by_number:
        return int(wanted)
    return paper.unanswered[0].number if paper.unanswered else 1


def _saved_fragment(request: HttpRequest, row: Attempt, sheet: Sheet) -> HttpResponse:
    """The state of each question sent, and the progress beside it; with 200 also for errors, or htmx drops it."""
    paper = Paper(row).with_errors(sheet.errors, sheet.typed)
    told = [question for question in paper.questions if question.id in sheet.given or question.number in sheet.errors]
    context = {
        "attempt": row,
        "paper": paper,
        "told": told,
        "strangers": sheet.strangers,
        "current": _current(paper, request.POST.get("here")),
    }
    return render(request, "quizzes/_saved.html", context)


def _with_errors(request: HttpRequest, row: Attempt, sheet: Sheet) -> HttpResponse:
    for text in sheet.strangers:
        messages.error(request, text)
    if sheet.errors:
        messages.error(request, _("Some answers could not be read; the others are saved. Correct them below."))
    first = min(sheet.errors, default=None)
    paper = Paper(row).with_errors(sheet.errors, sheet.typed)
    return _paper_page(request, paper, str(first) if first else request.POST.get("here"), status=422)


def _too_late(request: HttpRequest, row: Attempt) -> HttpResponse:
    attempts.submit(row)  # its time may be over without anybody having closed it
    messages.warning(request, _("This attempt is finished, so the last answer was not saved."))
    url = reverse("quizzes:attempt", args=[row.pk])
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _go_on(request: HttpRequest, row: Attempt) -> HttpResponse:
    url, target = reverse("quizzes:attempt", args=[row.pk]), request.POST.get("go", "")
    if target == FINISH:
        attempts.submit(row)
        return redirect(url)
    if target == CONFIRM:
        return redirect("quizzes:submit", row.pk)
    if not target:
        messages.success(request, _("Your answers are saved."))
    place = target or request.POST.get("here", "")
    return redirect(f"{url}?{urlencode({'q': place})}" if place else url)
