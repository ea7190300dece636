"""XML from outside as a small tree that knows its lines.

Entities and document types are refused before expat acts on them: that is how a small file becomes a large one, or
reads another. Depth is limited, since the tree is walked by functions that call themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from content.problems import Problem
from content.sources import Unreadable

DEEPEST = 30


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    text: str = ""
    comments: list[str] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Element]:
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        return next(self.all(tag), None)

    def said(self, *tags: str) -> str:
        """The text of the element that lies along these tags; empty where there is none."""
        here: Element | None = self
        for tag in tags:
            here = here.first(tag) if here else None
        return here.text.strip() if here else ""


def parse(text: str) -> Element:
    builder = _Builder()
    try:
        builder.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        where = _("line %(line)d, column %(column)d") % {"line": error.lineno, "column": error.offset + 1}
        got = expat.ErrorString(error.code)
        raise Unreadable(Problem(where, "XML", got, _("Correct the file there."))) from None
    return builder.root.children[0]


class _Builder:
    def __init__(self) -> None:
        self.root = Element("", {}, 1)
        self.open = [self.root]
        # The text was decoded as UTF-8 already, whatever its first line says.
        self.parser: Any = expat.ParserCreate(encoding="utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.CommentHandler = self.comment
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            got, remedy = _("more than %d in one another") % DEEPEST, _("Nest them less deeply.")
            raise Unreadable(Problem(self.here(), _("elements"), got, remedy))
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, tag: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        self.open[-1].text += text

    def comment(self, text: str) -> None:
        self.open[-1].comments.append(text)

    def refuse(self, *details: Any) -> None:
        got, remedy = _("a document type or an entity"), _("Remove the DOCTYPE.")
        raise Unreadable(Problem(self.here(), _("XML without a DOCTYPE"), got, remedy))

    def here(self) -> str:
        return _("line %d") % self.parser.CurrentLineNumber
