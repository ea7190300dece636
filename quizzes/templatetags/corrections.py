"""What was set right, on other pages: a student's comments that are new to them."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from quizzes import comments
from quizzes.course import EXERCISE, outline

register = template.Library()


@register.inclusion_tag("quizzes/corrections/_unread.html", takes_context=True)
def unread_comments(context: Context) -> dict[str, Any]:
    """One query for whoever has none."""
    found = comments.unread(context["user"])
    if not found:
        return {"unread": []}
    titles = {item.slug: item.title for item in outline(get_language() or "en").items if item.kind == EXERCISE}
    return {"unread": [(pk, titles.get(slug, slug)) for pk, slug in found.items()]}
