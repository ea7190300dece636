"""Two texts side by side: which lines differ, and which words in them.

Long texts are compared by whole lines, and very long ones not at all: how long a comparison takes grows faster than the
texts, and a student chooses them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_LINES = 1500  # an honest program has a hundred
MAX_WIDTH = 160  # a wider line is marked as a whole
CONTEXT = 3
ALIKE = 0.4  # below this share of common words, two lines have nothing to do with each other
WORD = re.compile(r"\w+|\s+|.", re.DOTALL)

Parts = list[tuple[str, bool]]  # pieces of a line, each with whether it differs


@dataclass(frozen=True)
class Side:
    number: int
    parts: Parts


@dataclass(frozen=True)
class Row:
    """A line on both sides, or on one; or, with `skipped`, so many equal lines that are left out."""

    old: Side | None = None
    new: Side | None = None
    differs: bool = False
    skipped: int = 0


class TooLong(Exception):
    """More lines than can be compared in a request."""


def rows(old: str, new: str) -> list[Row]:
    """Raises TooLong. Equal texts give no rows."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > MAX_LINES:
        raise TooLong(f"expected at most {MAX_LINES} lines, got {max(len(before), len(after))}")
    found: list[Row] = []
    reached = 0
    for group in SequenceMatcher(None, before, after).get_grouped_opcodes(CONTEXT):
        found += _skipped(group[0][1] - reached)
        for tag, i, i_end, j, j_end in group:
            found += _block(tag, _numbered(before, i, i_end), _numbered(after, j, j_end))
        reached = group[-1][2]
    return found + (_skipped(len(before) - reached) if found else [])


def unified(table: list[Row]) -> Iterator[tuple[str, Row]]:
    """The same rows below each other, for a narrow screen: each as "same", "old", "new" or "skipped"."""
    waiting: list[Row] = []
    for row in table:
        if not row.differs:
            yield from (("new", one) for one in waiting)
            waiting = []
            yield ("skipped" if row.skipped else "same"), row
            continue
        if row.old:
            yield "old", row
        if row.new:
            waiting.append(row)
    yield from (("new", one) for one in waiting)


def _skipped(count: int) -> list[Row]:
    return [Row(skipped=count)] if count else []


def _numbered(lines: list[str], start: int, end: int) -> list[tuple[int, str]]:
    return [(index + 1, lines[index]) for index in range(start, end)]


def _block(tag: str, old: list[tuple[int, str]], new: list[tuple[int, str]]) -> Iterator[Row]:
    if tag == "equal":
        for (i, line), (j, _) in zip(old, new, strict=True):
            yield Row(Side(i, [(line, False)]), Side(j, [(line, False)]))
        return
    for index in range(max(len(old), len(new))):
        one, other = (lines[index] if index < len(lines) else None for lines in (old, new))
        if one and other:
            before, after = _words(one[1], other[1])
            yield Row(Side(one[0], before), Side(other[0], after), differs=True)
        elif one:
            yield Row(old=Side(one[0], [(one[1], False)]), differs=True)
        elif other:
            yield Row(new=Side(other[0], [(other[1], False)]), differs=True)


def _words(old: str, new: str) -> tuple[Parts, Parts]:
    """Both lines in pieces, those marked that differ; whole where nothing much is common."""
    if max(len(old), len(new)) > MAX_WIDTH:
        return [(old, False)], [(new, False)]
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return [(old, False)], [(new, False)]
    codes = matcher.get_opcodes()
    return (
        [("".join(before[i:i_end]), tag != "equal") for tag, i, i_end, _, _ in codes if i < i_end],
        [("".join(after[j:j_end]), tag != "equal") for tag, _, _, j, j_end in codes if j < j_end],
    )
