"""A bank between our format and another program's: what Moodle XML and GIFT have in common.

Texts are HTML here. What neither format has a place for travels in notes, which Moodle XML keeps as comments or in the
descriptions of categories, and GIFT as comments:

- a bank's and a domain's own fields, such as the passing score, the minutes, the weights;
- of a question `fields` (lesson, any_order and whatever an author added), an `id` of an unusual form, and `markdown`,
  the source of each text that its HTML alone would not give back.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from content.exchange.texts import Form, inward, needs_note, outward

Note = dict[str, Any]
MARK = "denoise"  # begins a note, wherever it stands
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|(?<=-)-")
NAME_LENGTH = 60


@dataclass
class Choice:
    html: str
    percent: float  # of the mark; below 0 where ticking it costs something
    feedback: str = ""


@dataclass
class PortableQuestion:
    kind: str
    html: str = ""
    choices: list[Choice] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    value: str = ""
    tolerance: str = ""
    unit: str = ""
    explanation: str = ""
    feedback: str = ""  # of the right number: a place that choices have of their own
    hints: list[str] = field(default_factory=list)
    id: str = ""
    note: Note = field(default_factory=dict)
    path: tuple[str, ...] = ()  # of its category
    line: int = 0

    @property
    def name(self) -> str:
        """A short one, for lists of questions."""
        words = " ".join(unescape(strip_tags(self.html)).split())
        return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"


@dataclass
class Category:
    path: tuple[str, ...]  # the bank's title, then the domain
    note: Note = field(default_factory=dict)
    line: int = 0


@dataclass
class PortableBank:
    categories: list[Category]
    questions: list[PortableQuestion]
    shuffled: bool = True


class Outward:
    """Texts on their way out, with notes of those that need them."""

    def __init__(self) -> None:
        self.sources: dict[str, str] = {}

    def put(self, place: str, text: str, form: Form) -> str:
        if needs_note(text, form):
            self.sources[place] = text
        return outward(text, form)


class Inward:
    """Texts on their way in."""

    def __init__(self, note: Note) -> None:
        sources = note.get("markdown")
        self.sources: dict[str, Any] = sources if isinstance(sources, dict) else {}

    def take(self, place: str, html: str, form: Form) -> str:
        source = self.sources.get(place)
        return inward(html, form, source if isinstance(source, str) else None)


def write_note(note: Note) -> str:
    """One line that an XML comment and a GIFT comment can hold: no control characters, no "--"."""
    text = json.dumps(note, ensure_ascii=False)
    return f"{MARK} " + CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def read_note(text: str) -> Note | None:
    """The note that a comment or a description holds; None where it holds something else."""
    text = text.strip()
    if not text.startswith(f"{MARK} "):
        return None
    try:
        note = json.loads(text[len(MARK) :])
    except (ValueError, RecursionError):
        return None
    return note if isinstance(note, dict) else None
