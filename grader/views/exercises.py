"""The exercises: their list, and each one's page with its editor."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.models import ExerciseText, ExerciseTextVersion
from grader import drafts, health, submissions
from grader import exercises as registry
from grader.access import signed_in
from grader.exercises import Exercise
from grader.forms import DraftForm, SubmissionForm
from grader.models import Submission
from grader.views import language
from grader.views.progress import status

PAST_SHOWN = 20


@signed_in
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    texts = ExerciseTextVersion.objects.current(language.current()).by_slug()
    best = {row.exercise: row for row in Submission.objects.best_per_exercise([request.user.pk])}
    tried = set(Submission.objects.for_user(request.user).order_by().values_list("exercise", flat=True).distinct())
    rows = [
        {"exercise": one, "text": texts[one.slug], "best": best.get(one.slug), "tried": one.slug in tried}
        for one in registry.EXERCISES.values()
        if one.slug in texts
    ]
    return render(request, "grader/exercises.html", {"rows": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    page = _page_or_404(slug)
    if request.method != "POST":
        return _show(request, page)
    form = SubmissionForm(request.POST)
    kept = form.is_valid()
    made = _submit(request, page, form) if kept else None
    if request.htmx:
        return _answer_in_the_page(request, form, made, kept)
    return redirect("grader:submission", made.pk) if made else _show(request, page, form, http_status=422)


@signed_in
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Saves without submitting: autosave.js reads the status; without scripts there is a button."""
    page = _page_or_404(slug)
    form = DraftForm(request.POST)
    if form.is_valid():
        drafts.save(request.user, slug, form.cleaned_data["source"])
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=204 if form.is_valid() else 422)
    return redirect("grader:exercise", slug) if form.is_valid() else _show(request, page, form, http_status=422)


@signed_in
@require_POST
def reset(request: HttpRequest, slug: str) -> HttpResponse:
    _page_or_404(slug)
    drafts.replace(request.user, slug, "")
    return redirect("grader:exercise", slug)


@dataclass(frozen=True)
class ExercisePage:
    exercise: Exercise
    text: ExerciseTextVersion


def _page_or_404(slug: str) -> ExercisePage:
    item = ExerciseText.objects.published().filter(slug=slug).first()
    if item is None or slug not in registry.EXERCISES:
        raise Http404
    return ExercisePage(registry.get(slug), item.version_for(language.current()))


def _submit(request: HttpRequest, page: ExercisePage, form: SubmissionForm) -> Submission | None:
    """Keep the text in any case; queue it, or tell the form why not."""
    slug, source = page.exercise.slug, form.cleaned_data["source"]
    drafts.save(request.user, slug, source)
    reason = health.why_no_grading()
    if reason:
        form.add_error("source", _cannot_grade(reason))
        return None
    try:
        return submissions.submit(request.user, slug, source)
    except submissions.TooManyOpen:
        form.add_error("source", _wait_for_one())
        return None


def _cannot_grade(reason: str) -> str:
    return _("Nothing can be graded now: %(reason)s Your code is kept as a draft.") % {"reason": reason}


def _wait_for_one() -> str:
    count = submissions.MAX_OPEN_PER_USER
    text = ngettext(
        "You have %(count)d submission that is not judged yet. Wait for its verdict; your code is kept.",
        "You have %(count)d submissions that are not judged yet. Wait for a verdict; your code is kept.",
        count,
    )
    return text % {"count": count}


def _answer_in_the_page(
    request: HttpRequest, form: SubmissionForm, made: Submission | None, kept: bool
) -> HttpResponse:
    if made:
        response = render(request, "grader/_status.html", {**status(made), "is_fragment": True})
    else:
        response = render(request, "grader/_refused.html", {"form": form})
    if kept:
        response["HX-Trigger"] = "draft-saved"
    return response


def _show(
    request: HttpRequest, page: ExercisePage, form: DraftForm | None = None, http_status: int = 200
) -> HttpResponse:
    slug = page.exercise.slug
    past = Submission.objects.for_user(request.user).filter(exercise=slug).for_list()
    kept = drafts.find(request.user, slug)
    context: dict[str, Any] = {
        "exercise": page.exercise,
        "text": page.text,
        "form": form or SubmissionForm(initial={"source": (kept and kept.source) or page.text.starter}),
        "draft": kept,
        "past": past[:PAST_SHOWN],
        "best": Submission.objects.best_per_exercise([request.user.pk]).filter(exercise=slug).first(),
        "why_no_grading": health.why_no_grading(),
        "has_workers": health.workers().exists(),
    }
    running = past.open().first()
    if running:
        context |= status(running)
    return render(request, "grader/exercise.html", context, status=http_status)
