"""Results: a student's own, and for those who teach their students'."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grader.models import Submission
from quizzes import access, attempts, audit
from quizzes import gradebook as book
from quizzes.course import Outline, outline
from quizzes.models import Attempt, Cohort, Right
from quizzes.paging import paged
from quizzes.progress import Progress

CHANGES_PER_PAGE = 10


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    user = request.user
    work = book.Work(Attempt.objects.for_user(user), Submission.objects.for_user(user))
    course = outline(get_language() or "en")
    page = paged(audit.of_student(user), request.GET, "changes", CHANGES_PER_PAGE)
    context = _history(request, user, work, course) | {
        "progress": Progress(user, course),
        "changes": {"page": page, "lines": audit.shown(page, course, to_student=True)},
    }
    return render(request, "quizzes/results.html", context)


@access.for_instructors
@require_safe
def student(request: HttpRequest, username: str) -> HttpResponse:
    row = get_object_or_404(access.visible_students(request.user), username=username)
    context = _history(request, row, _taught(request.user), outline(get_language() or "en")) | {
        "scores_in": Cohort.objects.with_right(request.user, Right.OVERRIDE).attended_by(row).active()
    }
    return render(request, "quizzes/student.html", context)


@access.for_instructors
@require_safe
def gradebook(request: HttpRequest) -> HttpResponse:
    students = access.visible_students(request.user).order_by("username")
    work = _taught(request.user)
    attempts.expire_overdue(work.attempts)
    course = outline(get_language() or "en")
    search = request.GET.get("q", "").strip()
    found = book.search(students, search) if search else students
    page = paged(found, request.GET, "page", book.STUDENTS_PER_PAGE)
    context = {"items": course.items, "page": page, "rows": book.rows(list(page), course, work), "search": search}
    return render(request, "quizzes/gradebook.html", context)


def _taught(user: User) -> book.Work:
    return book.Work(access.taught_attempts(user), access.taught_submissions(user), access.taught_overrides(user))


def _history(request: HttpRequest, user: User, work: book.Work, course: Outline) -> dict[str, Any]:
    attempts.expire_overdue(Attempt.objects.for_user(user))
    return {
        "student": user,
        "row": book.rows([user], course, work)[0],
        "history": book.history(user, course, work, request.GET),
    }
