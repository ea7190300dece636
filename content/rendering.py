"""Authors' Markdown or HTML, made into safe HTML by one path.

Markdown → HTML → nh3's allow-list → headings given anchors. The allow-list comes after every step that reads the
author's text, so nothing an extension emits, and nothing written as raw HTML, reaches a page unchecked. What runs after
it only adds to headings, from text that has been through it. A line `!check BANK/QUESTION` becomes an empty element
that names the question; selfchecks.py puts the question there, once the reader's language is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache, partial
from html import unescape
from typing import Any

import markdown
import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown.blockprocessors import ParagraphProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import Registry
from pygments.token import STANDARD_TYPES

from content import frames

EXTENSIONS = [
    "attr_list",
    "admonition",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.arithmatex",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
]
EXTENSION_SETTINGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True},
    "footnotes": {"BACKLINK_TITLE": ""},
    "pymdownx.highlight": {"use_pygments": True, "noclasses": False, "guess_lang": False},
}

INLINE_TAGS = {
    "a",
    "abbr",
    "b",
    "br",
    "code",
    "del",
    "em",
    "i",
    "kbd",
    "mark",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "var",
}
BLOCK_TAGS = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "pre", "details", "summary"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "img"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"data-check"},
    "figure": {"data-figure"},
    frames.TAG: frames.ATTRIBUTES,
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# A block of code scrolls sideways on a phone; without a tab stop the keyboard could not scroll it. A picture far down
# the page is fetched when the reader comes near.
FIXED = {"pre": {"tabindex": "0"}, "img": {"loading": "lazy"}, frames.TAG: frames.FIXED}
# Math, code, call-outs and figures that move. Any other class could borrow the site's own and dress a lesson up as a
# button or an alert.
CLASSES = {
    *("arithmatex", "highlight", "footnote", "footnote-ref", "footnote-backref"),
    *("admonition", "admonition-title", "note", "tip", "warning", "example", "question"),
    "interactive",
    *(name for name in STANDARD_TYPES.values() if name),
}
IDENTIFIER = re.compile(r"[^\W_][\w:.-]*")
FIGURE_NAME = re.compile(r"[a-z0-9-]+")
QUESTION_NAME = re.compile(r"[a-z0-9-]+/[\w.:-]+")  # a bank's slug and a question's id
CHECK_LINE = re.compile(rf"!check[ \t]+({QUESTION_NAME.pattern})[ \t]*")
RELATIVE_ADDRESS = re.compile(r"(?!//)[\w./%~-](?:[\w./%~?=&#+,()-]| (?=[\w(]))*")
PATTERNS = {
    "id": IDENTIFIER,
    "src": RELATIVE_ADDRESS,
    "data-figure": FIGURE_NAME,
    "data-check": QUESTION_NAME,
}
HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
FENCE = "~" * 12  # longer than any fence in a question's code
HEADING_ID = re.compile(r' id="([^"]*)"')
LINK = re.compile(r"</?a(?: [^>]*)?>")


@dataclass(frozen=True)
class Heading:
    level: int
    anchor: str
    title: SafeString  # HTML, since a heading may hold math or code


@dataclass(frozen=True)
class Page:
    html: SafeString
    contents: tuple[Heading, ...]


@lru_cache(maxsize=256)
def render_document(text: str, *, is_html: bool = False) -> Page:
    """A lesson's body, with anchors on its headings and the table of contents that they make."""
    return _with_anchors(sanitise(text if is_html else _markdown().convert(text)))


@lru_cache(maxsize=2048)
def render_markdown(text: str) -> SafeString:
    """A question, an explanation, a prompt: block-level Markdown."""
    return mark_safe(sanitise(_markdown().convert(text)))


@lru_cache(maxsize=4096)
def render_inline(text: str) -> SafeString:
    """An option or another single line: emphasis, code and math only, so "# 1" or "+ 2" stays what it says."""
    html = nh3.clean(_inline_markdown().convert(text), **_rules(INLINE_TAGS))
    return mark_safe(html.strip())


