"""A submission's page: its code beside its verdict."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from content.models import ExerciseText, ExerciseTextVersion
from grader import figures, hints, margins, presentation, regrading
from grader.access import job_or_404, may_see_solutions, readable, signed_in, submission_or_404
from grader.models import PastVerdict, Submission
from grader.views import language
from grader.views.page import history
from grader.views.progress import is_announced, pictures, status

FOR_A_YEAR = 365 * 24 * 3600


@signed_in
@require_safe
def submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    row = job_or_404(request.user, submission_id)
    text = _text(row)
    code, below = margins.listed(request, row)
    past = readable(request.user).filter(user_id=row.user_id, exercise=row.exercise)
    context = {
        **status(row),
        "title": text.title if text else row.exercise,
        "code": code,
        "below": below,
        "past_verdicts": [] if row.is_run else regrading.past(row),
        "is_own": row.user_id == request.user.pk,
        "before": None if row.is_run else past.filter(pk__lt=row.pk).for_list().first(),
        "hints_seen": hints.seen_before(row),
        "hints_total": len(text.hints) if text else 0,
        **({} if row.user_id == request.user.pk else history(past, request)),
        "has_solutions": bool(text and text.solutions) and may_see_solutions(request.user, row.exercise),
    }
    return render(request, "grader/submission.html", context)


@signed_in
@require_safe
def submission_status(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The fragment that a page polls. 204 while there is nothing new, so that nothing is read aloud twice."""
    context = status(job_or_404(request.user, submission_id))
    seen = request.GET.get("seen", "")
    if seen == context["state"]:
        return HttpResponse(status=204)
    announced = is_announced(context["state"], seen)
    response = render(request, "grader/_status.html", {**context, "is_fragment": announced})
    if context["submission"].is_final and not context["submission"].is_run:
        response["HX-Trigger"] = "submission-judged"
    return response


@signed_in
@require_safe
def submission_pictures(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The fragment that a verdict polls for its pictures. 204 while it should go on asking as it does."""
    context = pictures(job_or_404(request.user, submission_id))
    if context["pictures"] is None:
        raise Http404
    if context["pictures"].are_coming and request.GET.get("seen") == str(context["poll_every_ms"]):
        return HttpResponse(status=204)
    return render(request, "grader/_pictures.html", context)


@signed_in
@require_safe
def figure(request: HttpRequest, submission_id: int, number: int) -> HttpResponse:
    return image(job_or_404(request.user, submission_id), number)


@signed_in
@require_safe
def past_verdict(request: HttpRequest, submission_id: int, verdict_id: int) -> HttpResponse:
    """A verdict that a newer one took the place of."""
    row, kept = _past(request, submission_id, verdict_id)

    def address(number: int) -> str:
        return reverse("grader:past_figure", args=[submission_id, verdict_id, number])

    shown = presentation.shown(row, language.current(), address)
    context = {"submission": row, "shown": shown, "past": kept, "title": _title(row)}
    return render(request, "grader/past_verdict.html", context)


@signed_in
@require_safe
def past_figure(request: HttpRequest, submission_id: int, verdict_id: int, number: int) -> HttpResponse:
    row, _kept = _past(request, submission_id, verdict_id)
    return image(row, number)


def image(row: Submission, number: int) -> HttpResponse:
    """A row of pictures of a verdict."""
    rows = figures.image_rows(presentation.stored_figures(row))
    if number >= len(rows):
        raise Http404
    response = HttpResponse(figures.png(rows[number]), content_type="image/png")
    patch_cache_control(response, private=True, immutable=True, max_age=FOR_A_YEAR)  # a new one, a new address
    return response


def _past(request: HttpRequest, submission_id: int, verdict_id: int) -> tuple[Submission, PastVerdict]:
    row = submission_or_404(request.user, submission_id)
    kept = get_object_or_404(regrading.past(row), pk=verdict_id)
    return regrading.as_if(row, kept.verdict, kept.judged_at), kept


def _text(row: Submission) -> ExerciseTextVersion | None:
    item = ExerciseText.objects.filter(slug=row.exercise).first()
    return item.version_for(language.current()) if item else None


def _title(row: Submission) -> str:
    text = _text(row)
    return text.title if text else row.exercise
