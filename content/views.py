"""Pages that readers of lessons see."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content import lessons as reading
from content.models import FALLBACK_LANGUAGE
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
        raise Http404(f"no published lesson {slug}")
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


def current_language() -> str:
    return get_language() or FALLBACK_LANGUAGE
