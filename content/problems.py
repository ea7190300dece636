"""What is wrong with a file, in words its author can act on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from content.patterns import DESCRIPTIONS

EXPECTED = {
    "string_type": gettext_lazy("text"),
    "int_type": gettext_lazy("a whole number"),
    "float_type": gettext_lazy("a number"),
    "finite_number": gettext_lazy("a finite number"),
    "bool_type": gettext_lazy("true or false"),
    "list_type": gettext_lazy("a list"),
    "model_type": gettext_lazy("an object with named fields"),
    "dict_type": gettext_lazy("an object with named fields"),
    "extra_forbidden": gettext_lazy("no such field"),
}
BOUNDS = {
    "greater_than_equal": (gettext_lazy("at least %s"), "ge"),
    "less_than_equal": (gettext_lazy("at most %s"), "le"),
    "string_too_short": (gettext_lazy("at least %s characters"), "min_length"),
    "string_too_long": (gettext_lazy("at most %s characters"), "max_length"),
    "too_short": (gettext_lazy("at least %s entries"), "min_length"),
    "too_long": (gettext_lazy("at most %s entries"), "max_length"),
}
Path = Sequence[int | str]


@dataclass(frozen=True)
class Problem:
    where: str  # "line 3" or a JSON path such as "$.questions[3].correct"; empty for the file as a whole
    expected: str
    got: str
    remedy: str
    file: str = ""

    def __str__(self) -> str:
        place = " ".join(part for part in (self.file, self.where) if part)
        return _("%(place)s: expected %(expected)s, got %(got)s. %(remedy)s") % {
            "place": place,
            "expected": self.expected,
            "got": self.got,
            "remedy": self.remedy,
        }

    def in_file(self, name: str) -> Problem:
        return replace(self, file=name)


def json_path(path: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def shown(value: Any, limit: int = 80) -> str:
    """A value as an author would recognise it, cut short."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def from_validation(error: ValidationError, data: Any) -> list[tuple[Path, Problem]]:
    """Pydantic's findings in our words, one for each place; a union's several complaints become one."""
    found: dict[Path, Problem] = {}
    for detail in error.errors(include_url=False):
        path = _path_within(data, detail["loc"], missing=detail["type"] == "missing")
        problem = _problem(path, detail)
        if path in found:
            either = _("%(one)s or %(other)s") % {"one": found[path].expected, "other": problem.expected}
            problem = replace(problem, expected=either)
        found[path] = problem
    return list(found.items())


def _path_within(data: Any, steps: Iterable[int | str], *, missing: bool) -> tuple[int | str, ...]:
    """The part of pydantic's location that exists in the data: the rest names a branch of a union."""
    path: list[int | str] = []
    for step in steps:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return (*path, step) if missing else tuple(path)
        path.append(step)
    return tuple(path)


def _problem(path: Path, detail: Any) -> Problem:
    kind, field = detail["type"], path[-1] if path else ""
    if kind == "missing":
        return Problem(json_path(path), _("the field “%s”") % field, _("nothing"), _("Add it."))
    if kind in BOUNDS:
        text, key = BOUNDS[kind]
        expected = text % detail["ctx"][key]
    elif kind == "string_pattern_mismatch":
        expected = str(DESCRIPTIONS.get(detail["ctx"]["pattern"], detail["msg"]))
    else:
        expected = str(EXPECTED.get(kind, detail["msg"]))
    return Problem(json_path(path), expected, shown(detail["input"]), _remedy(kind, detail["input"]))


def _remedy(kind: str, given: Any) -> str:
    if kind == "string_type" and isinstance(given, int | float):
        return _("Put quotes round it.")
    if kind in ("int_type", "float_type", "bool_type") and isinstance(given, str):
        return _("Write it without quotes.")
    return _("Correct the value.")
