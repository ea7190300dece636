"""What a reader has read, for the lesson pages."""

from typing import Any

from django import template

from content.models import Lesson
from quizzes.readings import readings_of

register = template.Library()


@register.simple_tag(takes_context=True)
def read_lessons(context: dict[str, Any]) -> frozenset[str]:
    """The slugs of the lessons that the signed-in reader has marked as read."""
    return readings_of(context["user"]).read


@register.inclusion_tag("quizzes/_reading.html", takes_context=True)
def reading(context: dict[str, Any], lesson: Lesson) -> dict[str, Any]:
    """The button that marks a lesson, and where its script keeps the place."""
    user = context["user"]
    return {
        "lesson": lesson,
        "signed_in": user.is_authenticated,
        "is_read": lesson.slug in readings_of(user).read,
        "csrf_token": context.get("csrf_token"),
    }
