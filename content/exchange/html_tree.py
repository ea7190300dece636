"""HTML as a small tree, however badly it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 40  # what is nested deeper stands where it is, without its tag: an author does not, a hostile file may
VOID = {"br", "hr", "img", "input", "wbr", "source", "col", "meta", "link", "embed", "area", "base", "track"}
BLOCKS = {
    *("p", "div", "section", "article", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "address", "form", "details", "summary"),
}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(html: str) -> list[Node | str]:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root.children


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._close("p", within=BLOCKS - {"p"})  # a paragraph ends where a block begins
        if tag == "li":
            self._close("li", within={"ul", "ol"})
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.open[-1].children.append(node)
        elif len(self.open) < DEEPEST:
            self.open[-1].children.append(node)
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._close(tag, within=set())

    def handle_data(self, data: str) -> None:
        siblings = self.open[-1].children
        if siblings and isinstance(siblings[-1], str):
            siblings[-1] += data  # a formula may hold a "<", at which the parser stops to look
        else:
            siblings.append(data)

    def _close(self, tag: str, *, within: set[str]) -> None:
        """The innermost open element of this name, with all that is in it; but none outside of `within`."""
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].tag == tag:
                del self.open[depth:]
                return
            if self.open[depth].tag in within:
                return
