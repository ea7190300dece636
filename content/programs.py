"""Python files of authors: their text, and the comment above the code that says in every language what it is."""

from __future__ import annotations

import re
from itertools import takewhile

from django.utils.translation import gettext as _

from content.problems import Problem
from content.sources import Source, Unreadable, decode

SPOKEN = re.compile(r"# (?P<language>[a-z]{2}): (?P<title>.*\S)\s*")
MORE = re.compile(r"#\s+(?P<text>.*\S)\s*")


def read_python(source: Source) -> tuple[str, list[Problem]]:
    """The text, which is compiled and never run."""
    try:
        code = decode(source)
        compile(code, source.name, "exec")
    except Unreadable as error:
        return "", [error.problem]
    except SyntaxError as error:
        where = _("line %d") % (error.lineno or 1)
        return code, [Problem(where, "Python", str(error.msg), _("Correct it."), source.name)]
    except (ValueError, RecursionError, MemoryError) as error:
        return code, [Problem("", "Python", str(error) or type(error).__name__, _("Correct it."), source.name)]
    return code, []


def comment_and_code(text: str) -> tuple[list[str], str]:
    lines = text.split("\n")
    comment = list(takewhile(lambda line: line.startswith("#"), lines))
    return comment, "\n".join(lines[len(comment) :]).strip("\n") + "\n"


def spoken(comment: list[str]) -> dict[str, list[str]]:
    """What the comment says in each language: the title, then the lines below it."""
    said: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in comment:
        if begins := SPOKEN.fullmatch(line):
            lines = said[begins["language"]] = [begins["title"]]
        elif more := MORE.fullmatch(line):
            lines.append(more["text"])
    return said
