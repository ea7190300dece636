"""A program as a set of fingerprints that names, comments and layout do not change.

Theory. The program becomes a list of tokens without comments, line breaks, indentation and docstrings; every name that
its author could have chosen becomes the same token. Each run of LENGTH tokens is hashed, and of each WINDOW hashes in a
row the smallest is kept: "winnowing" (Schleimer, Wilkerson and Aiken, SIGMOD 2003, section 3). So two programs that
share LENGTH + WINDOW − 1 tokens in a row share a fingerprint, wherever the run stands in either, while only about
2 / (WINDOW + 1) of the hashes are kept.

Nothing here runs a program or even parses it: `tokenize` reads it character by character, and a text that is no Python
gives the tokens up to the place where it stops being any.
"""

import builtins
import io
import keyword
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

LENGTH = 9  # tokens: shorter runs are shared by programs that have nothing to do with each other
WINDOW = 6  # hashes

LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
STARTS = {tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}
KEPT_NAMES = frozenset(keyword.kwlist) | frozenset(dir(builtins))
A_NAME, A_STRING = "name", "string"

Place = tuple[int, int]  # line from 1, column from 0, as `tokenize` counts


@dataclass(frozen=True)
class Token:
    kind: str
    start: Place
    end: Place


def tokens(source: str) -> list[Token]:
    """What is left of a program when names, comments and layout do not matter."""
    found: list[Token] = []
    before_name = ""
    for token in _without_docstrings(_readable(source)):
        if token.type in LAYOUT:
            continue
        found.append(Token(_kind(token, before_name), token.start, token.end))
        before_name = token.string
    return found


def runs(program: list[Token]) -> list[int]:
    """The hash of each run of LENGTH tokens, in order: `runs(program)[i]` is of the tokens from i on."""
    kinds = [token.kind for token in program]
    return [_hash(kinds[place : place + LENGTH]) for place in range(len(kinds) - LENGTH + 1)]


def winnowed(hashes: list[int]) -> frozenset[int]:
    """The smallest hash of each window; of a program shorter than one, the smallest of all."""
    if len(hashes) <= WINDOW:
        return frozenset([min(hashes)]) if hashes else frozenset()
    return frozenset(min(hashes[place : place + WINDOW]) for place in range(len(hashes) - WINDOW + 1))


def every_run(sources: Iterable[str]) -> frozenset[int]:
    """All runs of these programs: what was given to everybody and says nothing about anybody."""
    return frozenset(found for source in sources for found in runs(tokens(source)))


def _kind(token: tokenize.TokenInfo, before: str) -> str:
    if token.type == tokenize.STRING:
        return A_STRING
    if token.type != tokenize.NAME or token.string in KEPT_NAMES or before == ".":
        return token.string  # what comes after a dot belongs to torch or to Python: nobody chooses it
    return A_NAME


def _readable(source: str) -> Iterator[tokenize.TokenInfo]:
    """The tokens up to the first place that is no Python."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError):  # IndentationError is a SyntaxError
        return


def _without_docstrings(stream: Iterable[tokenize.TokenInfo]) -> Iterator[tokenize.TokenInfo]:
    """A string that is a whole statement is a comment by another name."""
    at_start, held = True, None
    for token in stream:
        if held is not None:
            if token.type not in (tokenize.NEWLINE, tokenize.ENDMARKER):
                yield held
            held = None
        if token.type == tokenize.STRING and at_start:
            held, at_start = token, False
            continue
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            at_start = token.type in STARTS
        yield token


def _hash(kinds: list[str]) -> int:
    # Not Python's own hash: it differs from one process to the next, and so would which ones are kept.
    return int.from_bytes(blake2b("\0".join(kinds).encode("utf-8", "replace"), digest_size=8).digest())
