"""Programs to compare: the right ones of the judge's corpus, each in a style of its own, and disguises of one."""

import io
import itertools
import keyword
import tokenize
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "submissions"
LIBRARY = Path(__file__).parents[3] / "content" / "library" / "en" / "exercises"


def right(exercise: str) -> dict[str, str]:
    found = sorted((CORPUS / exercise).glob("right-*/submission.py"))
    return {path.parent.name: path.read_text() for path in found}


def solutions(exercise: str) -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted((LIBRARY / exercise / "solutions").glob("*.py"))}


def disguised(source: str) -> str:
    """The same program with other names for what it names, other comments, and another layout."""
    own = _assigned(source)
    pieces: list[tuple[int, str]] = []
    before = ""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        renamed = token.type == tokenize.NAME and token.string in own and before != "."
        pieces.append((token.type, f"my_{token.string}" if renamed else token.string))
        before = token.string
    text = tokenize.untokenize(pieces)
    return "# all my own work\n\n" + text.replace("\n", "  # I thought about this line\n\n").replace("    ", "  ")


def _assigned(source: str) -> set[str]:
    stream = list(tokenize.generate_tokens(io.StringIO(source).readline))
    return {
        one.string
        for one, after in itertools.pairwise(stream)
        if one.type == tokenize.NAME and after.string == "=" and not keyword.iskeyword(one.string)
    }
