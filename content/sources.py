"""Files as they came, before anything is known of their format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from content.models import FALLBACK_LANGUAGE
from content.problems import Problem, json_path, shown

MAX_BYTES = 1_000_000
# PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form; JSON and YAML escapes can spell both.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Unreadable(Exception):
    """The file gives nothing to read further; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class Source:
    """A file as it came: from a folder, the command line or an upload."""

    name: str
    data: bytes
    language: str = FALLBACK_LANGUAGE
    beside: Beside | None = None  # an exercise's other files
    archive: str = ""  # the archive that it came in


@dataclass(frozen=True)
class Beside:
    """What stands beside an exercise's prompt.md."""

    starter: Source | None = None
    hints: Source | None = None
    solutions: tuple[Source, ...] = ()  # the reference first, then other styles
    # Of an exercise of the author's own:
    reference: Source | None = None
    inputs: Source | None = None
    wrong: tuple[Source, ...] = ()


def decode(source: Source) -> str:
    if len(source.data) > MAX_BYTES:
        expected = _("at most %d bytes") % MAX_BYTES
        raise Unreadable(Problem("", expected, str(len(source.data)), _("Split it."), source.name))
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        got, remedy = _("the byte %#04x") % source.data[error.start], _("Save the file as UTF-8.")
        raise Unreadable(Problem(_("line %d") % line, _("UTF-8 text"), got, remedy, source.name)) from None
    if not text.strip():
        raise Unreadable(Problem("", _("text"), _("an empty file"), _("Write it or leave it out."), source.name))
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise Unreadable(Problem(_("line %d") % line, _("text"), _("a NUL character"), _("Remove it."), source.name))
    return text.replace("\r\n", "\n")


def unstorable(value: Any, path: tuple[int | str, ...]) -> Iterator[Problem]:
    if isinstance(value, str) and UNSTORABLE.search(value):
        expected, remedy = _("text that a database can store"), _("Remove the NUL or half character.")
        yield Problem(json_path(path), expected, shown(value), remedy)
    elif isinstance(value, float) and value in (float("inf"), float("-inf")):
        yield Problem(json_path(path), _("a finite number"), shown(value), _("Correct the value."))
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            yield from unstorable(entry, (*path, index))
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from unstorable(key, path)
            yield from unstorable(entry, (*path, key))
