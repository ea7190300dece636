"""How alike the programs of a class are: its exercises, the pairs of one, and a pair side by side."""

from itertools import zip_longest

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes.access import for_class
from quizzes.course import EXERCISE, Item, outline
from quizzes.models import Cohort
from quizzes.similarity import reports


@for_class("results")
@require_safe
def exercises(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    rows = [(item, reports.compared(cohort, item.slug).count()) for item in _exercises()]
    return render(request, "quizzes/similarity/exercises.html", _context(request, cohort) | {"rows": rows})


@for_class("results")
@require_safe
def pairs(request: HttpRequest, cohort: Cohort, slug: str) -> HttpResponse:
    found, count = reports.couples(cohort, slug)
    context = _context(request, cohort) | {"item": _item_or_404(slug), "couples": found, "count": count}
    return render(request, "quizzes/similarity/pairs.html", context)


@for_class("results")
@require_safe
def pair(request: HttpRequest, cohort: Cohort, slug: str, one: int, other: int) -> HttpResponse:
    if one == other:
        raise Http404
    rows = reports.compared(cohort, slug)
    first, second = get_object_or_404(rows, pk=one), get_object_or_404(rows, pk=other)
    here, there = reports.marked(first, second)
    context = _context(request, cohort) | {
        "item": _item_or_404(slug),
        "one": first,
        "other": second,
        "lines": list(zip_longest(here, there)),
        "sides": [(first, here), (second, there)],
        "is_marked": any(line.is_shared for line in here),
    }
    return render(request, "quizzes/similarity/pair.html", context)


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, object]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}


def _exercises() -> list[Item]:
    return [item for item in outline(get_language() or "en").items if item.kind == EXERCISE]


def _item_or_404(slug: str) -> Item:
    for item in _exercises():
        if item.slug == slug:
            return item
    raise Http404
