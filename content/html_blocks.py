"""Sanitised HTML taken apart into blocks of words, from which it can be put together again.

A word knows the elements that it stands in, so any selection of words, in any order that keeps to the text, can be
written as well-formed HTML: elements are closed and opened between one word and the next. What a reader sees as one
thing (a formula, a block of code, a picture) is one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from content.rendering import INLINE_TAGS

VOID = {"br", "hr", "img"}
WHOLE = {"pre", "img", "hr", "br"}
WHOLE_CLASSES = {"arithmatex", "highlight"}
CELLS = {"td", "th", "li", "dd", "dt"}  # what keeps its place also without words
# Two pages stand beside each other: an id would be there twice, and a figure would begin to move.
LEFT_OUT = {"id", "data-figure", "aria-hidden", "tabindex", "loading"}
PART = re.compile(r"\w+|\s+|[^\w\s]")
Attributes = tuple[tuple[str, str], ...]


@dataclass(eq=False)
class Element:
    tag: str
    attributes: Attributes = ()
    children: list[Element | str] = field(default_factory=list)

    @property
    def opening(self) -> str:
        return f"<{self.tag}" + "".join(f' {name}="{escape(value)}"' for name, value in self.attributes) + ">"

    @property
    def html(self) -> str:
        if self.tag in VOID:
            return self.opening
        inner = "".join(escape(one, quote=False) if isinstance(one, str) else one.html for one in self.children)
        return f"{self.opening}{inner}</{self.tag}>"

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    @property
    def is_whole(self) -> bool:
        classes = dict(self.attributes).get("class", "").split()
        return self.tag in WHOLE or not WHOLE_CLASSES.isdisjoint(classes)

    @property
    def is_inline(self) -> bool:
        return self.tag in INLINE_TAGS


@dataclass(frozen=True)
class Word:
    html: str
    inside: tuple[Element, ...]  # the outermost first

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same word on both sides: what it says, and how it is set."""
        return (self.html, *((one.tag, one.attributes) for one in self.inside if one.is_inline))

    @property
    def is_space(self) -> bool:
        return self.html.isspace()


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading, a list, a table, a piece of code."""

    root: Element

    @property
    def html(self) -> str:
        return self.root.html

    @property
    def code(self) -> str | None:
        """The text of a block of code."""
        return self.root.text.strip("\n") if self.root.is_whole and _holds_pre(self.root) else None

    def words(self) -> list[Word]:
        return list(_words(self.root, ()))


def blocks(html: str) -> list[Block]:
    parser = _Parser()
    parser.feed(html)
    parser.close()
    found: list[Block] = []
    loose = Element("p")
    for child in parser.root.children:
        if isinstance(child, str) or child.is_inline:
            loose.children.append(child)
            continue
        found += _of_loose(loose)
        loose = Element("p")
        found.append(Block(child))
    return found + _of_loose(loose)


def written(words: Iterable[tuple[Word, tuple[Element, ...]]]) -> str:
    """Each word inside the elements that are given with it."""
    parts: list[str] = []
    open_ones: tuple[Element, ...] = ()
    for word, inside in words:
        shared = 0
        while shared < min(len(open_ones), len(inside)) and open_ones[shared] is inside[shared]:
            shared += 1
        parts += [f"</{one.tag}>" for one in reversed(open_ones[shared:])]
        parts += [one.opening for one in inside[shared:]]
        parts.append(word.html)
        open_ones = inside
    return "".join(parts) + "".join(f"</{one.tag}>" for one in reversed(open_ones))


class _Parser(HTMLParser):
    """nh3 has closed whatever was open, so the tree needs no rules of repair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("div")
        self._open = [self.root]
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if self._skipped or values.get("class") == "headerlink":
            self._skipped += tag not in VOID
            return
        if "data-check" in values:
            self._open[-1].children.append(_question(values["data-check"]))
        kept = tuple((name, value) for name, value in values.items() if name not in LEFT_OUT)
        element = Element("s" if tag == "del" else tag, kept)  # in a list of changes <del> means something else
        if "data-check" not in values:
            self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif len(self._open) > 1 and tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._open[-1].children.append(data)


def _question(name: str) -> Element:
    return Element("p", (), [Element("code", (), [f"!check {name}"])])


def _of_loose(paragraph: Element) -> list[Block]:
    """What stands in no block of its own; between two blocks mostly the end of a line."""
    has_element = any(isinstance(one, Element) for one in paragraph.children)
    return [Block(paragraph)] if has_element or paragraph.text.strip() else []


def _holds_pre(element: Element) -> bool:
    return element.tag == "pre" or any(_holds_pre(one) for one in element.children if isinstance(one, Element))


def _words(element: Element, inside: tuple[Element, ...]) -> Iterator[Word]:
    if element.is_whole:
        yield Word(element.html, inside)
        return
    within = (*inside, element)
    if not element.children and element.tag in CELLS:
        yield Word("", within)
    for child in element.children:
        if isinstance(child, Element):
            yield from _words(child, within)
        else:
            yield from (Word(escape(part, quote=False), within) for part in PART.findall(child))
