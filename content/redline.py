"""Two pieces of sanitised HTML as one, with what was taken out and what was put in marked.

Blocks (paragraphs, headings, lists, tables, code) are matched first: by being equal, then by sharing words. In a block
that changed the words are compared; a formula or a picture counts as one word, and a block of code is compared line by
line. How long this takes grows faster than the texts, so what is very long is only said to be another text, and in long
blocks difflib goes by the rarer words: a text of two words in turns would otherwise take minutes.

The result goes through the allow-list once more: what comes in is clean, and what comes out is so by more than care.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Any, Literal

from django.utils.safestring import SafeString, mark_safe

from content import differences
from content.html_blocks import Block, Element, Word, blocks, written
from content.rendering import sanitise

Kind = Literal["same", "added", "removed", "changed", "code", "skipped"]
MAX_COMPARED = 8_000_000  # pairs of words in all: about a second
MAX_PAIRS = 20_000  # of blocks that may belong together
MAX_BLOCKS = 3000
ALIKE = 0.4  # below this share of common words, two blocks have nothing to do with each other
CONTEXT = 1  # blocks that are shown around a change
OLD, NEW = (("class", "redline__old"),), (("class", "redline__new"),)
Pair = tuple[Block | None, Block | None]
Placed = tuple[Word, tuple[Element, ...]]  # a word with the elements that it is written into


@dataclass(frozen=True)
class Change:
    """A block as it is shown; `skipped` so many equal ones, folded away; of code the lines."""

    kind: Kind
    html: SafeString = field(default_factory=SafeString)
    count: int = 0
    place: str = ""  # of code, among the blocks of the new text
    code: dict[str, Any] = field(default_factory=dict)


@dataclass
class Effort:
    """What may still be spent on comparing words."""

    left: int = MAX_COMPARED

    def suffices(self, cost: int) -> bool:
        if cost > self.left:
            return False
        self.left -= cost
        return True


def redline(old: str, new: str) -> list[Change]:
    """Nothing where the two say the same."""
    if old == new:
        return []
    before, after = blocks(old), blocks(new)
    if max(len(before), len(after)) > MAX_BLOCKS:
        return [*(_one("removed", block) for block in before), *(_one("added", block) for block in after)]
    effort = Effort()
    found = [_change(*pair, str(number), effort) for number, pair in enumerate(_paired(before, after), start=1)]
    return [] if all(change.kind == "same" for change in found) else list(_folded(found))


def redline_words(old: str, new: str) -> SafeString:
    """The same of two lines of plain text."""
    before, after = (Block(Element("div", (), [text])) for text in (old, new))
    return _clean(_merged(before, after, Effort()))


def _paired(before: list[Block], after: list[Block]) -> Iterator[Pair]:
    old, new = [block.html for block in before], [block.html for block in after]
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield from zip(before[i:i_end], after[j:j_end], strict=True)
        else:
            yield from _matched(before[i:i_end], after[j:j_end])


def _matched(before: list[Block], after: list[Block]) -> Iterator[Pair]:
    """Those that belong together, in order, so that their common words are the most."""
    if not before or not after or len(before) * len(after) > MAX_PAIRS:
        yield from ((block, None) for block in before)
        yield from ((None, block) for block in after)
        return
    likeness = _likenesses(before, after)
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]  # of the blocks from i and from j on
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], likeness[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and j < len(after) and likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif i < len(before) and best[i][j] == best[i + 1][j]:
            yield before[i], None
            i += 1
        else:
            yield None, after[j]
            j += 1


def _likenesses(before: list[Block], after: list[Block]) -> list[list[float]]:
    old, new = [_bag(block) for block in before], [_bag(block) for block in after]
    return [
        [_likeness(one, other) if _same_sort(a, b) else 0.0 for other, b in zip(new, after, strict=True)]
        for one, a in zip(old, before, strict=True)
    ]


def _same_sort(one: Block, other: Block) -> bool:
    return one.root.tag == other.root.tag and (one.code is None) == (other.code is None)


def _bag(block: Block) -> Counter[str]:
    if block.code is not None:
        return Counter(block.code.split())
    return Counter(word.html for word in block.words() if not word.is_space)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 1.0
    return share if share >= ALIKE else 0.0


def _change(old: Block | None, new: Block | None, place: str, effort: Effort) -> Change:
    if old is None or new is None:
        return _one("removed", old) if old else _one("added", new)
    if old.html == new.html:
        return _one("same", new)
    if old.code is not None and new.code is not None:
        return Change("code", place=place, code=differences.compared(old.code, new.code))
    return Change("changed", _clean(_merged(old, new, effort)))


def _one(kind: Kind, block: Block | None) -> Change:
    return Change(kind, _clean(block.html if block else ""))


def _clean(html: str) -> SafeString:
    return mark_safe(sanitise(html, tags={"ins"}, classes={"redline__old", "redline__new"}))


def _merged(old: Block, new: Block, effort: Effort) -> str:
    before, after = old.words(), new.words()
    if not effort.suffices(len(before) * len(after)):
        return f'<del class="redline__old">{old.html}</del><ins class="redline__new">{new.html}</ins>'
    codes = _opcodes(before, after)
    places = _places(codes, before, after)
    gone, come = Element("del", OLD), Element("ins", NEW)
    words: list[Placed] = []
    for tag, i, i_end, j, j_end in codes:
        if tag == "equal":
            words += [(word, word.inside) for word in after[j:j_end]]
            continue
        old_ones = [(word, (*(places.get(one, one) for one in word.inside), gone)) for word in before[i:i_end]]
        words += _woven(old_ones, [(word, (*word.inside, come)) for word in after[j:j_end]])
    return written(words)


def _woven(old: list[Placed], new: list[Placed]) -> Iterator[Placed]:
    """What is gone before what has come, entry by entry of a list or a table."""
    waiting = [(home, list(words)) for home, words in groupby(old, _home)]
    for home, words in groupby(new, _home):
        last = max((number for number, (at, _words) in enumerate(waiting) if at is home), default=-1)
        for _at, gone in waiting[: last + 1]:
            yield from gone
        del waiting[: last + 1]
        yield from words
    for _at, gone in waiting:
        yield from gone


def _home(placed: Placed) -> Element:
    """The innermost paragraph, entry or cell."""
    return next(one for one in reversed(placed[1][:-1]) if not one.is_inline)


def _opcodes(before: Sequence[Word], after: Sequence[Word]) -> list[tuple[str, int, int, int, int]]:
    """A space between two changed words belongs to the change: a sentence in stripes reads badly."""
    matcher = SequenceMatcher(None, [word.key for word in before], [word.key for word in after])
    codes = list(matcher.get_opcodes())
    joined: list[tuple[str, int, int, int, int]] = []
    for number, (tag, i, i_end, j, j_end) in enumerate(codes):
        between = 0 < number < len(codes) - 1 and all(word.is_space for word in before[i:i_end])
        if joined and joined[-1][0] != "equal" and (tag != "equal" or between):
            _tag, i, _end, j, _j_end = joined.pop()
            tag = "replace"
        joined.append((tag, i, i_end, j, j_end))
    return joined


def _places(
    codes: list[tuple[str, int, int, int, int]], before: Sequence[Word], after: Sequence[Word]
) -> dict[Element, Element]:
    """For the elements that hold removed words, those that take their place in the new text."""
    places: dict[Element, Element] = {}
    for tag, i, i_end, j, j_end in codes:
        if tag == "equal":
            for old, new in zip(before[i:i_end], after[j:j_end], strict=True):
                for one, other in zip(old.inside, new.inside, strict=False):
                    if one.tag == other.tag:
                        places.setdefault(one, other)
    if before and after:
        places.setdefault(before[0].inside[0], after[0].inside[0])
    for tag, i, i_end, j, j_end in codes:
        if tag == "replace":
            _place_by_order(places, before[i:i_end], after[j:j_end])
    return places


def _place_by_order(places: dict[Element, Element], before: Sequence[Word], after: Sequence[Word]) -> None:
    """Where no word is left of an entry or a cell: the next one of the same sort at the same place."""
    free = {pair: None for word in after for pair in pairwise(word.inside) if pair[1] not in places.values()}
    for word in before:
        for parent, one in pairwise(word.inside):
            if one in places:
                continue
            home = places.get(parent)
            found = next((pair for pair in free if pair[0] is home and pair[1].tag == one.tag), None)
            if found:
                places[one] = found[1]
                del free[found]


def _folded(found: list[Change]) -> Iterator[Change]:
    """Without the equal blocks that are far from any change."""
    changed = [number for number, change in enumerate(found) if change.kind != "same"]
    near = {number + step for number in changed for step in range(-CONTEXT, CONTEXT + 1)}
    skipped = 0
    for number, change in enumerate(found):
        if number not in near:
            skipped += 1
            continue
        if skipped:
            yield Change("skipped", count=skipped)
        skipped = 0
        yield change
    if skipped:
        yield Change("skipped", count=skipped)
