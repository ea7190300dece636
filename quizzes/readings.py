"""Lessons read: marking one, and keeping the place where a reader stopped."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from content.models import Lesson
from quizzes.models import Reading


@dataclass(frozen=True)
class Readings:
    """What one reader has read, and the lesson that was left in the middle."""

    read: frozenset[str]  # slugs
    stopped: Reading | None


def readings_of(user: User | AnonymousUser) -> Readings:
    """One query, for any number of lessons; none for a stranger."""
    if not user.is_authenticated:
        return Readings(frozenset(), None)
    rows = list(Reading.objects.for_user(user).filter(lesson__retired_at=None).select_related("lesson"))
    read = frozenset(row.lesson.slug for row in rows if row.read_at)
    return Readings(read, next((row for row in rows if not row.read_at), None))


def keep_place(user: User, lesson: Lesson, section: str) -> None:
    place = {"section": section, "opened_at": timezone.now()}
    Reading.objects.update_or_create(user=user, lesson=lesson, defaults=place)


def mark(user: User, lesson: Lesson, *, read: bool) -> None:
    read_at = timezone.now() if read else None
    Reading.objects.update_or_create(user=user, lesson=lesson, defaults={"read_at": read_at})
