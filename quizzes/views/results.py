"""Results: a student's own, and for those who teach their students'."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grader.models import Submission
from quizzes import access, attempts
from quizzes import gradebook as book
from quizzes.course import outline
from quizzes.models import Attempt
from quizzes.paging import paged
from quizzes.progress import Progress


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    work = book.Work(Attempt.objects.for_user(request.user), Submission.objects.for_user(request.user))
    return _history_page(request, request.user, work, "quizzes/results.html", at_a_glance=True)


@access.for_instructors
@require_safe
def student(request: HttpRequest, username: str) -> HttpResponse:
    row = get_object_or_404(access.visible_students(request.user), username=username)
    return _history_page(request, row, _taught(request.user), "quizzes/student.html")


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
    return book.Work(access.taught_attempts(user), access.taught_submissions(user))


def _history_page(
    request: HttpRequest, user: User, work: book.Work, template: str, *, at_a_glance: bool = False
) -> HttpResponse:
    attempts.expire_overdue(Attempt.objects.for_user(user))
    course = outline(get_language() or "en")
    context = {
        "student": user,
        "row": book.rows([user], course, work)[0],
        "history": book.history(user, course, work, request.GET),
        "progress": Progress(user, course) if at_a_glance else None,
    }
    return render(request, template, context)
