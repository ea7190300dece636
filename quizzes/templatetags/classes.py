"""A student's classes on the course page: invitations, and what is due next."""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from quizzes import cohorts, deadlines
from quizzes.course import outline
from quizzes.deadlines import Due, Row
from quizzes.standings import standings

DUE_SHOWN = 6
register = template.Library()


@register.inclusion_tag("quizzes/classes/_mine.html", takes_context=True)
def my_classes(context: Context) -> dict[str, Any]:
    """Two queries for whoever is in no class and not invited."""
    user = context["user"]
    now = timezone.now()
    ahead = [due for due in deadlines.of_student(user, now) if due.terms.due_at and not due.is_over(now)][:DUE_SHOWN]
    return {
        "invitations": cohorts.invitations_of(user).prefetch_related("cohort__owners"),
        "rows": _rows(ahead, user.pk, now) if ahead else [],
        "csrf_token": context.get("csrf_token"),
    }


def _rows(ahead: list[Due], user_id: int, now: datetime) -> list[tuple[Due, Row]]:
    items, best = deadlines.settable(outline(get_language() or "en")), standings([user_id])[user_id]
    return [(due, deadlines.row(due.assignment, due.terms, items, now, best)) for due in ahead]