class CheckLines(Preprocessor):
    """`!check BANK/QUESTION` on a line of its own, outside of code, marks the place of that question."""

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        for line in lines:
            match = CHECK_LINE.fullmatch(line)
            place = self.md.htmlStash.store(f'<div data-check="{match[1]}"></div>') if match else ""
            found += ["", place, ""] if match else [line]
        return found


def render_code(code: str) -> SafeString:
    """A question's code, highlighted as Python."""
    return render_markdown(f"{FENCE}python\n{code}\n{FENCE}") if code else SafeString()


def words(html: str) -> int:
    return len(unescape(strip_tags(html)).split())


def _markdown() -> markdown.Markdown:
    # A fresh one each time: a Markdown object keeps footnotes and references between calls, and is not thread-safe.
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=EXTENSION_SETTINGS)
    # After fenced code has been taken out of the text (25), before raw HTML is (20).
    converter.preprocessors.register(CheckLines(converter), "check", 22)
    return converter


def _inline_markdown() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=["pymdownx.arithmatex"], extension_configs=EXTENSION_SETTINGS)
    converter.parser.blockprocessors = Registry()
    converter.parser.blockprocessors.register(ParagraphProcessor(converter.parser), "paragraph", 10)
    return converter


def sanitise(html: str, *, tags: Collection[str] = (), classes: Collection[str] = ()) -> str:
    """What may stand in a page. `tags` and `classes` are those that code of ours has put in besides."""
    allowed = {*INLINE_TAGS, *BLOCK_TAGS, *frames.tags(), *tags}
    return frames.without_refused(nh3.clean(html, **_rules(allowed, classes)))


def _rules(tags: set[str], classes: Collection[str] = ()) -> dict[str, Any]:
    return {
        "tags": tags,
        "attributes": ATTRIBUTES,
        "attribute_filter": partial(_filter_attribute, frozenset(classes)),
        # Of other elements that are left out the words stay; of these they are no words to read.
        "clean_content_tags": {"script", "style", "svg"},
        "url_schemes": {"http", "https"},
        "link_rel": "noopener noreferrer",
        "set_tag_attribute_values": {tag: values for tag, values in FIXED.items() if tag in tags},
    }


def _filter_attribute(classes: frozenset[str], tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(token for token in value.split() if token in CLASSES or token in classes) or None
    if tag == frames.TAG and name == "src":
        return value if frames.is_allowed(value) else None
    if name in PATTERNS:
        return value if PATTERNS[name].fullmatch(value) else None
    return value


def _with_anchors(html: str) -> Page:
    """Every heading linkable, none above the page's own h1. Works on nh3's output, whose form is regular."""
    contents: list[Heading] = []
    taken: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        level, attributes, inner = max(2, int(match[1])), match[2], match[3]
        title = LINK.sub("", inner)
        given = HEADING_ID.search(attributes)
        anchor = _unique(given[1] if given else _slug(title), taken)
        contents.append(Heading(level, anchor, mark_safe(title)))
        # For the mouse only: a screen reader would read the sign after every heading, and has the contents list.
        link = f'<a class="headerlink" href="#{anchor}" aria-hidden="true" tabindex="-1">#</a>'
        return f'<h{level} id="{anchor}"{HEADING_ID.sub("", attributes)}>{inner}{link}</h{level}>'

    return Page(mark_safe(HEADING.sub(replace, html)), tuple(contents))


def _slug(title: str) -> str:
    return slugify(unescape(strip_tags(title)).replace("đ", "d").replace("Đ", "D")) or "section"


def _unique(anchor: str, taken: set[str]) -> str:
    candidate, count = anchor, 1
    while candidate in taken:
        count += 1
        candidate = f"{anchor}-{count}"
    taken.add(candidate)
    return candidate
