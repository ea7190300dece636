"""Results: a student's own, and for instructors the whole class."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes import access, attempts
from quizzes import gradebook as book
from quizzes.course import outline
from quizzes.models import Attempt
from quizzes.paging import paged


@login_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    return _history_page(request, request.user, "quizzes/results.html")


@access.for_instructors
@require_safe
def student(request: HttpRequest, username: str) -> HttpResponse:
    return _history_page(request, get_object_or_404(book.students(), username=username), "quizzes/student.html")


@access.for_instructors
@require_safe
def gradebook(request: HttpRequest) -> HttpResponse:
    attempts.expire_overdue()
    course = outline(get_language() or "en")
    search = request.GET.get("q", "").strip()
    found = book.search(search) if search else book.students()
    page = paged(found, request.GET, "page", book.STUDENTS_PER_PAGE)
    context = {"items": course.items, "page": page, "rows": book.rows(list(page), course), "search": search}
    return render(request, "quizzes/gradebook.html", context)


def _history_page(request: HttpRequest, user: User, template: str) -> HttpResponse:
    attempts.expire_overdue(Attempt.objects.for_user(user))
    course = outline(get_language() or "en")
    context = {
        "student": user,
        "row": book.rows([user], course)[0],
        "history": book.history(user, course, request.GET),
    }
    return render(request, template, context)
