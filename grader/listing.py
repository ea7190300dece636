"""A program as its page shows it: lines with link targets, cut wherever something is to stand between them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe
from pygments import format as written
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from grader.models import Submission

Line = list[tuple[object, str]]  # tokens with their types, as Pygments has them


@dataclass(frozen=True)
class Part:
    html: SafeString
    last_line: int


def parts(submission: Submission, cuts: Collection[int] = ()) -> list[Part]:
    """The source in one piece, or cut after these lines; the line of the error is marked."""
    error = ((submission.verdict or {}).get("error") or {}).get("line") or 0
    lines = list(_lines(submission.source))
    ends = sorted({cut for cut in cuts if 0 < cut < len(lines)} | {0, len(lines)})
    return [_part(lines[start:end], start, end, error) for start, end in pairwise(ends)]


def count_lines(source: str) -> int:
    return sum(1 for _line in _lines(source))


def _part(lines: list[Line], start: int, end: int, error: int) -> Part:
    formatter = HtmlFormatter(
        cssclass="highlight",
        linenos="table",
        linenostart=start + 1,
        lineanchors="line",
        anchorlinenos=True,
        hl_lines=[error - start],
    )
    html = written([token for line in lines for token in line], formatter)
    return Part(mark_safe(html), end)  # escaped by Pygments


def _lines(source: str) -> Iterator[Line]:
    """Lexed as a whole, so that a string over several lines stays one when it is cut."""
    line: Line = []
    for kind, text in PythonLexer(stripnl=False).get_tokens(source):
        for piece in text.splitlines(keepends=True):
            line.append((kind, piece))
            if piece.endswith("\n"):
                yield line
                line = []
    if line:
        yield line
