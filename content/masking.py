"""An author's text with its code blanked out, place by place: what is left may be read for formulas, tags and links.

Each pass looks ends up in a list made beforehand, so that a text full of beginnings takes no longer than another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

FENCE = re.compile(r"^(?P<indent>[ \t]*(?:>[ \t]*)*)(?P<fence>`{3,}|~{3,})(?P<info>[^\n`]*)$", re.MULTILINE)
TICKS = re.compile(r"(?<!\\)`+")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
# A <pre> with a <code> in it ends its code where that ends, so that a missing end of either is seen.
OPENING = re.compile(r"<(pre(?!\b[^>]*>\s*<code\b)|code|script|style|textarea)\b[^>]*>", re.IGNORECASE)
CLOSING = re.compile(r"</(pre|code|script|style|textarea)\s*>", re.IGNORECASE)
COMMENT_START, COMMENT_END = "<!--", "-->"


@dataclass(frozen=True)
class Block:
    """Fenced code, from the fence to the fence."""

    start: int
    end: int
    info: str
    code_start: int
    code_end: int
    quoted: bool  # in a quotation, with its signs before every line


def without_code(text: str, *, is_html: bool) -> str:
    """As long as the text, with its line breaks where they were."""
    if not is_html:
        text = _blanked(text, ((block.start, block.end) for block in fenced(text)))
        text = _blanked(text, _spans(text))
    return _blanked(_blanked(text, _elements(text)), _comments(text))


def blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def fenced(text: str) -> Iterator[Block]:
    lines = list(FENCE.finditer(text))
    ends: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if not line["info"].strip():
            ends[line["fence"]].append(number)
    number = 0
    while number < len(lines):
        start, later = lines[number], ends[lines[number]["fence"]]
        place = bisect_left(later, number + 1)
        number += 1
        if place < len(later):
            number = later[place] + 1
            end, code = lines[number - 1], min(start.end() + 1, len(text))
            yield Block(start.start(), end.end(), start["info"].strip(), code, end.start(), ">" in start["indent"])


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Code within a line, or within a paragraph: between as many backticks as began it."""
    runs = list(TICKS.finditer(text))
    blanks = [match.start() for match in BLANK_LINE.finditer(text)]
    ends: dict[str, list[int]] = defaultdict(list)
    for number, run in enumerate(runs):
        ends[run[0]].append(number)
    number = 0
    while number < len(runs):
        start, later = runs[number], ends[runs[number][0]]
        place = bisect_left(later, number + 1)
        number += 1
        if place < len(later):
            end = runs[later[place]]
            if bisect_left(blanks, start.end()) == bisect_left(blanks, end.start()):
                number = later[place] + 1
                yield start.start(), end.end()


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """What stands in elements for code; their tags stay, since something may be wrong with what is round them."""
    ends: dict[str, list[int]] = defaultdict(list)
    for match in CLOSING.finditer(text):
        ends[match[1].lower()].append(match.start())
    done = 0
    for match in OPENING.finditer(text):
        later = ends[match[1].lower()]
        place = bisect_left(later, match.end())
        if match.start() >= done and place < len(later):
            done = later[place]
            yield match.end(), done


def _comments(text: str) -> Iterator[tuple[int, int]]:
    at = text.find(COMMENT_START)
    while at != -1:
        end = text.find(COMMENT_END, at + len(COMMENT_START))
        end = len(text) if end == -1 else end + len(COMMENT_END)
        yield at, end
        at = text.find(COMMENT_START, end)


def _blanked(text: str, ranges: Iterator[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in ranges:
        parts += [text[at:start], blank(text[start:end])]
        at = end
    return "".join([*parts, text[at:]])
