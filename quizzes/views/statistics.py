"""What a class's results say: its quizzes question by question, its exercises, what its students believe."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from content.models import Bank
from quizzes import classwork
from quizzes.access import for_class
from quizzes.course import EXERCISE, QUIZ, Item, outline
from quizzes.models import Cohort
from quizzes.statistics import exercises, mistakes, quizzes
from quizzes.statistics.mistakes import Holding, Spread


@for_class("results")
@require_safe
def overview(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    items = outline(_language()).items
    spreads, takers = mistakes.spread(cohort), _takers(cohort)
    programs = [item for item in items if item.kind == EXERCISE]
    reports = exercises.reports(cohort, [item.slug for item in programs])
    context = _context(request, cohort) | {
        "quizzes": [(item, takers.get(item.slug, 0)) for item in items if item.kind == QUIZ],
        "exercises": [(item, reports[item.slug]) for item in programs],
        "spreads": _shown(spreads, items),
        "longest": max((one.everybody for one in spreads), default=0),
    }
    return render(request, "quizzes/statistics/overview.html", context)


@for_class("results")
@require_safe
def quiz(request: HttpRequest, cohort: Cohort, slug: str) -> HttpResponse:
    report = quizzes.report(cohort, get_object_or_404(Bank.objects.published(), slug=slug), _language())
    context = _context(request, cohort) | {"item": _item_or_404(QUIZ, slug), "report": report}
    return render(request, "quizzes/statistics/quiz.html", context)


@for_class("results")
@require_safe
def exercise(request: HttpRequest, cohort: Cohort, slug: str) -> HttpResponse:
    item = _item_or_404(EXERCISE, slug)
    found = [one for one in mistakes.spread(cohort) if slug in one.entry.exercises]
    context = _context(request, cohort) | {
        "item": item,
        "report": exercises.report(cohort, slug),
        "spreads": _shown(found),
        "longest": max((one.everybody for one in found), default=0),
    }
    return render(request, "quizzes/statistics/exercise.html", context)


@for_class("results")
@require_safe
def misconception(request: HttpRequest, cohort: Cohort, slug: str) -> HttpResponse:
    """Who holds one, since when, and who overcame it."""
    spread = next((one for one in mistakes.spread(cohort) if one.entry.slug == slug), None)
    if spread is None:
        raise Http404
    (shown,) = _shown([spread])
    context = _context(request, cohort) | {
        **shown,
        "holding": _named(spread.holding),
        "overcame": _named(spread.overcame),
    }
    return render(request, "quizzes/statistics/misconception.html", context)


def _language() -> str:
    return get_language() or "en"


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}


def _item_or_404(kind: str, slug: str) -> Item:
    for item in outline(_language()).items:
        if item.key == (kind, slug):
            return item
    raise Http404


def _takers(cohort: Cohort) -> dict[str, int]:
    """How many students took each quiz."""
    rows = classwork.attempts(cohort).order_by().values_list("bank__slug")
    return dict(rows.annotate(takers=Count("user", distinct=True)))


def _shown(spreads: Iterable[Spread], items: Iterable[Item] = ()) -> list[dict[str, Any]]:
    """Each with its texts in the reader's language, and with the titles of its exercises among these items."""
    language = _language() if _language() in ("en", "vi") else "en"
    titles = {item.slug: item.title for item in items if item.kind == EXERCISE}
    return [
        {
            "spread": one,
            "title": one.entry.title[language],
            "wrong": one.entry.wrong[language],
            "why": one.entry.why[language],
            "exercises": [titles[slug] for slug in one.entry.exercises if slug in titles],
        }
        for one in spreads
    ]


def _named(holdings: list[Holding]) -> list[tuple[User, str, Holding]]:
    """With the student and the exercise's title, the longest held first."""
    users = User.objects.in_bulk([one.student for one in holdings])
    titles = {item.slug: item.title for item in outline(_language()).items if item.kind == EXERCISE}
    rows = [(users[one.student], titles.get(one.exercise, one.exercise), one) for one in holdings]
    return sorted(rows, key=lambda row: row[2].since)
