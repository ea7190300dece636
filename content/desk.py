"""What content admins have before them: every lesson, bank and exercise text with the state of each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.models import (
    FALLBACK_LANGUAGE,
    NEWEST_FIRST,
    BankVersion,
    ExerciseTextVersion,
    Item,
    Language,
    LessonVersion,
    State,
    Upload,
    Version,
    VersionQuerySet,
)

KINDS: dict[str, type[Version]] = {"lesson": LessonVersion, "bank": BankVersion, "exercisetext": ExerciseTextVersion}
KIND_NAMES: dict[str, Promise] = {
    "lesson": _("lesson"),
    "bank": _("question bank"),
    "exercisetext": _("exercise text"),
}
PUBLISHED, WAITING, SCHEDULED, RETIRED, HIDDEN = "published", "draft", "scheduled", "retired", "unpublished"
STATES: dict[str, Promise] = {
    PUBLISHED: _("published"),
    WAITING: _("draft waiting"),
    SCHEDULED: _("scheduled"),
    RETIRED: _("retired"),
    HIDDEN: _("not published"),
}
COLUMNS = ("item_id", "item__slug", "item__retired_at", "pk", "language", "number", "state", "published_at", "title")


LONG: dict[type[Version], tuple[str, ...]] = {
    LessonVersion: ("body",),
    BankVersion: ("content",),
    ExerciseTextVersion: ("prompt", "starter", "hints", "solutions", "judging"),
}
Place = tuple[str, int, str]  # the kind, the item and the language


@dataclass
class Edition:
    """One language of an item: the number of the version that readers see, and what is to come."""

    language: str
    published: int | None = None
    waiting: int | None = None
    scheduled: tuple[int, datetime] | None = None

    @property
    def name(self) -> Any:
        return Language(self.language).label


@dataclass
class Entry:
    kind: str
    slug: str
    retired_at: datetime | None
    titles: dict[str, str] = field(default_factory=dict)
    editions: dict[str, Edition] = field(default_factory=dict)

    @property
    def kind_name(self) -> Any:
        return KIND_NAMES[self.kind]

    @property
    def states(self) -> set[str]:
        """What the desk can be searched by; several at once."""
        found = {RETIRED} if self.retired_at else set()
        editions = self.editions.values()
        published = any(edition.published for edition in editions) and not self.retired_at
        found |= {PUBLISHED} if published else {HIDDEN}
        found |= {WAITING} if any(edition.waiting for edition in editions) else set()
        return found | ({SCHEDULED} if any(edition.scheduled for edition in editions) else set())

    def title_for(self, language: str) -> str:
        return self.titles.get(language) or self.titles.get(FALLBACK_LANGUAGE) or next(iter(self.titles.values()))


def entries() -> list[Entry]:
    """By kind, then by slug; a query for each kind, whatever there is of it."""
    now = timezone.now()
    found = []
    for kind, model in KINDS.items():
        rows = model.objects.order_by("item__slug", *NEWEST_FIRST).values(*COLUMNS)
        for _item, versions in groupby(rows, key=itemgetter("item_id")):
            found.append(_entry(kind, list(versions), now))
    return found


def searched(found: Iterable[Entry], words: str = "", kind: str = "", state: str = "") -> list[Entry]:
    wanted = words.casefold().split()
    return [
        entry
        for entry in found
        if kind in ("", entry.kind)
        and (not state or state in entry.states)
        and all(word in " ".join((entry.slug, *entry.titles.values())).casefold() for word in wanted)
    ]


def waiting_uploads() -> list[tuple[Upload, list[str]]]:
    """Those with drafts, the newest first, each with their titles; a query for each kind, and one for them."""
    titles: dict[int, list[str]] = {}
    for model in KINDS.values():
        drafts = model.objects.filter(state=State.DRAFT, upload__isnull=False).order_by("language", "number")
        for pk, title in drafts.values_list("upload_id", "title"):
            titles.setdefault(pk, []).append(title)
    uploads = Upload.objects.filter(pk__in=titles).select_related("author")
    return [(upload, titles[upload.pk]) for upload in uploads]


def of_upload(upload: Upload) -> list[Version]:
    """Lessons first; each item in English first."""
    found: list[Version] = []
    for model in KINDS.values():
        found += model.objects.filter(upload=upload).select_related("item", "author").order_by("item__slug", "language")
    return found


def seen(versions: Iterable[Version]) -> dict[Place, Version]:
    """What readers see in the places of these versions; a query for each kind."""
    return _at_places(versions, lambda model: model.objects.newest())


def to_come(versions: Iterable[Version]) -> dict[Place, Version]:
    """What is scheduled next in the places of these versions; a query for each kind."""
    return _at_places(versions, lambda model: model.objects.scheduled().order_by("-published_at"))


def place(version: Version) -> Place:
    return str(version._meta.model_name), version.item_id, version.language


def _at_places(versions: Iterable[Version], rows: Callable[[Any], VersionQuerySet]) -> dict[Place, Version]:
    items: dict[type[Version], set[int]] = {}
    for version in versions:
        items.setdefault(type(version), set()).add(version.item_id)
    return {
        place(version): version
        for model, pks in items.items()
        for version in rows(model).filter(item__in=pks).select_related("item").defer(*LONG[model])
    }


def history(item: Item) -> list[tuple[Edition, list[Version]]]:
    """Every version of each language, the one that readers see first; one query."""
    found = item.versions.select_related("author", "published_by").defer(*LONG[item.versions.model])
    rows = list(found.order_by("language", "-number"))
    for version in rows:
        version.item = item
    by_language = {language: [row for row in rows if row.language == language] for language in Language.values}
    return [(_edition(language, map(_columns, of)), of) for language, of in by_language.items() if of]


def _entry(kind: str, rows: list[dict[str, Any]], now: datetime) -> Entry:
    entry = Entry(kind, rows[0]["item__slug"], rows[0]["item__retired_at"])
    for language in Language.values:
        of_language = [row for row in rows if row["language"] == language]
        if of_language:
            entry.editions[language] = edition = _edition(language, of_language, now)
            shown = next((row for row in of_language if row["number"] == edition.published), of_language[0])
            entry.titles[language] = shown["title"]
    return entry


def _edition(language: str, rows: Iterable[dict[str, Any]], now: datetime | None = None) -> Edition:
    now = now or timezone.now()
    edition = Edition(language)
    latest: datetime | None = None
    for row in rows:
        number, at = row["number"], row["published_at"]
        if row["state"] == State.DRAFT:
            edition.waiting = max(edition.waiting or 0, number)
        elif row["state"] == State.PUBLISHED and at > now:
            edition.scheduled = min(edition.scheduled or (number, at), (number, at), key=itemgetter(1))
        elif row["state"] == State.PUBLISHED and (latest is None or (at, number) > (latest, edition.published or 0)):
            latest, edition.published = at, number
    return edition


def _columns(version: Version) -> dict[str, Any]:
    return {name: getattr(version, name) for name in ("number", "state", "published_at")}
