"""A student's classes on other pages: invitations to answer, and what is due next."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from quizzes import cohorts, deadlines
from quizzes.progress import Progress

DUE_SHOWN = 6
register = template.Library()


@register.inclusion_tag("quizzes/classes/_invitations.html", takes_context=True)
def my_invitations(context: Context) -> dict[str, Any]:
    """One query for whoever has none."""
    rows = cohorts.invitations_of(context["user"]).prefetch_related("cohort__owners")
    return {"invitations": rows, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("quizzes/classes/_due.html", takes_context=True)
def my_deadlines(context: Context) -> dict[str, Any]:
    """One query, beside what the page knows of the student's progress."""
    progress: Progress = context["progress"]
    now = timezone.now()
    due = deadlines.of_student(context["user"], now)
    ahead = [one for one in due if one.terms.due_at and not one.is_over(now)][:DUE_SHOWN]
    items = deadlines.settable(progress.outline)
    return {"rows": [(one, deadlines.row(one.assignment, one.terms, items, now, progress.best)) for one in ahead]}
