"""Pages that readers of lessons see."""

from collections.abc import Sequence

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content import lessons as reading
from content.addresses import present_slugs
from content.models import FALLBACK_LANGUAGE, LessonVersion
from content.selfchecks import with_questions


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    language = current_language()
    every = reading.outline(language)
    return render(request, "content/lessons.html", {"sections": reading.sections(every, language)})


@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    language = current_language()
    every = reading.outline(language)
    position = next((place for place, version in enumerate(every) if version.item.slug == slug), None)
    if position is None:
        return _moved(request, slug, every)
    version = every[position]
    if not (version.is_free or request.user.is_authenticated):
        return redirect_to_login(request.get_full_path())
    page = version.page()
    before, after = reading.neighbours(every, position)
    context = {
        "lesson": version,
        "course": version.course.title_for(language) if version.course else "",
        "is_translated": version.language == language,
        "number": position + 1,
        "count": len(every),
        "html": with_questions(page.html, version.language),
        "contents": reading.contents(page),
        "minutes": reading.minutes(version, page),
        "before": before,
        "after": after,
        "quizzes": reading.quizzes_for(version, language),
        "exercises": reading.exercises_for(version, language),
    }
    return render(request, "content/lesson.html", context)


def _moved(request: HttpRequest, slug: str, every: Sequence[LessonVersion]) -> HttpResponse:
    """To the address that the lesson has now. Not to be kept by browsers: it may go back to the one it had."""
    present = present_slugs([slug]).get(slug)
    if present not in {version.item.slug for version in every}:
        raise Http404(f"no published lesson {slug}")
    query = request.META.get("QUERY_STRING", "")
    address = reverse("content:lesson", args=[present]) + (f"?{query}" if query else "")
    return HttpResponsePermanentRedirect(address, headers={"Cache-Control": "no-cache"})


def current_language() -> str:
    return get_language() or FALLBACK_LANGUAGE
