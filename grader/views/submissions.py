"""A submission's page: its code beside its verdict."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from content.models import ExerciseText
from grader import figures, presentation
from grader.access import signed_in, submission_or_404
from grader.views import language
from grader.views.progress import status

FOR_A_YEAR = 365 * 24 * 3600


@signed_in
@require_safe
def submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    row = submission_or_404(request.user, submission_id)
    item = ExerciseText.objects.filter(slug=row.exercise).first()
    text = item.version_for(language.current()) if item else None
    context = {
        **status(row),
        "title": text.title if text else row.exercise,
        "code": presentation.code(row),
        "is_own": row.user_id == request.user.pk,
    }
    return render(request, "grader/submission.html", context)


@signed_in
@require_safe
def submission_status(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The fragment that a page polls. 204 while there is nothing new, so that nothing is read aloud twice."""
    context = status(submission_or_404(request.user, submission_id))
    if request.GET.get("seen") == context["state"]:
        return HttpResponse(status=204)
    response = render(request, "grader/_status.html", {**context, "is_fragment": True})
    if context["submission"].is_final:
        response["HX-Trigger"] = "submission-judged"
    return response


@signed_in
@require_safe
def figure(request: HttpRequest, submission_id: int, number: int) -> HttpResponse:
    row = submission_or_404(request.user, submission_id)
    rows = figures.image_rows(presentation.stored_figures(row))
    if number >= len(rows):
        raise Http404
    response = HttpResponse(figures.png(rows[number]), content_type="image/png")
    patch_cache_control(response, private=True, immutable=True, max_age=FOR_A_YEAR)  # a verdict never changes
    return response
