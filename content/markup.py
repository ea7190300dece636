"""Tags in an author's text: those that are not closed, and those that no page shows.

HTML lets an author leave out the ends of paragraphs, list entries and cells; everything else has to be closed where it
was opened, or it swallows what follows. What is not on the allow-list of rendering.py is left out of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from content import frames
from content.rendering import BLOCK_TAGS, INLINE_TAGS

SHOWN = INLINE_TAGS | BLOCK_TAGS
CLOSED = SHOWN | {frames.TAG}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
MAY_STAY_OPEN = {
    *("p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option", "optgroup"),
    *("rp", "rt", "html", "head", "body"),
}
FOREIGN = {"svg", "math"}  # with tags of their own
ADDRESS = re.compile(r"<(?=https?://|mailto:|[\w.+-]+@)")


@dataclass(frozen=True)
class Fault:
    offset: int
    expected: str
    got: str
    remedy: str


def faults(text: str) -> Iterator[Fault]:
    """What is not balanced, in a text without its code."""
    yield from _Tags(text).faults


def unshown(text: str) -> dict[str, int]:
    """The tags that are left out of the page, each with the place where it stands first."""
    return _Tags(text).unshown


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[Fault] = []
        self.unshown: dict[str, int] = {}
        self.open: list[tuple[str, int]] = []
        self.foreign = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(ADDRESS.sub(" ", text))
        self.close()
        for tag, offset in self.open:
            if tag not in MAY_STAY_OPEN:
                self.fault(offset, f"</{tag}>", _("nothing"), _("Close it where it should end."))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.foreign or tag in FOREIGN:
            self.foreign += tag in FOREIGN
            if self.foreign > 1 or tag not in FOREIGN:
                return
        if not _is_shown(tag, attrs):
            self.unshown.setdefault(tag, self.place)
        if tag not in VOID and (tag in CLOSED or tag in FOREIGN):
            self.open.append((tag, self.place))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _is_shown(tag, attrs) and not self.foreign:
            self.unshown.setdefault(tag, self.place)

    def handle_endtag(self, tag: str) -> None:
        if tag in FOREIGN and self.foreign:
            self.foreign -= 1
        if self.foreign or tag in VOID or tag not in CLOSED | FOREIGN:
            return
        names = [name for name, _offset in self.open]
        if tag not in names:
            self.fault(self.place, _("<%s> before it") % tag, f"</{tag}>", _("Remove it, or open it first."))
            return
        while (last := self.open.pop())[0] != tag:
            if last[0] not in MAY_STAY_OPEN:
                self.fault(last[1], _("</%s> inside") % last[0], f"</{tag}>", _("Close it where it should end."))

    def fault(self, offset: int, expected: str, got: str, remedy: str) -> None:
        self.faults.append(Fault(offset, expected, got, remedy))

    @property
    def place(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column


def _is_shown(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    if tag == frames.TAG:
        return frames.is_allowed(dict(attrs).get("src") or "")
    return tag in SHOWN
