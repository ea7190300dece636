"""Pages of the exercises: the list, an exercise with its editor, a submission with its verdict."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from content.models import ExerciseText, ExerciseTextVersion
from grader import drafts, figures, health, presentation, submissions
from grader import exercises as registry
from grader.access import signed_in, submission_or_404
from grader.exercises import Exercise
from grader.forms import DraftForm, SubmissionForm
from grader.models import Submission

# How soon the page asks again, by the age of the submission: most verdicts are there within a second.
POLLING = ((timedelta(seconds=3), 150), (timedelta(seconds=15), 500), (timedelta(minutes=2), 2000))
POLLING_LATER_MS = 5000
PAST_SHOWN = 20


@signed_in
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    texts = ExerciseTextVersion.objects.current(_language()).by_slug()
    best = {row.exercise: row for row in Submission.objects.best_per_exercise([request.user.pk])}
    tried = set(Submission.objects.for_user(request.user).order_by().values_list("exercise", flat=True).distinct())
    rows = [
        {"exercise": one, "text": texts[one.slug], "best": best.get(one.slug), "tried": one.slug in tried}
        for one in registry.EXERCISES.values()
        if one.slug in texts
    ]
    return render(request, "grader/exercises.html", {"rows": rows})


@signed_in
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    page = _exercise_or_404(slug)
    if request.method != "POST":
        return _exercise_page(request, page)
    form = SubmissionForm(request.POST)
    made = _submit(request, page, form)
    if made and request.htmx:
        return render(request, "grader/_status.html", {**_status(made), "is_fragment": True})
    if made:
        return redirect("grader:submission", made.pk)
    if request.htmx:
        return render(request, "grader/_refused.html", {"form": form})
    return _exercise_page(request, page, form, status=422)


@signed_in
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Saves without submitting: autosave.js reads the status; without scripts there is a button."""
    page = _exercise_or_404(slug)
    form = DraftForm(request.POST)
    if form.is_valid():
        drafts.save(request.user, slug, form.cleaned_data["source"])
    if request.headers.get("X-Requested-With") == "autosave":
        return HttpResponse(status=204 if form.is_valid() else 422)
    return redirect("grader:exercise", slug) if form.is_valid() else _exercise_page(request, page, form, status=422)


@signed_in
@require_POST
def reset(request: HttpRequest, slug: str) -> HttpResponse:
    _exercise_or_404(slug)
    drafts.discard(request.user, slug)
    return redirect("grader:exercise", slug)


@signed_in
@require_safe
def submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    row = submission_or_404(request.user, submission_id)
    text = ExerciseText.objects.filter(slug=row.exercise).first()
    context = {
        **_status(row),
        "title": text.version_for(_language()).title if text else row.exercise,
        "code": presentation.code(row),
        "is_own": row.user_id == request.user.pk,
    }
    return render(request, "grader/submission.html", context)


@signed_in
@require_safe
def submission_status(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The fragment that a page polls. 204 while there is nothing new, so that nothing is read aloud twice."""
    context = _status(submission_or_404(request.user, submission_id))
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
    patch_cache_control(response, private=True, immutable=True, max_age=365 * 24 * 3600)  # a verdict never changes
    return response


@dataclass(frozen=True)
class ExercisePage:
    exercise: Exercise
    text: ExerciseTextVersion


def _exercise_or_404(slug: str) -> ExercisePage:
    try:
        entry = registry.get(slug)
    except registry.UnknownExercise as error:
        raise Http404 from error
    item = ExerciseText.objects.published().filter(slug=slug).first()
    if item is None:
        raise Http404
    return ExercisePage(entry, item.version_for(_language()))


def _submit(request: HttpRequest, page: ExercisePage, form: SubmissionForm) -> Submission | None:
    """Keep the text in any case; queue it, or tell the form why not."""
    if not form.is_valid():
        return None
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


def _exercise_page(
    request: HttpRequest, page: ExercisePage, form: DraftForm | None = None, status: int = 200
) -> HttpResponse:
    slug = page.exercise.slug
    past = Submission.objects.for_user(request.user).filter(exercise=slug).for_list()
    kept = drafts.find(request.user, slug)
    context: dict[str, Any] = {
        "exercise": page.exercise,
        "text": page.text,
        "form": form or SubmissionForm(initial={"source": kept.source if kept else page.text.starter}),
        "draft": kept,
        "past": past[:PAST_SHOWN],
        "best": Submission.objects.best_per_exercise([request.user.pk]).filter(exercise=slug).first(),
        "why_no_grading": health.why_no_grading(),
        "has_workers": health.workers().exists(),
    }
    running = past.open().first()
    if running:
        context |= _status(running)
    return render(request, "grader/exercise.html", context, status=status)


def _status(row: Submission) -> dict[str, Any]:
    """What `_status.html` shows: the verdict, or how far the submission is."""
    if row.is_final:
        return {"submission": row, "state": "judged", "shown": presentation.shown(row, _language())}
    place = submissions.place_in_queue(row) if row.status == Submission.Status.QUEUED else 0
    every = _poll_every_ms(row)
    return {"submission": row, "state": f"{row.status}-{place}-{every}", "place": place, "poll_every_ms": every}


def _poll_every_ms(row: Submission) -> int:
    age = timezone.now() - row.created_at
    return next((every for limit, every in POLLING if age < limit), POLLING_LATER_MS)


def _language() -> str:
    return (get_language() or "en")[:2]
