"""Comments on a submission: what its page shows in the margin, and writing, changing and withdrawing them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grader.listing import count_lines
from grader.margins import Margin
from grader.models import Submission
from quizzes import access, comments
from quizzes.classforms import sent
from quizzes.correctionforms import CommentForm, PlacedCommentForm


def margin(request: HttpRequest, submission: Submission) -> Margin:
    """For grader.margins. A student who opens the page has read what is on it."""
    shown = comments.visible(request.user, submission)
    if submission.user_id == request.user.pk:
        comments.mark_read(submission, shown)
    own = (
        set(comments.changeable(request.user).filter(submission=submission).values_list("pk", flat=True))
        if shown
        else ()
    )
    by_line: dict[int, list[comments.Shown]] = {}
    for one in shown:
        by_line.setdefault(one.comment.line or 0, []).append(one)
    whole = by_line.pop(0, [])
    is_own = submission.user_id == request.user.pk
    cohort = None if is_own else comments.cohort_for(request.user, submission)
    judging = None if is_own else comments.cohort_for(request.user, submission, "override")
    context = {"changeable": own, "submission": submission}
    notes = {
        line: render_to_string("quizzes/corrections/_comments.html", context | {"line": line, "shown": there})
        for line, there in by_line.items()
    }
    form = PlacedCommentForm(lines=count_lines(submission.source)) if cohort else None
    below = context | {"shown": whole, "form": form, "judging": judging}
    return Margin(notes, render_to_string("quizzes/corrections/_below.html", below, request))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Write one; a GET is the form alone."""
    row = get_object_or_404(access.taught_submissions(request.user, "comment"), pk=submission_id)
    cohort = comments.cohort_for(request.user, row)
    if cohort is None:
        raise Http404
    form = PlacedCommentForm(sent(request), lines=count_lines(row.source), initial={"line": request.GET.get("line")})
    if request.method == "POST" and form.is_valid():
        comments.write(row, cohort, request.user, **form.cleaned_data)
        messages.success(request, _("The student sees your comment."))
        return redirect("grader:submission", row.pk)
    context = {"submission": row, "form": form, "cohort": cohort}
    return render(request, "quizzes/corrections/comment.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    row = get_object_or_404(comments.changeable(request.user).select_related("submission", "cohort"), pk=comment_id)
    is_author = row.author_id == request.user.pk
    if request.POST.get("action") == "withdraw":
        comments.withdraw(row, request.user)
        messages.success(request, _("The comment is withdrawn. The log keeps it."))
        return redirect("grader:submission", row.submission_id)
    if request.method == "POST" and not is_author:
        raise Http404  # an owner may take words back that are not theirs, and puts none into anybody's mouth
    last = row.versions.order_by("pk").last()
    form = CommentForm(sent(request), initial={"text": last.text if last else ""})
    if request.method == "POST" and form.is_valid():
        comments.change(row, request.user, form.cleaned_data["text"])
        messages.success(request, _("The comment is changed. The log keeps what it said before."))
        return redirect("grader:submission", row.submission_id)
    context = {"comment": row, "submission": row.submission, "form": form if is_author else None}
    return render(request, "quizzes/corrections/comment.html", context, status=422 if form.is_bound else 200)
