"""Drafts made visible to readers, at once or at a time, and what stands in the way.

A draft was right when it was uploaded. Until somebody publishes it, a bank may have changed under the lesson that asks
its questions, so it is held once more against what will be published by then. Whoever has more to ask of a version
before readers see it registers a hurdle: a function that tells, as Problems, why it may not be published yet, and tells
nothing once it may. No job is needed for a time to come: a version counts from its `published_at` on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from content.agreement import disagreements
from content.documents import Document
from content.models import Course, Item, LessonVersion, State, Version
from content.problems import Problem

Hurdle = Callable[[Version], Iterable[Problem]]
HURDLES: list[Hurdle] = []


def register_hurdle(hurdle: Hurdle) -> Hurdle:
    """Called from an app's ready(); also a decorator."""
    if hurdle not in HURDLES:
        HURDLES.append(hurdle)
    return hurdle


def hindrances(versions: Sequence[Version], at: datetime | None = None) -> list[Problem]:
    """Everything that keeps these versions, taken together, from being published at that time, or else now."""
    hurdles = [problem for version in versions for problem in _at_hurdles(version)]
    return [*disagreements([document(version) for version in versions], at), *hurdles]


def publish(versions: Sequence[Version], *, by: AbstractBaseUser | None, at: datetime | None = None) -> list[Problem]:
    """All of these drafts, or none and the reasons. `at` is a moment to come; without it they are visible at once."""
    with transaction.atomic():
        drafts = _locked(versions)
        problems = [*_no_drafts(drafts), *hindrances(drafts, at)]
        if problems:
            return problems
        moment = at or timezone.now()
        for version in drafts:
            version.state, version.published_at, version.published_by = State.PUBLISHED, moment, by
            version.save(update_fields=["state", "published_at", "published_by"])
            _tell_course(version)
    return []


def publish_again(version: Version, *, by: AbstractBaseUser | None) -> tuple[Version | None, list[Problem]]:
    """An earlier version as the newest one: what came after it stays in the list."""
    with transaction.atomic():
        told = {"content_hash": version.content_hash, "author": by, "note": _("Version %d again") % version.number}
        again = draft(version.item, version.language, version.authored(), **told)
        for use in version.pictures.all():
            again.pictures.create(name=use.name, picture=use.picture)
        problems = publish([again], by=by)
        transaction.set_rollback(bool(problems))
    if problems:
        return None, problems
    again.refresh_from_db()
    return again, []


def take_back(versions: Iterable[Version]) -> int:
    """Versions whose time has not come are drafts again; says how many."""
    return _turn(versions, State.DRAFT, lambda version: version.is_scheduled)


def discard(versions: Iterable[Version]) -> int:
    """Drafts that will not be published; says how many. They stay in the list of versions, and can come back."""
    return _turn(versions, State.DISCARDED, lambda version: version.is_draft)


def take_up(versions: Iterable[Version]) -> int:
    """Discarded drafts are drafts again; says how many."""
    return _turn(versions, State.DRAFT, lambda version: version.state == State.DISCARDED)


def draft(item: Item, language: str, fields: dict[str, Any], **told: Any) -> Version:
    """The next version of the item in this language, which no reader sees yet."""
    type(item).objects.select_for_update().get(pk=item.pk)  # two at once would otherwise take the same number
    versions = item.versions.filter(language=language)
    last = versions.aggregate(last=Max("number"))["last"] or 0
    return versions.create(
        item=item, language=language, number=last + 1, state=State.DRAFT, published_at=None, **fields, **told
    )


def document(version: Version) -> Document:
    """What was read from the version's file, as far as the version keeps it."""
    name = f"{version.item.slug} · {version.get_language_display()} {version.number}"
    return Document(type(version.item), version.item.slug, version.language, version.authored(), source=name)


def _at_hurdles(version: Version) -> Iterator[Problem]:
    for hurdle in HURDLES:
        for problem in hurdle(version):
            yield problem if problem.file else replace(problem, file=document(version).source)


def _locked(versions: Iterable[Version]) -> list[Version]:
    """As they are now, and as they stay until the transaction ends."""
    return [
        type(version).objects.select_for_update(of=("self",)).select_related("item").get(pk=version.pk)
        for version in sorted(versions, key=lambda version: (version._meta.label, version.pk))
    ]


def _no_drafts(versions: Iterable[Version]) -> Iterator[Problem]:
    for version in versions:
        if not version.is_draft:
            remedy = _("Somebody else was faster. Look at the list of versions.")
            yield Problem("", _("a draft"), version.get_state_display(), remedy, document(version).source)


def _turn(versions: Iterable[Version], state: Any, may: Callable[[Version], bool]) -> int:
    with transaction.atomic():
        found = [version for version in _locked(versions) if may(version)]
        for version in found:
            version.state, version.published_at, version.published_by = state, None, None
            version.save(update_fields=["state", "published_at", "published_by"])
    return len(found)


def _tell_course(version: Version) -> None:
    if not (isinstance(version, LessonVersion) and version.course_id and version.course_told):
        return
    course = Course.objects.select_for_update().get(pk=version.course_id)
    told = (version.course_told["id"] or course.external_id, version.course_told["title"])
    if (course.external_id, course.titles.get(version.language)) != told:
        course.external_id, course.titles[version.language] = told
        course.save(update_fields=["external_id", "titles"])
