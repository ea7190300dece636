"""The first page: the course at a glance, or for visitors what this site is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes import attempts
from quizzes.course import outline
from quizzes.models import Attempt
from quizzes.progress import Progress


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    course = outline(get_language() or "en")
    if not request.user.is_authenticated:
        return render(request, "quizzes/landing.html", {"outline": course})
    attempts.expire_overdue(Attempt.objects.for_user(request.user))
    return render(request, "quizzes/home.html", {"progress": Progress(request.user, course)})
