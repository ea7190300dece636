"""A lesson's addresses: the slug that it has, and those that it had, which lead to it for good."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from content.models import FormerAddress, Lesson
from content.patterns import SLUG
from content.problems import Problem, shown

MAX_LENGTH = 100
renamed = Signal()  # with `lesson`, `old` and `new`, inside the transaction: for whoever keeps slugs of lessons


def present_slugs(slugs: Collection[str]) -> dict[str, str]:
    """For those slugs among them that lessons had once, the ones that they have now."""
    return dict(FormerAddress.objects.filter(slug__in=slugs).values_list("slug", "lesson__slug"))


def present_slug(slug: str) -> str:
    """The slug of the lesson that is found by this one, if it has moved."""
    return present_slugs([slug]).get(slug, slug)


def rename(lesson: Lesson, slug: str) -> list[Problem]:
    """Nothing is changed where there is a problem. A slug that the lesson had itself may be taken again."""
    with transaction.atomic():
        locked = Lesson.objects.select_for_update().get(pk=lesson.pk)
        problems = _problems(locked, slug)
        if problems or locked.slug == slug:
            return problems
        old = locked.slug
        FormerAddress.objects.filter(lesson=locked, slug=slug).delete()
        FormerAddress.objects.create(lesson=locked, slug=old)
        locked.slug = slug
        locked.save(update_fields=["slug"])
        renamed.send(sender=Lesson, lesson=locked, old=old, new=slug)
    return []


def _problems(lesson: Lesson, slug: str) -> list[Problem]:
    if not re.fullmatch(SLUG, slug) or len(slug) > MAX_LENGTH:
        expected = _("lower-case letters, digits and single hyphens, at most %d") % MAX_LENGTH
        return [Problem("", expected, shown(slug), _("Write it like what-noise-is."))]
    if Lesson.objects.filter(slug=slug).exclude(pk=lesson.pk).exists():
        return [Problem("", _("an address of its own"), shown(slug), _("Another lesson has it. Choose another."))]
    if other := FormerAddress.objects.filter(slug=slug).exclude(lesson=lesson).select_related("lesson").first():
        remedy = _("It leads to the lesson “%s”, which had it before. Choose another.") % other.lesson.slug
        return [Problem("", _("an address of its own"), shown(slug), remedy)]
    return []
