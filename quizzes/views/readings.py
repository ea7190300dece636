"""A lesson marked as read, and the place in it kept."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from content.addresses import present_slug
from content.models import Lesson
from quizzes import readings

ANCHOR = re.compile(r"[\w:.-]{0,100}")


@login_required
@require_POST
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """Marks the lesson, or with an empty `read` takes the mark away."""
    lesson = get_object_or_404(Lesson.objects.published(), slug=present_slug(slug))
    readings.mark(request.user, lesson, read=bool(request.POST.get("read")))
    return redirect(reverse("content:lesson", args=[lesson.slug]) + "#lesson-read")


@require_POST
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Asked by a script while the lesson is read, so a session that has ended is answered by a status."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    lesson = get_object_or_404(Lesson.objects.published(), slug=present_slug(slug))
    section = request.POST.get("section", "")
    if not ANCHOR.fullmatch(section):
        return HttpResponseBadRequest(f"expected a heading's anchor, got {section[:100]!r}")
    readings.keep_place(request.user, lesson, section)
    return HttpResponse(status=204)
