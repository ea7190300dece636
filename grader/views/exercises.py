"""The exercises: their list, and what the buttons round an editor do. Every one of them keeps its text first."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.models import ExerciseTextVersion
from grader import drafts, health, hints, submissions
from grader import exercises as registry
from grader.access import signed_in
from grader.forms import DraftForm, HintForm, SubmissionForm
from grader.models import Submission
from grader.views import language
from grader.views.page import hints_of, page_or_404, show
from grader.views.progress import status


@signed_in
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    texts = ExerciseTextVersion.objects.current(language.current()).for_list().by_slug()
    best = {row.exercise: row for row in Submission.objects.best_per_exercise([request.user.pk])}
    tried = set(Submission.objects.for_user(request.user).order_by().values_list("exercise", flat=True).distinct())
    rows = [
        {"slug": slug, "text": texts[slug], "best": best.get(slug), "tried": slug in tried}
        for slug in registry.in_order(texts)
    ]
    return render(request, "grader/exercises.html", {"rows": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    if request.method != "POST":
        return show(request, page_or_404(slug))
    return _queue(request, slug, submissions.submit)


@signed_in
@require_POST
def run(request: HttpRequest, slug: str) -> HttpResponse:
    """On the visible example: not judged, and counted nowhere."""
    return _queue(request, slug, submissions.run)


@signed_in
@require_POST
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Saves without submitting: autosave.js reads the status; without scripts there is a button."""
    page = page_or_404(slug)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422) if _is_autosave(request) else show(request, page, form, http_status=422)
    source, revision = form.cleaned_data["source"], form.cleaned_data["revision"]
    if _is_autosave(request):
        return HttpResponse(status=204 if drafts.autosave(request.user, slug, source, revision) else 409)
    drafts.save(request.user, slug, source)
    return redirect("grader:exercise", slug)


@signed_in
@require_POST
def reset(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to the starter code."""
    page_or_404(slug)
    _keep(request, slug)
    drafts.replace(request.user, slug, "")
    return _back_to_the_editor(request, slug)


@signed_in
@require_POST
def bring_back(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft that was replaced last, in exchange for this one."""
    page_or_404(slug)
    previous = drafts.previous(request.user, slug)
    if previous:
        _keep(request, slug)
        drafts.replace(request.user, slug, previous)
        messages.success(request, _("What was in the editor before is back. The other text is kept in its place."))
    return _back_to_the_editor(request, slug)


@signed_in
@require_POST
def hint(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_or_404(slug)
    form = HintForm(request.POST)
    if form.is_valid():
        hints.show(request.user, slug, form.cleaned_data["hint"], of=len(page.text.hints))
    if request.htmx:
        context = {"exercise": page.exercise, **hints_of(request, page), "is_fragment": True}
        return render(request, "grader/_hints.html", context)
    _keep(request, slug)
    return redirect(f"{resolve_url('grader:exercise', slug)}#hints")


def _queue(request: HttpRequest, slug: str, send: Callable[..., Submission]) -> HttpResponse:
    """Keep the text in any case; queue it, or say why not."""
    page = page_or_404(slug)
    form = SubmissionForm(request.POST)
    kept = form.is_valid()
    made = _sent(request, slug, form, send) if kept else None
    if request.htmx:
        return _answer_in_the_page(request, form, made, kept)
    return redirect("grader:submission", made.pk) if made else show(request, page, form, http_status=422)


def _sent(request: HttpRequest, slug: str, form: SubmissionForm, send: Callable[..., Submission]) -> Submission | None:
    drafts.save(request.user, slug, form.cleaned_data["source"])
    reason = health.why_no_grading()
    if reason:
        form.add_error("source", _cannot_grade(reason))
        return None
    try:
        return send(request.user, slug, form.cleaned_data["source"])
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


def _is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "autosave"


def _keep(request: HttpRequest, slug: str) -> None:
    """The editor's text came with the button, so not even its last words are lost."""
    form = DraftForm(request.POST)
    if form.is_valid() and form.cleaned_data["source"]:
        drafts.save(request.user, slug, form.cleaned_data["source"])


def _back_to_the_editor(request: HttpRequest, slug: str) -> HttpResponse:
    if not request.htmx:
        return redirect("grader:exercise", slug)
    response = HttpResponse()
    response["HX-Redirect"] = resolve_url("grader:exercise", slug)
    return response
