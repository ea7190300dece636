"""The desk: every item with its states, and one item with its versions, to go back, retire, bring back or move."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content import addresses, desk, publishing
from content.models import FALLBACK_LANGUAGE, Item, Lesson
from content.publishforms import AddressForm
from content.upload import for_content_admins

PER_PAGE = 50


@for_content_admins
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET.get(name, "") for name in ("words", "kind", "state")}
    every = desk.entries()
    language = get_language() or FALLBACK_LANGUAGE
    found = Paginator(desk.searched(every, **wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": found,
        "rows": [(entry, entry.title_for(language)) for entry in found],
        "wanted": wanted,
        "is_searched": any(wanted.values()),
        "is_empty": not every,
        "kinds": desk.KIND_NAMES,
        "states": desk.STATES,
        "uploads": desk.waiting_uploads(),
    }
    return render(request, "content/desk.html", context)


@for_content_admins
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    if kind not in desk.KINDS:
        raise Http404
    model = desk.KINDS[kind]._meta.get_field("item").related_model
    found = get_object_or_404(model, slug=slug)
    action = ACTIONS.get(request.POST.get("action", ""))
    if request.method == "POST" and action:
        return action(request, found)
    return _page(request, found, status=422 if request.method == "POST" else 200)


def _retire(request: HttpRequest, item: Item) -> HttpResponse:
    item.retire()
    messages.success(request, _("Retired: readers no longer find it. What students did with it stays."))
    return _back(item)


def _bring_back(request: HttpRequest, item: Item) -> HttpResponse:
    item.bring_back()
    messages.success(request, _("Brought back: readers find it again."))
    return _back(item)


def _again(request: HttpRequest, item: Item) -> HttpResponse:
    number = request.POST.get("version", "")
    version = get_object_or_404(item.versions.shown_once(), pk=number if number.isdecimal() else 0)
    again, problems = publishing.publish_again(version, by=request.user)
    if problems:
        return _page(request, item, problems=problems, status=422)
    words = {"old": version.number, "new": again.number if again else ""}
    messages.success(request, _("Published: version %(old)d again, as version %(new)s.") % words)
    return _back(item)


def _move(request: HttpRequest, item: Item) -> HttpResponse:
    if not isinstance(item, Lesson):
        raise Http404
    form = AddressForm(request.POST)
    problems = addresses.rename(item, form.cleaned_data["slug"]) if form.is_valid() else []
    for problem in problems:
        form.add_error("slug", _("Expected %(expected)s, got %(got)s. %(remedy)s") % vars(problem))
    if form.errors:
        return _page(request, item, form=form, status=422)
    item.refresh_from_db()
    messages.success(request, _("The lesson has its new address. The old one leads there."))
    return _back(item)


ACTIONS = {"retire": _retire, "bring_back": _bring_back, "again": _again, "move": _move}


def _back(item: Item) -> HttpResponse:
    return redirect("content:item", item._meta.model_name, item.slug)


def _page(request: HttpRequest, item: Item, *, form: Any = None, problems: Any = (), status: int = 200) -> HttpResponse:
    kind = str(item._meta.model_name)
    editions = desk.history(item)
    language = get_language() or FALLBACK_LANGUAGE
    shown = item.version_for(language)
    newest = [versions[0] for _edition, versions in editions]
    context: dict[str, Any] = {
        "item": item,
        "kind": kind,
        "kind_name": desk.KIND_NAMES[kind],
        "title": shown.title if shown else newest[0].title if newest else item.slug,
        "is_open": shown is not None,
        "editions": editions,
        "problems": problems,
        "address": _address(item),
    }
    if isinstance(item, Lesson):
        context["form"] = form or AddressForm(initial={"slug": item.slug})
        context["former"] = item.former_addresses.all()
    return render(request, "content/item.html", context, status=status)


def _address(item: Item) -> str:
    """Where readers find it. The apps that answer for banks and exercises stand above this one."""
    places = {"lesson": "lessons", "bank": "quizzes", "exercisetext": "exercises"}
    root = reverse("content:lessons").removesuffix("lessons/")
    return f"{root}{places[str(item._meta.model_name)]}/{item.slug}/"
