"""Formulas that the browser could not set, found here, where there is no browser.

KaTeX draws formulas on the reader's page, and a wrong one as its source in red. What it knows is listed in katex.json,
which `python -m tools.katex` asks of KaTeX itself: every command with the number of its arguments, every environment
and every delimiter. This module reads a formula by the same grammar as far as slips go: braces, arguments that are
missing, pairs of \\left and \\right or \\begin and \\end, double superscripts, unknown names. It is the more lenient of
the two: what it refuses KaTeX refuses, which a test holds it to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

TOKEN = re.compile(r"\\[a-zA-Z@]+|\\.|%[^\n]*\n?|\s+|.", re.DOTALL)
ENVIRONMENT = re.compile(r"\s*\{([a-zA-Z]+\*?)\}")
# What these make cannot be told without doing what TeX does.
BEYOND = re.compile(
    r"\\(?:[gex]?def|let|futurelet|(?:re)?newcommand|providecommand|global|long|verb|char|begin\{CD\})\b"
)
DEEPEST = 100
LIMITS = {r"\limits", r"\nolimits"}


@dataclass(eq=False)
class Slip(Exception):
    """The first thing in a formula that cannot be set."""

    offset: int
    expected: str
    got: str
    remedy: str


@dataclass(frozen=True)
class Command:
    arguments: int
    optional: bool = False  # takes one in brackets first
    as_text: bool = False  # its arguments are text
    raw: bool = False  # its arguments are sizes, colours, addresses
    display: bool = False  # only in a formula that stands by itself
    in_braces: bool = False  # as a script or an argument only there


@dataclass(frozen=True)
class Known:
    commands: dict[str, Command]
    environments: dict[str, bool]  # whether it has to stand by itself
    delimiters: frozenset[str]


@cache
def known() -> Known:
    data = json.loads(Path(__file__).with_name("katex.json").read_text())
    commands = {
        name: Command(int(told[0]), *(letter in told for letter in "otrds")) for name, told in data["commands"].items()
    }
    return Known(commands, data["environments"], frozenset(data["delimiters"]))


@lru_cache(maxsize=4096)
def slip_in(tex: str, *, display: bool) -> Slip | None:
    try:
        Reader(tex, display).read()
    except Slip as slip:
        return slip
    return None


class Reader:
    def __init__(self, tex: str, display: bool) -> None:
        self.display = display
        self.lenient = BEYOND.search(tex) is not None
        found = [(match.start(), match[0]) for match in TOKEN.finditer(tex)]
        self.tokens = [(at, text) for at, text in found if not text.startswith("%")]
        self.at = 0
        self.depth = 0
        self.end = len(tex)

    def read(self) -> None:
        self.group("", columns=False)

    def peek(self) -> str:
        """The next token that is not space; "" at the end."""
        while self.at < len(self.tokens) and self.tokens[self.at][1].isspace():
            self.at += 1
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    @property
    def offset(self) -> int:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else self.end

    def group(self, end: str, columns: bool, opened: int = 0) -> None:
        """Up to and with the token that ends it; "" is the end of the formula. `opened` is where it began."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Slip(self.offset, _("a formula that is nested less deeply"), _("too many braces"), _("Simplify it."))
        while (token := self.peek()) != end:
            if token == "":
                raise self.unclosed(end, opened)
            if token == "&" and not columns and not self.lenient:
                remedy = _(r"Write \&, or put the lines into \begin{aligned} … \end{aligned}.")
                raise Slip(self.offset, _("& only between the columns of an environment"), "&", remedy)
            if token == "&":
                self.at += 1
            else:
                self.atom()
        self.at += token != ""
        self.depth -= 1

    def unclosed(self, end: str, opened: int) -> Slip:
        pairs = {"}": "{", r"\right": r"\left", r"\end": r"\begin"}
        remedy = _("Add it, or remove the %s before it.") % pairs[end]
        return Slip(opened, _("“%(end)s” after “%(start)s”") % {"end": end, "start": pairs[end]}, _("nothing"), remedy)

    def atom(self) -> None:
        """Something with its scripts."""
        if self.peek() not in ("^", "_", "'"):
            self.nucleus()
        raised = lowered = False
        while (token := self.peek()) in ("^", "_", "'") or token in LIMITS:
            if token in LIMITS:
                self.at += 1
                continue
            if (lowered if token == "_" else raised) and not self.lenient:
                kind = _("one subscript") if token == "_" else _("one superscript")
                remedy = _("Put braces round what belongs together, as in {x^a}^b or x^{ab}.")
                raise Slip(self.offset, kind, _("a second “%s”") % token, remedy)
            lowered, raised = lowered or token == "_", raised or token != "_"
            if token == "'":
                while self.peek() == "'":
                    self.at += 1
                if self.peek() == "^":
                    self.script("^")
            else:
                self.script(token)

    def script(self, sign: str) -> None:
        self.at += 1
        command = known().commands.get(self.peek())
        if command and command.in_braces and not self.lenient:
            raise Slip(
                self.offset,
                _("braces round “%(command)s” after “%(sign)s”") % {"command": self.peek(), "sign": sign},
                _("none"),
                _("Add them."),
            )
        self.argument(sign, self.group_of_formula)

    def nucleus(self) -> None:
        start, token = self.offset, self.peek()
        if token == "{":
            self.group_of_formula()
        elif token == "}":
            raise Slip(start, _("as many { as }"), _("one } too many"), _("Remove it, or add the { before it."))
        elif token == r"\left":
            self.at += 1
            self.delimiter(token)
            self.group(r"\right", columns=False, opened=start)
            self.delimiter(r"\right")
        elif token == r"\begin":
            self.environment()
        elif token in (r"\right", r"\end"):
            before = r"\begin" if token == r"\end" else r"\left"
            expected = _("“%(start)s” before “%(end)s”") % {"start": before, "end": token}
            raise Slip(start, expected, _("none"), _("Add it, or remove the %s.") % token)
        elif token == "#" and not self.lenient:
            raise Slip(start, r"\#", "#", _(r"Write \#."))
        else:
            self.at += 1
            if token.startswith("\\") and not self.lenient:
                self.command(token, start)

    def group_of_formula(self) -> None:
        opened = self.offset
        self.at += 1
        self.group("}", columns=False, opened=opened)

    def delimiter(self, after: str) -> None:
        token = self.peek()
        if token not in known().delimiters and not self.lenient:
            remedy = _(r"Write one, such as ( or \{; a dot where nothing is to be seen.")
            raise Slip(self.offset, _("a delimiter after “%s”") % after, token or _("nothing"), remedy)
        self.at += 1

    def environment(self) -> None:
        start = self.offset
        name = self.name_of_environment()
        display = known().environments.get(name)
        if display is None and not self.lenient:
            raise Slip(start, _("a known environment"), name, _hint(name, list(known().environments)))
        if display and not self.display:
            remedy = _("Put the formula on lines of its own between $$, or use “aligned”.")
            raise Slip(start, _("“%s” in a formula that stands by itself") % name, _("one within a line"), remedy)
        self.group(r"\end", columns=True, opened=start)
        self.at -= 1
        end, ended = self.offset, self.name_of_environment()
        if ended != name:
            expected = _(r"\end{%s}") % name
            raise Slip(end, expected, rf"\end{{{ended}}}", _("End first what began last."))

    def name_of_environment(self) -> str:
        """Of the \\begin or \\end that comes next."""
        start, word = self.offset, self.tokens[self.at][1]
        self.at += 1
        rest = "".join(text for _at, text in self.tokens[self.at : self.at + 60])
        if not (match := ENVIRONMENT.match(rest)):
            raise Slip(start, _("a name in braces after “%s”") % word, rest[:10] or _("nothing"), _("Write it."))
        used = 0
        while used < match.end():
            used += len(self.tokens[self.at][1])
            self.at += 1
        return match[1]

    def command(self, name: str, start: int) -> None:
        command = known().commands.get(name)
        if command is None:
            raise Slip(start, _("a command that KaTeX knows"), name, _hint(name, list(known().commands)))
        if command.display and not self.display:
            remedy = _("Put the formula on lines of its own between $$.")
            raise Slip(start, _("“%s” in a formula that stands by itself") % name, _("one within a line"), remedy)
        if command.optional and self.peek() == "[":
            self.skip_brackets()
        read = self.raw if command.raw else self.text if command.as_text else self.group_of_formula
        for _number in range(command.arguments):
            self.argument(name, read)

    def argument(self, of: str, read: Callable[[], None]) -> None:
        """A group, or one token with what belongs to it."""
        token = self.peek()
        if token in ("", "}", "&", r"\right", r"\end") and not self.lenient:
            remedy = _("Write it in braces.")
            raise Slip(self.offset, _("something after “%s”") % of, _("nothing"), remedy)
        if token == "{":
            read()
        elif token in ("^", "_") and not self.lenient:
            raise Slip(self.offset, _("something after “%s”") % of, token, _("Write it in braces."))
        elif token not in ("", "}", "&", r"\right", r"\end"):
            self.nucleus()

    def skip_brackets(self) -> None:
        opened = self.offset
        self.at += 1
        while self.peek() != "]":
            if self.peek() in ("", "}"):
                raise Slip(
                    opened, _("“%(end)s” after “%(start)s”") % {"end": "]", "start": "["}, _("nothing"), _("Add it.")
                )
            self.atom()
        self.at += 1

    def raw(self) -> None:
        """A group of which only the braces matter here."""
        opened, depth = self.offset, 0
        while self.at < len(self.tokens):
            depth += {"{": 1, "}": -1}.get(self.tokens[self.at][1], 0)
            self.at += 1
            if depth == 0:
                return
        raise self.unclosed("}", opened)

    def text(self) -> None:
        """A group of words, in which formulas stand between $."""
        opened, depth, math = self.offset, 0, False
        while token := self.peek():
            depth += {"{": 1, "}": -1}.get(token, 0)
            math ^= token == "$"
            if token in ("^", "_", "&") and not math and not self.lenient:
                remedy = _("Write \\%s in text, or end the text before it.") % token
                raise Slip(self.offset, _("words in a text"), token, remedy)
            self.at += 1
            if depth == 0:
                return
            if token.startswith("\\") and token not in known().commands and not self.lenient:
                self.at -= 1
                raise Slip(self.offset, _("a command that KaTeX knows"), token, _hint(token, list(known().commands)))
        raise self.unclosed("}", opened)


def _hint(name: str, names: list[str]) -> str:
    meant = get_close_matches(name, names, n=1, cutoff=0.7)
    return _("Did you mean “%s”?") % meant[0] if meant else _("Look it up in KaTeX's list of functions.")
