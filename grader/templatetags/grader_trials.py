"""The trials of exercises on the pages of content admins, whose templates know nothing of grading."""

from collections.abc import Iterable
from typing import Any

from django import template

from content.exchange.native import program_files
from content.models import ExerciseTextVersion
from content.rendering import render_code
from grader import trials

register = template.Library()


@register.inclusion_tag("grader/_trials.html", takes_context=True)
def exercise_trials(context: Any, versions: Iterable[Any]) -> dict[str, Any]:
    """Of each version that has programs of its own: what they should do, what they did, and the programs."""
    judged = [one for one in versions if isinstance(one, ExerciseTextVersion) and one.judged_by]
    shown = [_shown(version) for version in judged]
    is_open = any(one["trial"] is not None and one["trial"].is_open for one in shown)
    return {"shown": shown, "is_open": is_open, "here": context["request"].path}


def _shown(version: ExerciseTextVersion) -> dict[str, Any]:
    trial = trials.of(version)
    return {
        "version": version,
        "trial": trial,
        "lines": trials.said(trial) if trial else [],
        "programs": [(file, render_code(code)) for file, code in program_files(version.judging).items()],
        "judging": version.judging,
    }
