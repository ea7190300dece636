"""Links from texts to pages of this site: whether what they lead to is there, or will be.

A lesson, a quiz or an exercise that is not there is a dead end, and refused. A place within a page that is not there is
a warning: the page opens, and lessons from other sites come with anchors that those sites made. So is an address that
this site does not have, since another site may have it. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.models import Exists, OuterRef
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext as _

from content.addresses import present_slugs
from content.documents import Document
from content.models import FALLBACK_LANGUAGE, Bank, ExerciseText, FormerAddress, Item, Language, Lesson
from content.passages import Passage
from content.picture_names import ATTRIBUTE
from content.problems import Problem, json_path, shown

LINK = re.compile(rf'<a(?:{ATTRIBUTE})*?\s+href="([^"]*)"')
MENTION = re.compile(r"\]\(|\]:|<a\b", re.IGNORECASE)
ANCHOR = re.compile(r' id="([^"]*)"')
PLACES: dict[str, type[Item]] = {"lessons": Lesson, "quizzes": Bank, "exercises": ExerciseText}
PAGE = re.compile(r"/(?P<place>lessons|quizzes|exercises)/(?P<slug>[^/]+)/?")


@dataclass(frozen=True)
class Link:
    address: str
    where: str
    source: str
    language: str
    path: str  # without the language
    anchor: str

    @classmethod
    def of(cls, address: str, passage: Passage, document: Document) -> Link:
        parts = urlsplit(address)
        path, language = unquote(parts.path), FALLBACK_LANGUAGE
        for known in Language.values:
            if path.startswith(f"/{known}/"):
                path, language = path.removeprefix(f"/{known}"), known
        where = passage.place_of(address)
        return cls(address, where, document.source, language, path, unquote(parts.fragment))

    def problem(self, expected: str, remedy: str) -> Problem:
        return Problem(self.where, expected, shown(self.address), remedy, self.source)


class Pages:
    """The pages as they will be once these documents are published."""

    def __init__(self, documents: Sequence[Document], at: datetime | None = None) -> None:
        self.documents = documents
        self.at = at
        self.slugs: Any = cache(self._slugs)  # Django's classes are no Hashable to a type checker
        self.anchors = cache(self._anchors)

    def has(self, item: type[Item], slug: str) -> bool:
        return slug in self.slugs(item)

    def _slugs(self, item: type[Item]) -> set[str]:
        versions: Any = item._meta.get_field("versions").related_model
        live = Exists(versions.objects.live(self.at).filter(item=OuterRef("pk")))
        there = item.objects.filter(live, retired_at=None).values_list("slug", flat=True)
        former = FormerAddress.objects.values_list("slug", flat=True) if item is Lesson else ()
        return {*there, *former, *(document.slug for document in self.documents if document.item is item)}

    def _anchors(self, slug: str, language: str) -> set[str] | None:
        """The ids in a lesson; None where it cannot be told."""
        slug = present_slugs([slug]).get(slug, slug)
        found = [document for document in self.documents if (document.item, document.slug) == (Lesson, slug)]
        found.sort(key=lambda document: document.language != language)
        if found:
            return {unescape(anchor) for passage in found[0].passages for anchor in ANCHOR.findall(passage.html)}
        item = Lesson.objects.filter(slug=slug).first()
        version = item.version_for(language) if item else None
        return {unescape(anchor) for anchor in ANCHOR.findall(version.page().html)} if version else None


def broken_links(documents: Sequence[Document], at: datetime | None = None) -> Iterator[Problem]:
    pages = Pages(documents, at)
    for _document, link in _links(documents):
        page = PAGE.fullmatch(link.path)
        if page and not pages.has(PLACES[page["place"]], page["slug"]):
            remedy = _("Correct the address, or import what it leads to together with this.")
            yield link.problem(_("a page that is there"), remedy)
        elif link.path and not link.path.startswith("/"):
            remedy = _("Write /lessons/SLUG/ for a lesson of this site, or https:// before another site's name.")
            yield link.problem(_("the address of a page"), remedy)


def loose_ends(documents: Sequence[Document]) -> Iterator[Problem]:
    """What is imported in spite of: places that are not there, names of lessons and quizzes that nobody has."""
    pages = Pages(documents)
    for document, link in _links(documents):
        page = PAGE.fullmatch(link.path)
        if link.path.startswith("/") and not page and not _is_page(link.path):
            yield link.problem(_("a page of this site"), _("Correct it, or name the other site: https://…"))
        elif link.anchor and (page is None or page["place"] == "lessons"):
            anchors = _own_anchors(document) if page is None else pages.anchors(page["slug"], link.language)
            if (page or not link.path) and anchors is not None and link.anchor not in anchors | {"top"}:
                remedy = _("Give the heading this anchor: ## Title {#%s}") % link.anchor
                yield link.problem(_("a heading or an element with this id"), remedy)
    for document in documents:
        yield from _names_that_nobody_has(document, pages)


def _names_that_nobody_has(document: Document, pages: Pages) -> Iterator[Problem]:
    for item, where, slug in _named(document):
        if not pages.has(item, slug):
            remedy = _("Nothing is shown for it until it is published. Correct the slug if it is another.")
            kind = item._meta.verbose_name
            yield Problem(where, _("a published %s") % kind, shown(slug), remedy, document.source)


def _named(document: Document) -> Iterator[tuple[type[Item], str, str]]:
    """What a file names by its slug: the kind, where, and the slug."""
    if document.item is Lesson:
        for field, item in (("quizzes", Bank), ("exercises", ExerciseText)):
            yield from ((item, _("front matter"), slug) for slug in document.fields[field])
    elif document.item is Bank:
        content = document.fields["content"]
        for index, domain in enumerate(content["domains"]):
            for number, lesson in enumerate(domain.get("lessons", [])):
                yield Lesson, json_path(("domains", index, "lessons", number, "slug")), lesson["slug"]
        for index, question in enumerate(content["questions"]):
            if lesson := question.get("lesson"):
                yield Lesson, json_path(("questions", index, "lesson", "slug")), lesson["slug"]


def _links(documents: Sequence[Document]) -> Iterator[tuple[Document, Link]]:
    """Those to this site, each address of a text once."""
    for document in documents:
        for passage in document.passages:
            if MENTION.search(passage.text):
                for address in dict.fromkeys(map(unescape, LINK.findall(passage.html))):
                    parts = urlsplit(address)
                    if not parts.scheme and not parts.netloc and address != "#":
                        yield document, Link.of(address, passage, document)


def _own_anchors(document: Document) -> set[str]:
    return {unescape(anchor) for passage in document.passages for anchor in ANCHOR.findall(passage.html)}


def _is_page(path: str) -> bool:
    with translation.override(FALLBACK_LANGUAGE):
        try:
            resolve(path)
        except Resolver404:
            return path.startswith("/static/")
    return True
