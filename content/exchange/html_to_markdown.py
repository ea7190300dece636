"""The HTML of another program as Markdown that means the same; what Markdown has no sign for goes, its words stay.

The mathematics between \\( \\), \\[ \\] or $$ $$ becomes $ $ and $$ $$. Text that Markdown would read as a sign is
escaped only where the page would otherwise change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from content.exchange.html_tree import BLOCKS, VOID, Node, parse
from content.rendering import render_inline, render_markdown

UNSEEN = {"script", "style", "head", "title", "template"}
TABLE = {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
KEPT = {"sub", "sup", "kbd", "mark", "s", "del", "var"}  # HTML that the pages allow and Markdown has no sign for
SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
# Limited, so that a file full of opening signs is not searched to its end from each of them.
MATH = re.compile(
    r"\\\((?P<inline>.{1,3000}?)\\\)|\\\[(?P<display>.{1,3000}?)\\\]|\$\$(?P<dollars>.{1,3000}?)\$\$", re.DOTALL
)
ANYWHERE = re.compile(r"([\\`*_{}\[\]$])")
LINE_START = re.compile(r"^(?:([#>+!-])|(\d+)([.)]))", re.MULTILINE)
LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
LINK = re.compile(r"(?:https?://|/(?!/)|#)\S*")


def to_markdown(html: str, *, inline: bool = False) -> str:
    """`inline` gives one line, as an option is."""
    tree = parse(html)
    plain, escaped = (_Writer(escaping).document(tree, inline=inline) for escaping in (False, True))
    render = render_inline if inline else render_markdown
    return plain if render(plain) == render(escaped) else escaped


def pictures(html: str) -> int:
    return len(re.findall(r"<img\b", html, re.IGNORECASE))


@dataclass(frozen=True)
class _Writer:
    escaping: bool

    def document(self, nodes: list[Node | str], *, inline: bool) -> str:
        return " ".join(self.inline(nodes).split()) if inline else "\n\n".join(self.blocks(nodes))

    def blocks(self, nodes: list[Node | str]) -> list[str]:
        """Paragraphs, lists and the rest, one string each."""
        found: list[str] = []
        run: list[Node | str] = []
        for node in nodes:
            if isinstance(node, Node) and _holds_a_block(node):
                found += [*self.paragraphs(run), *self.block(node)]
                run = []
            else:
                run.append(node)
        return [*found, *self.paragraphs(run)]

    def paragraphs(self, run: list[Node | str]) -> list[str]:
        """What stands between two blocks: one paragraph, or several round a formula on its own line."""
        text = LINE_BREAK.sub("\n", self.inline(run, display="\n\n$${}$$\n\n"))
        parts = [part.strip() for part in re.split(r"\n{2,}(?=\$\$)|(?<=\$\$)\n{2,}", text)]
        if self.escaping:
            parts = [part if part.startswith("$$") else LINE_START.sub(_escaped_start, part) for part in parts]
        return [part for part in parts if part]

    def block(self, node: Node) -> list[str]:
        if node.tag in UNSEEN:
            return []
        if node.tag == "pre":
            return [_fenced(node.text())]
        if node.tag == "hr":
            return ["---"]
        if node.tag == "table":
            return [self.raw(node)]
        if node.tag in ("ul", "ol"):
            return [self.listed(node)]
        inner = self.blocks(node.children)
        if node.tag == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(inner).split("\n"))]
        if re.fullmatch(r"h[1-6]", node.tag):
            return [f"{'#' * int(node.tag[1])} {' '.join(' '.join(inner).split())}"]
        return inner

    def listed(self, node: Node) -> str:
        items = []
        for number, item in enumerate(one for one in node.children if isinstance(one, Node) and one.tag == "li"):
            mark = "- " if node.tag == "ul" else f"{number + 1}. "
            first, *rest = self.blocks(item.children) or [""]
            tight = all(block.startswith(("- ", "1. ")) for block in rest)
            lines = ("\n" if tight else "\n\n").join([first, *rest]).split("\n")
            items.append(mark + "\n".join([lines[0], *(f"    {line}" if line else "" for line in lines[1:])]))
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def raw(self, node: Node) -> str:
        """A table stays HTML, without its attributes: the pages allow it."""
        inner = "".join(self.raw(one) if isinstance(one, Node) else escape(one, quote=False) for one in node.children)
        inner = re.sub(r"\n\s*\n", "\n", inner)
        return f"<{node.tag}>{inner}</{node.tag}>" if node.tag in TABLE | KEPT | {"b", "i", "code"} else inner

    def inline(self, nodes: list[Node | str], display: str = "${}$") -> str:
        return "".join(self.text(one, display) if isinstance(one, str) else self.element(one, display) for one in nodes)

    def element(self, node: Node, display: str) -> str:
        if node.tag == "br":
            return "<br>"
        if node.tag in VOID | UNSEEN:
            return ""
        if node.tag in ("code", "pre"):
            return _code(node.text())
        inner = self.inline(node.children, display)
        bare = inner.strip()
        if node.tag in SIGNS and bare:
            sign = SIGNS[node.tag]
            before, after = inner.split(bare, 1)
            return f"{before}{sign}{bare}{sign}{after}"
        if node.tag == "a" and LINK.fullmatch(node.attributes.get("href", "")):
            return f"[{inner}]({node.attributes['href']})"
        if node.tag in KEPT:
            return f"<{node.tag}>{inner}</{node.tag}>"
        return f" {inner} " if node.tag in BLOCKS else inner

    def text(self, text: str, display: str) -> str:
        found, end = [], 0
        for match in MATH.finditer(text):
            found.append(self.words(text[end : match.start()]))
            tex, end = match[match.lastgroup or 0], match.end()
            found.append(f"${' '.join(tex.split())}$" if match["inline"] is not None else display.format(tex))
        return "".join([*found, self.words(text[end:])])

    def words(self, text: str) -> str:
        text = text.replace("\xa0", " ")
        return escape(ANYWHERE.sub(r"\\\1", text), quote=False) if self.escaping else text


def _escaped_start(start: re.Match[str]) -> str:
    sign, number, dot = start.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"


def _holds_a_block(node: Node) -> bool:
    inner = (one for one in node.children if isinstance(one, Node))
    return node.tag in BLOCKS or node.tag in UNSEEN or any(_holds_a_block(one) for one in inner)


def _fenced(code: str) -> str:
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", code))])
    return f"{fence}\n{code.strip(chr(10))}\n{fence}"


def _code(text: str) -> str:
    ticks = "`" * (max([0, *map(len, re.findall(r"`+", text))]) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{gap}{' '.join(text.split())}{gap}{ticks}" if text.strip() else ""
