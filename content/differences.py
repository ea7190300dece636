"""Two texts side by side: which lines differ, and which words in them.

How long a comparison takes grows much faster than the texts, and a stranger may choose them. So words are looked for in
lines of ordinary length and only where not everything has changed, and very long texts are not compared at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

MAX_LINES = 1500  # an honest program has a hundred
MAX_WORDS = 80  # of a line
MAX_MARKED = 300  # changed lines
CONTEXT = 3
ALIKE = 0.4  # below this share of common words, two lines have nothing to do with each other
WORD = re.compile(r"\w+|\s+|.", re.DOTALL)

Numbered = tuple[int, str]
Parts = list[tuple[str, bool]]  # pieces of a line, each with whether it differs
Split = Callable[[str, str], tuple[Parts, Parts]]


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


def compared(old: str, new: str) -> dict[str, Any]:
    """What `_difference.html` takes."""
    try:
        table = rows(old, new)
    except TooLong:
        return {"is_too_long": True, "most_lines": MAX_LINES}
    return {"table": table, "unified": list(unified(table))}


def rows(old: str, new: str) -> list[Row]:
    """Raises TooLong. Equal texts give no rows."""
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > MAX_LINES:
        raise TooLong(f"expected at most {MAX_LINES} lines, got {max(len(before), len(after))}")
    groups = list(SequenceMatcher(None, before, after).get_grouped_opcodes(CONTEXT))
    changed = sum(min(i_end - i, j_end - j) for group in groups for tag, i, i_end, j, j_end in group if tag != "equal")
    split = _words if changed <= MAX_MARKED else _whole
    found: list[Row] = []
    reached = 0
    for group in groups:
        found += _skipped(group[0][1] - reached)
        for tag, i, i_end, j, j_end in group:
            one, other = _numbered(before, i, i_end), _numbered(after, j, j_end)
            found += _equal(one, other) if tag == "equal" else _changed(one, other, split)
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


def _numbered(lines: list[str], start: int, end: int) -> list[Numbered]:
    return [(index + 1, lines[index]) for index in range(start, end)]


def _equal(old: list[Numbered], new: list[Numbered]) -> Iterator[Row]:
    for (i, line), (j, _) in zip(old, new, strict=True):
        yield Row(Side(i, [(line, False)]), Side(j, [(line, False)]))


def _changed(old: list[Numbered], new: list[Numbered], split: Split) -> Iterator[Row]:
    for index in range(max(len(old), len(new))):
        one, other = (lines[index] if index < len(lines) else None for lines in (old, new))
        if one and other:
            before, after = split(one[1], other[1])
            yield Row(Side(one[0], before), Side(other[0], after), differs=True)
        elif one:
            yield Row(old=Side(one[0], [(one[1], False)]), differs=True)
        elif other:
            yield Row(new=Side(other[0], [(other[1], False)]), differs=True)


def _whole(old: str, new: str) -> tuple[Parts, Parts]:
    return [(old, False)], [(new, False)]


def _words(old: str, new: str) -> tuple[Parts, Parts]:
    """Both lines in pieces, those marked that differ; whole where nothing much is common."""
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) > MAX_WORDS:
        return _whole(old, new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ALIKE:
        return _whole(old, new)
    codes = matcher.get_opcodes()
    return (
        [("".join(before[i:i_end]), tag != "equal") for tag, i, i_end, _, _ in codes if i < i_end],
        [("".join(after[j:j_end]), tag != "equal") for tag, _, _, j, j_end in codes if j < j_end],
    )
