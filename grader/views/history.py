"""Older submissions: two of them side by side, and one back into the editor."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.differences import compared
from grader import drafts
from grader.access import own_submission_or_404, signed_in, submission_or_404
from grader.forms import CompareForm
from grader.views import titles


@signed_in
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Any two submissions of one student for this exercise."""
    form = CompareForm(request.GET)
    if not form.is_valid():
        raise Http404
    old, new = (submission_or_404(request.user, form.cleaned_data[side]) for side in ("old", "new"))
    if old.user_id != new.user_id or {old.exercise, new.exercise} != {slug}:
        raise Http404
    context = {
        "old": old,
        "new": new,
        "title": titles.exercise(slug),
        "is_own": new.user_id == request.user.pk,
        **compared(old.source, new.source),
    }
    return render(request, "grader/compare.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Asks first where the editor holds another text, which stays as the previous draft."""
    row = own_submission_or_404(request.user, submission_id)
    kept = drafts.find(request.user, row.exercise)
    is_another = bool(kept and kept.source and kept.source != row.source)
    if request.method != "POST" or (is_another and "sure" not in request.POST):
        context = {"submission": row, "title": titles.exercise(row.exercise), "draft": kept, "is_another": is_another}
        sources = (kept.source if kept else "", row.source)
        return render(request, "grader/restore.html", context | (compared(*sources) if is_another else {}))
    drafts.replace(request.user, row.exercise, row.source)
    text = _("Submission %(id)s is in the editor. The text that was there before is kept.")
    if not is_another:
        text = _("Submission %(id)s is in the editor.")
    messages.success(request, text % {"id": row.pk})
    return redirect("grader:exercise", row.exercise)
