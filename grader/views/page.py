"""An exercise's page: the prompt, and all that stands round the editor."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from content.models import ExerciseText, ExerciseTextVersion
from grader import drafts, health, hints, presentation
from grader import exercises as registry
from grader.exercises import Exercise
from grader.forms import DraftForm, SubmissionForm
from grader.models import Submission, SubmissionQuerySet
from grader.views import language
from grader.views.progress import status

PAST_SHOWN = 20


@dataclass(frozen=True)
class ExercisePage:
    exercise: Exercise
    text: ExerciseTextVersion


def page_or_404(slug: str) -> ExercisePage:
    item = ExerciseText.objects.published().filter(slug=slug).first()
    exercise = registry.find(slug) if item else None
    if item is None or exercise is None:
        raise Http404
    return ExercisePage(exercise, item.version_for(language.current()))


def show(
    request: HttpRequest, page: ExercisePage, form: DraftForm | None = None, http_status: int = 200
) -> HttpResponse:
    slug = page.exercise.slug
    context = {
        "exercise": page.exercise,
        "text": page.text,
        "example": presentation.example(page.exercise, language.current()),
        "why_no_grading": health.why_no_grading(),
        "has_workers": health.workers().exists(),
        **hints_of(request, page),
        **_editor(request, page, form),
        **history(Submission.objects.for_user(request.user).filter(exercise=slug), request),
    }
    open_job = Submission.jobs.for_user(request.user).filter(exercise=slug).open().for_list().first()
    if open_job:
        context |= status(open_job)
    return render(request, "grader/exercise.html", context, status=http_status)


def hints_of(request: HttpRequest, page: ExercisePage) -> dict[str, Any]:
    """Those that were asked for, and the number of the next."""
    shown = page.text.hints[: hints.seen(request.user, page.exercise.slug)]
    following = len(shown) + 1 if len(shown) < len(page.text.hints) else None
    return {"hints": presentation.rendered(shown), "hints_total": len(page.text.hints), "next_hint": following}


def _editor(request: HttpRequest, page: ExercisePage, form: DraftForm | None) -> dict[str, Any]:
    kept = drafts.find(request.user, page.exercise.slug)
    source = (kept and kept.source) or page.text.starter
    return {
        "form": form or SubmissionForm(initial={"source": source}),
        "draft": kept if kept and kept.source else None,
        "revision": kept.revision if kept else 0,
        "can_bring_back": bool(kept and kept.previous and kept.previous != source),
    }


def history(rows: SubmissionQuerySet, request: HttpRequest) -> dict[str, Any]:
    """Of these submissions, which are one student's for one exercise."""
    shown = Paginator(rows.for_list(), PAST_SHOWN).get_page(request.GET.get("page"))
    return {
        "past": shown,
        "past_named": presentation.with_mistakes(shown, language.current()),
        "best": rows.best_per_exercise().first(),
    }
