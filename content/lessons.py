"""What the lesson pages show: the outline, a lesson's neighbours, what to practise with it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from content.models import BankVersion, ExerciseTextVersion, LessonVersion, VersionQuerySet
from content.rendering import Heading, Page, words

WORDS_PER_MINUTE = 150  # slower than a novel: a formula is read twice


@dataclass(frozen=True)
class Section:
    course: str
    title: str
    lessons: list[LessonVersion]


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents, with the lines under it."""

    anchor: str
    title: SafeString
    inner: list[Heading]


def outline(language: str) -> list[LessonVersion]:
    """Every lesson in reading order, those of no course last; one query."""
    versions = LessonVersion.objects.current(language).select_related("item", "course").defer("body")
    return sorted(versions, key=_place)


def titles(slugs: Collection[str], language: str) -> dict[str, str]:
    """What the lessons at these addresses are called, also at those that they had before; one query."""
    here = Q(item__slug__in=slugs) | Q(item__former_addresses__slug__in=slugs)
    found = LessonVersion.objects.current(language).filter(here)
    rows = found.values_list("item__slug", "item__former_addresses__slug", "title")
    return {slug: title for present, former, title in rows for slug in (present, former) if slug in slugs}


def sections(lessons: Iterable[LessonVersion], language: str) -> list[Section]:
    grouped = groupby(lessons, key=lambda version: (_course_slug(version), version.section_title))
    found = []
    for (_slug, title), group in grouped:
        members = list(group)
        course = members[0].course.title_for(language) if members[0].course else ""
        found.append(Section(course, title, members))
    return found


def neighbours(lessons: Sequence[LessonVersion], position: int) -> tuple[LessonVersion | None, LessonVersion | None]:
    before = lessons[position - 1] if position > 0 else None
    after = lessons[position + 1] if position + 1 < len(lessons) else None
    return before, after


def quizzes_for(version: LessonVersion, language: str) -> list[Link]:
    return _links(BankVersion.objects.current(language).defer("content"), "quizzes", version.quizzes)


def exercises_for(version: LessonVersion, language: str) -> list[Link]:
    texts = ExerciseTextVersion.objects.current(language).for_list()
    return _links(texts, "exercises", version.exercises)


def minutes(version: LessonVersion, page: Page) -> int:
    return version.duration_minutes or max(1, math.ceil(words(page.html) / WORDS_PER_MINUTE))


def contents(page: Page) -> list[Entry]:
    """Two levels: a third would be longer than the lesson's own headings are worth."""
    entries: list[Entry] = []
    for heading in page.contents:
        if heading.level == 2 or (heading.level == 3 and not entries):
            entries.append(Entry(heading.anchor, heading.title, []))
        elif heading.level == 3:
            entries[-1].inner.append(heading)
    return entries


def _links(versions: VersionQuerySet, place: str, slugs: list[str]) -> list[Link]:
    """In the author's order; what is not published is left out."""
    if not slugs:
        return []
    found = versions.filter(item__slug__in=slugs).by_slug()
    # The addresses are fixed, and the apps that answer them stand above this one: it must not import them.
    root = reverse("content:lessons").removesuffix("lessons/")
    return [Link(found[slug].title, f"{root}{place}/{slug}/") for slug in slugs if slug in found]


def _place(version: LessonVersion) -> tuple[bool, str, int, str]:
    return version.course is None, _course_slug(version), version.sort_order, version.item.slug


def _course_slug(version: LessonVersion) -> str:
    return version.course.slug if version.course else ""
