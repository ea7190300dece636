"""What the form of an attempt does: saves the answers, and whatever the pressed button asks for besides.

A script gets fragments back, each to take the place of the element with its id; without scripts a redirect leads back
to the page. Either way it is told in words when the attempt is over, or was changed elsewhere in the meantime.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from quizzes import access, answersheet, attempts
from quizzes.actions import act
from quizzes.answersheet import Sheet
from quizzes.attempts import Page
from quizzes.models import Attempt
from quizzes.papers import Paper, PaperQuestion
from quizzes.views.attempts import paper_page, with_keys

CONFIRM, TIME_UP = "confirm", "time-up"  # where a form may ask to go on to, beside the number of a question


@dataclass(frozen=True)
class MovedOn:
    """Why the page is no longer what it was, and what its reader finds instead."""

    words: str
    label: str


@never_cache
@access.signed_in
@require_POST
def save(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """The answers of the form, and one action on one question."""
    row = access.own_attempt(request.user, attempt_id)
    if attempts.exam_in_the_way(row):
        return _refuse(request, row, _waits())
    paper, page = Paper(row), _page(request.POST)
    sheet = answersheet.read(paper, request.POST)
    try:
        attempts.save_answers(row, sheet.given, page)
        acted_on = act(paper, request.POST, sheet, page)
    except attempts.Closed:
        attempts.submit(row)  # its time may be over without anybody having closed it
        return _refuse(request, row, _came_too_late())
    except attempts.Stale:
        return _time_up(request, row) or _refuse(request, row, _was_changed())
    answer = _fragments if access.by_script(request) else _next_page
    return _time_up(request, row) or answer(request, row, sheet, acted_on)


@never_cache
@access.signed_in
@require_safe
def clock(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Asked by an open page every few seconds: how much time there is, and whether it still shows what is saved."""
    row = access.own_attempt(request.user, attempt_id)
    attempts.expire(row)
    page, moved_on = _page(request.GET), None
    if not row.is_open:
        moved_on = _is_finished()
    elif attempts.exam_in_the_way(row):
        moved_on = _waits()
    elif not row.is_known_to(page.revision, page.name):
        moved_on = _was_changed()
    return render(request, "quizzes/_clock.html", _clock(row) | {"moved_on": moved_on})


def _page(form: QueryDict) -> Page:
    revision = form.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
    return Page(form.get("page", "")[:32], known)


def _clock(row: Attempt) -> dict[str, object]:
    return {"attempt": row, "seconds_left": row.seconds_left(timezone.now())}


def _fragments(request: HttpRequest, row: Attempt, sheet: Sheet, acted_on: PaperQuestion | None) -> HttpResponse:
    """The bar, the state of each question sent, and the question whose button was pressed; 200 also with errors."""
    paper = Paper(row).with_errors(sheet.errors, sheet.sent)
    wanted = paper.numbered(request.POST.get("here", ""))
    context = _clock(row) | {
        "paper": paper,
        "told": [question for question in paper.questions if question.number in sheet.sent],
        "acted_on": with_keys(paper, [paper.by_number[acted_on.number]] if acted_on else []),
        "strangers": sheet.strangers,
        "current": wanted.number if wanted else None,
    }
    return render(request, "quizzes/_saved.html", context)


def _next_page(request: HttpRequest, row: Attempt, sheet: Sheet, acted_on: PaperQuestion | None) -> HttpResponse:
    if sheet.errors or sheet.strangers:
        return _with_errors(request, row, sheet)
    url, target, here = reverse("quizzes:attempt", args=[row.pk]), request.POST.get("go", ""), request.POST.get("here")
    if acted_on:
        return redirect(f"{url}?q={acted_on.number}#q{acted_on.number}")
    if target == CONFIRM:
        return redirect("quizzes:submit", row.pk)
    if not target:
        messages.success(request, _("Your answers are saved."))
    place = target or here
    return redirect(f"{url}?{urlencode({'q': place})}" if place else url)


def _with_errors(request: HttpRequest, row: Attempt, sheet: Sheet) -> HttpResponse:
    for text in sheet.strangers:
        messages.error(request, text)
    if sheet.errors:
        messages.error(request, _("Some answers could not be read; the others are saved. Correct them below."))
    first = min(sheet.errors, default=None)
    paper = Paper(row).with_errors(sheet.errors, sheet.sent)
    return paper_page(request, paper, str(first) if first else request.POST.get("here", ""), status=422)


def _time_up(request: HttpRequest, row: Attempt) -> HttpResponse | None:
    """The page's clock says so; it is the server's that decides."""
    if request.POST.get("go") != TIME_UP or row.deadline is None or row.deadline > timezone.now():
        return None
    attempts.submit(row)
    return _refuse(request, row, MovedOn(_("Time is over. Your answers are handed in."), _("See the result")))


def _refuse(request: HttpRequest, row: Attempt, moved_on: MovedOn) -> HttpResponse:
    if access.by_script(request):
        return render(request, "quizzes/_moved_on.html", {"attempt": row, "moved_on": moved_on}, status=409)
    messages.warning(request, moved_on.words)
    return redirect("quizzes:attempt", row.pk)


def _came_too_late() -> MovedOn:
    return MovedOn(_("This attempt is finished, so the last answer was not saved."), _("See the result"))


def _is_finished() -> MovedOn:
    return MovedOn(_("This attempt was handed in. Nothing more is saved from this page."), _("See the result"))


def _was_changed() -> MovedOn:
    words = _(
        "This attempt was changed in another tab or on another device after this page was loaded. "
        "What this page shows is out of date, and nothing from it is saved any more."
    )
    return MovedOn(words, _("Load what is saved"))


def _waits() -> MovedOn:
    return MovedOn(_("Your practice exam with these questions is running. Until it ends, this page waits."), _("Why?"))
