"""Certificates, issued once all that is published is done: every lesson read, quiz passed and exercise accepted.

What is published later makes no certificate invalid; who has done that too may have a new one.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from quizzes.course import LESSON, Key, Outline, outline
from quizzes.models import Certificate
from quizzes.progress import Progress

Titles = dict[Key, str]


class Incomplete(Exception):
    """Something is not done yet."""


@dataclass(frozen=True)
class Passed:
    """The titles of one kind that a certificate names."""

    kind: str
    titles: list[str]


def issue(user: User, name: str) -> Certificate:
    """A certificate of all that is published now; the same one when asked again. Raises Incomplete."""
    courses = {language: outline(language) for language, _name in settings.LANGUAGES}
    course = courses[settings.LANGUAGE_CODE]
    if not Progress(user, course).is_complete:
        raise Incomplete
    passed = _record({language: _titles(translated) for language, translated in courses.items()})
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two clicks make one certificate
        issued = covering(user.certificates.all(), course)
        return issued or Certificate.objects.create(user=user, name=name, passed=passed)


def covering(issued: Iterable[Certificate], course: Outline) -> Certificate | None:
    """The first of them that names all of the course."""
    wanted = _titles(course).keys()
    return next((one for one in issued if _keys(one) >= wanted), None)


def find(code: str) -> Certificate | None:
    """By its code as somebody types it: with or without hyphens, in any case."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return Certificate.objects.filter(code=letters).first() if letters else None


def named(certificate: Certificate, language: str) -> list[Passed]:
    """What it says was passed, kind by kind, in the reader's language."""
    found: dict[str, list[str]] = {}
    for item in certificate.passed:
        titles = item["titles"]
        found.setdefault(item["kind"], []).append(titles.get(language) or titles.get("en") or item["slug"])
    return [Passed(kind, titles) for kind, titles in found.items()]


def is_name(text: str) -> bool:
    """Some letters, and nothing that is invisible or turns the line round."""
    letters = sum(letter.isalpha() for letter in text)
    return letters >= 2 and not any(unicodedata.category(letter).startswith("C") for letter in text)


def _titles(course: Outline) -> Titles:
    """Everything of the course by its key, in its order: lessons first."""
    lessons = [lesson.version for section in course.sections for lesson in section.lessons]
    read: Titles = {(LESSON, version.item.slug): version.title for version in lessons}
    return read | {item.key: item.title for item in sorted(course.items, key=lambda item: item.kind, reverse=True)}


def _record(titles: dict[str, Titles]) -> list[dict[str, Any]]:
    keys = titles[settings.LANGUAGE_CODE]
    return [
        {
            "kind": kind,
            "slug": slug,
            "titles": {language: found.get((kind, slug), "") for language, found in titles.items()},
        }
        for kind, slug in keys
    ]


def _keys(certificate: Certificate) -> set[Key]:
    return {(item["kind"], item["slug"]) for item in certificate.passed}
