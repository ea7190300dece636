"""What stands beside an exercise's prompt: the starter code, hints one by one, and solutions for later.

hints.md        each `## Title` begins a hint, from a gentle one to nearly the answer
solutions/*.py  in the order of their names, the reference first; each begins with a comment in every language:

    # en: As in the paper
    #     Both weights are looked up at t and stretched to (B, 1, 1, 1).
    # vi: Như trong bài báo
    #     …

What else stands there for an exercise of an author's own, `functions` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from content.models import FALLBACK_LANGUAGE
from content.passages import Passage
from content.problems import Problem, shown
from content.programs import comment_and_code, read_python, spoken
from content.proofreading import proofread
from content.sources import Beside, Source, decode

HEADING = re.compile(r"##\s+(?P<title>.*\S)\s*")
FENCE = re.compile(r" {0,3}(```|~~~)")

Fields = dict[str, Any]


def read_beside(beside: Beside, language: str) -> tuple[Fields, list[Problem]]:
    """The fields of a version that come from these files, and everything that is wrong with them."""
    fields: Fields = {"starter": "", "hints": [], "solutions": []}
    problems: list[Problem] = []
    if beside.starter is None:
        remedy = _("Put it beside prompt.md.")
        problems.append(Problem("", _("the starter code, starter.py"), _("nothing"), remedy))
    else:
        fields["starter"], found = read_python(beside.starter)
        problems += found
    if beside.hints is not None:
        fields["hints"], found = _read_hints(beside.hints)
        wrong = proofread([Passage(decode(beside.hints), "markdown")]).problems
        problems += [*found, *(problem.in_file(beside.hints.name) for problem in wrong)]
    for source in beside.solutions:
        solution, found = _read_solution(source, language)
        fields["solutions"].append(solution)
        problems += found
    return fields, problems


def _read_hints(source: Source) -> tuple[list[Fields], list[Problem]]:
    """[{"title", "text"}, …]."""
    hints: list[Fields] = []
    problems: list[Problem] = []
    for line, title, text in _under_headings(decode(source)):
        if title and text:
            hints.append({"title": title, "text": text})
        elif title or text:
            expected = _("a hint under the heading “%s”") % title if title else _("a heading, “## …”, above every hint")
            got = shown(text.split("\n", 1)[0]) if text else _("nothing")
            problems.append(Problem(_("line %d") % line, expected, got, _("Write it."), source.name))
    return hints, problems


def _under_headings(text: str) -> Iterator[tuple[int, str, str]]:
    """The line, the title and the text of each part, the one before the first heading too. In code a # is code."""
    start, title, fenced = 1, "", False
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        fenced ^= FENCE.match(line) is not None
        if not fenced and (heading := HEADING.fullmatch(line)):
            yield start, title, "\n".join(lines).strip()
            start, title, lines = number, heading["title"], []
        else:
            lines.append(line)
    yield start, title, "\n".join(lines).strip()


def _read_solution(source: Source, language: str) -> tuple[Fields, list[Problem]]:
    """{"name", "title", "text", "code"}: the comment in this language, else in English, and what is under it."""
    text, problems = read_python(source)
    comment, code = comment_and_code(text)
    said = spoken(comment)
    title, *rest = said.get(language) or said.get(FALLBACK_LANGUAGE) or [""]
    if not rest:
        expected = _("a comment that begins “# %s: a title”, with a sentence on the line below") % language
        problems.append(Problem(_("line %d") % 1, expected, shown(text.split("\n", 1)[0]), _("Add it."), source.name))
    return {"name": PurePosixPath(source.name).stem, "title": title, "text": " ".join(rest), "code": code}, problems
