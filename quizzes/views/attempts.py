"""The pages of an attempt: its questions, what is unanswered before handing in, and the review afterwards."""

import secrets

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quizzes import access, attempts, logs
from quizzes.histories import history
from quizzes.models import Attempt
from quizzes.papers import Paper, PaperQuestion
from quizzes.reviews import Key, Review, ReviewedQuestion


@never_cache
@login_required
@require_safe
def attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """The questions while it is open; its review afterwards."""
    row = access.readable_attempt(request.user, attempt_id)
    attempts.expire(row)
    if row.user_id == request.user.pk and (exam := attempts.exam_in_the_way(row)):
        return render(request, "quizzes/waiting.html", {"attempt": row, "exam": exam})
    if row.is_open:
        logs.came_back(row, timezone.now())
        return paper_page(request, Paper(row), request.GET.get("q", ""))
    return _review_page(request, row)


@never_cache
@login_required
def submit(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Asks once more, listing what is unanswered; a POST hands it in."""
    row = access.own_attempt(request.user, attempt_id)
    if request.method == "POST":
        attempts.submit(row)
    else:
        attempts.expire(row)
    if not row.is_open or attempts.exam_in_the_way(row):
        return redirect("quizzes:attempt", row.pk)
    return render(request, "quizzes/submit.html", {"attempt": row, "paper": Paper(row)})


def paper_page(request: HttpRequest, paper: Paper, wanted: str, status: int = 200) -> HttpResponse:
    """All the questions, or the one that is wanted."""
    shown, current = paper.questions, None
    if paper.attempt.mode == Attempt.Mode.SINGLE:
        question = paper.numbered(wanted) or paper.first_to_do
        shown, current = [question], question.number
    context = {
        "attempt": paper.attempt,
        "paper": paper,
        "seconds_left": paper.attempt.seconds_left(timezone.now()),
        "questions": with_keys(paper, shown),
        "current": current,
        "page_name": secrets.token_hex(8),
    }
    return render(request, "quizzes/attempt.html", context, status=status)


def with_keys(paper: Paper, questions: list[PaperQuestion]) -> list[tuple[PaperQuestion, ReviewedQuestion | None]]:
    """The questions, and to those of a self-check that are solved or given up what the review says of them."""
    if all(question.takes_answers for question in questions):
        return [(question, None) for question in questions]
    key = Key(paper.document, get_language() or "en", paper.corrections)
    return [
        (question, None if question.takes_answers else key.review(question, paper.given.get(question.id)))
        for question in questions
    ]


def _review_page(request: HttpRequest, row: Attempt) -> HttpResponse:
    is_own = row.user_id == request.user.pk
    rows = Attempt.objects.all() if is_own else access.taught_attempts(request.user)
    context = {
        "attempt": row,
        "log": [] if is_own else logs.lines(row),
        "rescored": row.rescorings.first(),
        "review": Review(row, get_language() or "en"),
        "history": history(rows.for_user(row.user), row.bank_id),
        "is_own": is_own,
    }
    return render(request, "quizzes/review.html", context)
