"""A student's classes on other pages: invitations to answer, and what is due next."""

from datetime import datetime
from typing import Any

from django import template
from django.contrib.auth.models import User
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language

from quizzes import cohorts, deadlines
from quizzes.course import outline
from quizzes.deadlines import Due, Row
from quizzes.standings import standings

DUE_SHOWN = 6
register = template.Library()


@register.inclusion_tag("quizzes/classes/_invitations.html", takes_context=True)
def my_invitations(context: Context) -> dict[str, Any]:
    """One query for whoever has none."""
    rows = cohorts.invitations_of(context["user"]).prefetch_related("cohort__owners")
    return {"invitations": rows, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("quizzes/classes/_due.html", takes_context=True)
def my_deadlines(context: Context) -> dict[str, Any]:
    """One query for whoever is in no class."""
    user, now = context["user"], timezone.now()
    ahead = [due for due in deadlines.of_student(user, now) if due.terms.due_at and not due.is_over(now)][:DUE_SHOWN]
    return {"rows": _rows(ahead, user, now) if ahead else []}


def _rows(ahead: list[Due], user: User, now: datetime) -> list[tuple[Due, Row]]:
    items, best = deadlines.settable(outline(get_language() or "en")), standings([user.pk])[user.pk]
    return [(due, deadlines.row(due.assignment, due.terms, items, now, best)) for due in ahead]
