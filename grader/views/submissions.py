"""A submission's page: its code beside its verdict."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from content.models import ExerciseText
from grader import figures, hints, margins, presentation
from grader.access import job_or_404, may_see_solutions, signed_in
from grader.models import Submission
from grader.views import language
from grader.views.progress import is_announced, pictures, status

FOR_A_YEAR = 365 * 24 * 3600


@signed_in
@require_safe
def submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    row = job_or_404(request.user, submission_id)
    item = ExerciseText.objects.filter(slug=row.exercise).first()
    text = item.version_for(language.current()) if item else None
    code, below = margins.listed(request, row)
    context = {
        **status(row),
        "title": text.title if text else row.exercise,
        "code": code,
        "below": below,
        "is_own": row.user_id == request.user.pk,
        "before": None if row.is_run else _before(row),
        "hints_seen": hints.seen_before(row),
        "hints_total": len(text.hints) if text else 0,
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
    row = job_or_404(request.user, submission_id)
    rows = figures.image_rows(presentation.stored_figures(row))
    if number >= len(rows):
        raise Http404
    response = HttpResponse(figures.png(rows[number]), content_type="image/png")
    patch_cache_control(response, private=True, immutable=True, max_age=FOR_A_YEAR)  # a verdict never changes
    return response


def _before(row: Submission) -> Submission | None:
    """The same student's submission before this one."""
    past = Submission.objects.filter(user_id=row.user_id, exercise=row.exercise, pk__lt=row.pk)
    return past.for_list().first()
