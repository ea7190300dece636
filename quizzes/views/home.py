"""The first page: the course at a glance, or for visitors what this site is."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.models import LessonVersion
from quizzes import attempts
from quizzes.course import Item, Key, Section, outline
from quizzes.models import Attempt
from quizzes.standings import Standing, done_count, standings_of


@dataclass(frozen=True)
class Step:
    item: Item
    standing: Standing | None


@dataclass(frozen=True)
class LessonProgress:
    lesson: LessonVersion
    steps: list[Step]

    @property
    def is_done(self) -> bool:
        return bool(self.steps) and not any(_left(step) for step in self.steps)

    @property
    def is_started(self) -> bool:
        return any(step.standing for step in self.steps)


@dataclass(frozen=True)
class SectionProgress:
    title: str
    lessons: list[LessonProgress]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    course = outline(get_language() or "en")
    if not request.user.is_authenticated:
        return render(request, "quizzes/landing.html", {"outline": course})
    attempts.expire_overdue(Attempt.objects.for_user(request.user))
    mine = standings_of(request.user)
    sections = [_progress(section, mine) for section in course.sections]
    others = _steps(course.others, mine)
    context = {
        "sections": sections,
        "others": others,
        "open_attempt": Attempt.objects.for_user(request.user).open().for_list().first(),
        "next": _next(sections, others),
        "done": done_count(course, mine),
        "total": len(course.items),
    }
    return render(request, "quizzes/home.html", context)


def _progress(section: Section, mine: dict[Key, Standing]) -> SectionProgress:
    lessons = [LessonProgress(lesson.version, _steps(lesson.items, mine)) for lesson in section.lessons]
    return SectionProgress(section.title, lessons)


def _steps(items: list[Item], mine: dict[Key, Standing]) -> list[Step]:
    return [Step(item, mine.get(item.key)) for item in items]


def _left(step: Step) -> bool:
    return step.standing is None or not step.standing.done


def _next(sections: list[SectionProgress], others: list[Step]) -> tuple[LessonProgress | None, Step] | None:
    """The first step of the course that is not done, with its lesson."""
    for section in sections:
        for lesson in section.lessons:
            for step in filter(_left, lesson.steps):
                return lesson, step
    return next(((None, step) for step in others if _left(step)), None)
