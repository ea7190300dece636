"""A version as a student sees it, in both languages, before anybody else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from content import selfchecks
from content.changes import Part, changes
from content.models import (
    FALLBACK_LANGUAGE,
    NEWEST_FIRST,
    BankVersion,
    ExerciseTextVersion,
    Language,
    LessonVersion,
    Version,
    VersionQuerySet,
)
from content.rendering import render_code, render_markdown

TAG = re.compile(r"<[a-z][^>]*>")
IDS = re.compile(r' (id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"')


@dataclass(frozen=True)
class Side:
    """One language: the page, and what it changes of what is published."""

    version: Version
    base: Version | None
    page: dict[str, Any]
    is_seen: bool  # by readers, now
    is_asked: bool  # it is of what is looked at, and not only beside it

    @property
    def stays(self) -> bool:
        return self.is_seen and not self.is_asked

    @property
    def template(self) -> str:
        return f"content/preview/_{self.version.item._meta.model_name}.html"

    def changes(self) -> list[Part]:
        return changes(self.base, self.version)


def sides(version: Version) -> list[Side]:
    """English first. The other language is that of the same upload, else what is published of it."""
    found = {version.language: version}
    for language in Language.values:
        if other := found.get(language) or _beside(version, language):
            found[language] = other
    return [_side(found[language], version) for language in Language.values if language in found]


def base(version: Version) -> Version | None:
    """What readers see in its place; for what they see already, what they saw before it."""
    live = version.item.versions.filter(language=version.language).live().order_by(*NEWEST_FIRST)
    return live.exclude(pk=version.pk).first()


def is_seen(version: Version) -> bool:
    """It is what readers of its language get."""
    newest: VersionQuerySet = version.item.versions.newest()
    return newest.filter(pk=version.pk).exists()


def _beside(version: Version, language: str) -> Version | None:
    versions = version.item.versions.select_related("item")
    of_upload = versions.filter(upload=version.upload_id, language=language) if version.upload_id else versions.none()
    return of_upload.first() or versions.latest_of(version.item.slug, language)


def _side(version: Version, asked: Version) -> Side:
    if isinstance(version, LessonVersion):
        page = _lesson(version)
    elif isinstance(version, BankVersion):
        page = _bank(version)
    elif isinstance(version, ExerciseTextVersion):
        page = _exercise(version)
    else:
        raise TypeError(f"expected a lesson, a bank or an exercise text, got {version!r}")
    return Side(version, base(version), page, is_seen(version), version.pk == asked.pk)


def _lesson(version: LessonVersion) -> dict[str, Any]:
    html = selfchecks.with_questions(version.page().html, version.language, list(_waiting_banks(version)))
    return {"html": _with_own_ids(html, version.language)}


def _waiting_banks(version: LessonVersion) -> Iterator[BankVersion]:
    """Those of its upload that readers do not see yet, each in the lesson's language if it can be."""
    if version.upload_id is None or not (version.is_draft or version.is_scheduled):
        return
    waiting = BankVersion.objects.filter(upload=version.upload_id).select_related("item")
    by_slug: dict[str, dict[str, BankVersion]] = {}
    for bank in waiting:
        by_slug.setdefault(bank.item.slug, {})[bank.language] = bank
    for banks in by_slug.values():
        yield banks.get(version.language) or banks.get(FALLBACK_LANGUAGE) or next(iter(banks.values()))


def _bank(version: BankVersion) -> dict[str, Any]:
    questions = enumerate(version.document().questions, start=1)
    return {"questions": [selfchecks.rendered(one, f"{version.language}-q{number}") for number, one in questions]}


def _exercise(version: ExerciseTextVersion) -> dict[str, Any]:
    return {
        "prompt": _with_own_ids(version.prompt_html, version.language),
        "starter": render_code(version.starter),
        "hints": [(hint["title"], render_markdown(hint["text"])) for hint in version.hints],
        "solutions": [(one["title"], one["text"], render_code(one["code"])) for one in version.solutions],
    }


def _with_own_ids(html: SafeString, language: str) -> SafeString:
    """Two languages stand in one page, and a translation keeps the anchors of its original."""

    def prefixed(match: re.Match[str]) -> str:
        names = " ".join(f"{language}-{name}" for name in match[2].split())
        return f' {match[1]}="{names}"'

    def own(tag: re.Match[str]) -> str:
        return IDS.sub(prefixed, tag[0]).replace(' href="#', f' href="#{language}-')

    return mark_safe(TAG.sub(own, html))
