"""A class during a lab: the page, and the part of it that is fetched again every few seconds."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag, urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from grader import shelf
from grader.misconceptions.entry import Misconception
from quizzes.access import for_class
from quizzes.course import Item, Key, outline
from quizzes.live.labs import Lab, Seen, Tally, lab
from quizzes.live.rules import State
from quizzes.models import Cohort

Items = dict[Key, Item]


@for_class("results")
@require_safe
def live(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    items = _items()
    chosen = _chosen(request, items)
    found = lab(cohort, chosen)
    query = f"?{urlencode({'item': '/'.join(chosen)})}" if chosen else ""
    context = _context(cohort, found, items, chosen) | {
        "rights": cohort.rights(request.user),
        "items": items.values(),
        "chosen": chosen,
        "address": reverse("quizzes:class_live_now", args=[cohort.pk]) + query,
        "etag": _etag(found),
        "now": timezone.localtime(),
    }
    return render(request, "quizzes/classes/live.html", context)


@for_class("results")
@require_safe
def live_now(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """304 while a page that sends the tag of what it has would be told the same again."""
    items = _items()
    chosen = _chosen(request, items)
    found = lab(cohort, chosen)
    etag = _etag(found)
    response = get_conditional_response(request, etag)
    if response is None:
        response = render(request, "quizzes/classes/_live.html", _context(cohort, found, items, chosen))
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _context(cohort: Cohort, found: Lab, items: Items, chosen: Key | None) -> dict[str, Any]:
    size = len(found.seen) + len(found.absent)
    tallies = {tally.key: tally for tally in found.tallies}
    keys = [key for key in [*items, *(set(tallies) - set(items))] if key in tallies]
    known = shelf.mistakes(filter(None, (one.standing.misconception for one in found.seen)))
    return {
        "cohort": cohort,
        "lab": found,
        "chosen": chosen,
        "size": size,
        "groups": {state.value: [_row(one, items, known) for one in found.of(state)] for state in State},
        "tallies": [(_item(key, items), tallies[key], _segments(tallies[key], size)) for key in keys],
    }


def _row(one: Seen, items: Items, known: Mapping[str, Misconception]) -> dict[str, Any]:
    """With a link to the latest submission, where comments are written too, or to whatever else the student did."""
    entry, language = known.get(one.standing.misconception), _language()
    return {
        "seen": one,
        "item": _item(one.key, items),
        "url": reverse("grader:submission", args=[one.submission])
        if one.submission
        else reverse("quizzes:student", args=[one.person.username]),
        "misconception": entry.title[language if language in ("en", "vi") else "en"] if entry else "",
    }


def _segments(tally: Tally, size: int) -> list[tuple[str, float, float]]:
    """Of a bar as long as the class: each state with where it begins and how long it is, from 0 to 100."""
    found, x = [], 0.0
    for state, count in tally.counts.items():
        width = 100 * count / size
        found.append((state.value, round(x, 2), round(width, 2)))
        x += width
    return found


def _chosen(request: HttpRequest, items: Items) -> Key | None:
    """What is not there is not asked for."""
    kind, _, slug = request.GET.get("item", "").partition("/")
    return (kind, slug) if (kind, slug) in items else None


def _item(key: Key, items: Items) -> Item:
    return items.get(key) or Item(*key, title=key[1], text="", url="")


def _items() -> Items:
    return {item.key: item for item in outline(_language()).items}


def _etag(found: Lab) -> str:
    return quote_etag(sha256(repr((_language(), found)).encode()).hexdigest()[:32])


def _language() -> str:
    return get_language() or "en"
