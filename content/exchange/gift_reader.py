"""GIFT as a bank. What has no place in ours is left out with a warning that names it.

Blank lines divide a file into blocks. A block's text becomes a list of signs, in which an escaped one is two letters
long: so a search for "{" or "=" finds only what is meant as a sign of GIFT.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext as _

from content.exchange.from_portable import category_path, true_and_false, unsupported
from content.exchange.gift_writer import EMPTY, ENTITIES
from content.exchange.html_to_markdown import pictures
from content.exchange.portable import Category, Choice, Note, PortableBank, PortableQuestion, read_note
from content.problems import Problem, shown
from content.rendering import render_markdown
from content.sources import Unreadable

Signs = list[str]
CATEGORY = "$CATEGORY:"
GAP = "_____ "
SIGN = re.compile(r"\\[\\~=#{}:n]|.", re.DOTALL)
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
SHARE = re.compile(r"%(-?\d+(?:\.\d+)?)%")
IDENTIFIER = re.compile(r"\[id:((?:\\\]|[^\]])+)\]")
ORDERING = re.compile(r">\s*\d+(?:\s+[A-Za-z_0-9]+){0,5}[ \t]*\n")
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")
FULL = 99.99
LETTERS = {entity: sign for sign, entity in ENTITIES.items()} | {EMPTY: ""}


@dataclass
class _Block:
    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def read_gift(text: str, language: str = "en") -> tuple[PortableBank, list[Problem]]:
    return _Reader(language).read(text)


class _Reader:
    def __init__(self, language: str) -> None:
        self.words = true_and_false(language)
        self.bank = PortableBank([], [])
        self.warnings: list[Problem] = []
        self.path: tuple[str, ...] = ("-",)

    def read(self, text: str) -> tuple[PortableBank, list[Problem]]:
        for block in _blocks(text):
            signs = SIGN.findall("\n".join(block.lines).strip())
            if block.lines[0].startswith(CATEGORY):
                self.category(block.lines[0].removeprefix(CATEGORY).strip(), block)
            elif found := self.question(signs, block):
                self.bank.questions.append(found)
        return self.bank, self.warnings

    def category(self, place: str, block: _Block) -> None:
        parts = [part.replace("//", "/") for part in re.split(r"(?<!/)/(?!/)", place)]
        self.path = category_path(place, parts)
        self.bank.categories.append(Category(self.path, _note(block), block.line))

    def question(self, signs: Signs, block: _Block) -> PortableQuestion | None:
        name, signs = _named(signs)
        start, end = _find(signs, "{"), _find(signs, "}")
        if (start < 0) != (end < 0) or start > end:
            remedy = _("Close it, or write \\{ and \\} where the braces belong to the text.")
            got = _("one of the two in %s") % shown("".join(signs)[:60])
            raise Unreadable(Problem(_("line %d") % block.line, _("an answer between { and }"), got, remedy))
        if start < 0:
            self.leave_out(block, _("a description, which asks nothing,"), name or _plain(signs))
            return None
        answer, feedback = _general_feedback(_stripped(signs[start + 1 : end]))
        before, after = signs[:start], _stripped(signs[end + 1 :])
        form, _text = _format(_stripped(before), "moodle")
        note = _note(block)
        hints = note.get("hints")
        found = PortableQuestion(
            kind="",
            html=self.html([*before, *([*GAP, *after] if after else [])], "moodle", block),
            explanation=self.html(feedback, form, block),
            hints=[hint for hint in hints if isinstance(hint, str)] if isinstance(hints, list) else [],
            id=_identifier(block),
            note=note,
            path=self.path,
            line=block.line,
        )
        return self.answered(found, answer, form, block, name)

    def answered(
        self, found: PortableQuestion, answer: Signs, form: str, block: _Block, name: str
    ) -> PortableQuestion | None:
        text = "".join(answer)
        name = name or found.name
        if text.startswith("#"):
            return self.number(found, answer[1:], form, block, name)
        if ORDERING.match(text):
            return self.steps(found, text)
        if "~" in answer:
            return self.choices(found, answer, form, block, name)
        if _plain(answer[: _find(answer, "#")] if "#" in answer else answer).strip().upper() in (*TRUE, *FALSE):
            return self.true_or_false(found, answer, form, block)
        kind = _("an essay,") if not text else _("a matching,") if "->" in text else _("a short answer,")
        self.leave_out(block, kind, name)
        return None

    def choices(self, found: PortableQuestion, answer: Signs, form: str, block: _Block, name: str) -> PortableQuestion:
        found.kind = "single" if "=" in answer else "multiple"
        for sign, signs in _entries(answer, "=~"):
            percent, signs = _share(signs, 100.0 if sign == "=" else 0.0)
            text, feedback = _split(signs, "#")
            found.choices.append(Choice(self.html(text, form, block), percent, self.html(feedback, form, block)))
        right = [choice.percent for choice in found.choices if choice.percent > 0]
        full = [percent for percent in right if percent > FULL]
        if found.kind == "single" and len(full) > 1:
            found.kind = "multiple"
        if found.kind == "multiple" and len({round(percent, 2) for percent in right}) > 1:
            self.warn(block, _("right options that count alike"), right, name, _("Each counts the same here."))
        if found.kind == "single" and len(right) > len(full):
            remedy = _("The best one is right here, the others wrong.")
            self.warn(block, _("options that are right or wrong"), right, name, remedy)
        return found

    def true_or_false(self, found: PortableQuestion, answer: Signs, form: str, block: _Block) -> PortableQuestion:
        key, *feedback = [part for _sign, part in _entries(["#", *answer], "#")]
        is_true = _plain(key).strip().upper() in TRUE
        wrong, right = (self.html(part, form, block) for part in [*feedback, [], []][:2])
        found.kind = "single"
        found.choices = [
            Choice(self.words[0], 100.0 * is_true, right if is_true else wrong),
            Choice(self.words[1], 100.0 * (not is_true), wrong if is_true else right),
        ]
        return found

    def number(
        self, found: PortableQuestion, answer: Signs, form: str, block: _Block, name: str
    ) -> PortableQuestion | None:
        found.kind = "numeric"
        entries = list(_entries(answer if "=" in answer else ["=", *answer], "=~"))
        shared = [(*_share(signs, 100.0), sign) for sign, signs in entries]
        full = [signs for percent, signs, sign in shared if sign == "=" and percent > FULL]
        if len(full) != 1:
            self.leave_out(block, _("a question with several right numbers,"), name)
            return None
        if any(sign == "=" and 0 < percent <= FULL for percent, _signs, sign in shared):
            shares = [percent for percent, _signs, sign in shared if sign == "="]
            remedy = _("Numbers that earn a part of the mark are left out.")
            self.warn(block, _("one right number"), shares, name, remedy)
        value, feedback = _split(full[0], "#")
        found.value, found.tolerance = _value_and_tolerance(_plain(value))
        found.feedback = self.html(feedback, form, block)
        unit = found.note.get("unit")
        found.unit = unit if isinstance(unit, str) else ""
        return found

    def steps(self, found: PortableQuestion, text: str) -> PortableQuestion:
        found.kind = "order"
        lines = [line.strip() for line in text.split("\n")[1:]]
        found.steps = [_letters(line) for line in lines if line]
        return found

    def html(self, signs: Signs, form: str, block: _Block) -> str:
        form, signs = _format(_stripped(signs), form)
        text = _plain(signs)
        if lost := pictures(text):
            got, remedy = _("%d pictures or files") % lost, _("They are left out; have them added to the site.")
            self.warnings.append(Problem(_("line %d") % block.line, _("text"), got, remedy))
        if form == "plain":
            return escape(text, quote=False).replace("\n", "<br>")
        return render_markdown(text) if form == "markdown" else text

    def leave_out(self, block: _Block, kind: str, name: str) -> None:
        self.warnings.append(unsupported(block.line, kind, name))

    def warn(self, block: _Block, expected: str, marks: list[float], name: str, remedy: str) -> None:
        words = {"marks": ", ".join(f"{mark:g}" for mark in marks), "name": shown(name)}
        got = _("the marks %(marks)s in %(name)s") % words
        self.warnings.append(Problem(_("line %d") % block.line, expected, got, remedy))


def _blocks(text: str) -> Iterator[_Block]:
    block = _Block(1)
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip(" \t\r")
        if bare.startswith("//"):
            block.comments.append(bare.removeprefix("//").strip())
        elif bare.startswith(CATEGORY):
            block.lines.append(bare)
            block.line = number
        elif bare:
            block.line = block.line if block.lines else number
            block.lines.append(line)
        if block.lines and (not bare or block.lines[-1].startswith(CATEGORY)):
            yield block
            block = _Block(number)
        elif not bare:
            block = _Block(number)  # comments with a blank line behind them belong to nothing
    if block.lines:
        yield block


def _named(signs: Signs) -> tuple[str, Signs]:
    if signs[:2] != [":", ":"]:
        return "", signs
    end = next((at for at in range(2, len(signs) - 1) if signs[at : at + 2] == [":", ":"]), None)
    return ("", signs) if end is None else (_plain(signs[2:end]).strip(), signs[end + 2 :])


def _general_feedback(signs: Signs) -> tuple[Signs, Signs]:
    """The answers, and what stands behind the last four #."""
    for at in range(len(signs) - 4, -1, -1):
        if signs[at : at + 4] == ["#"] * 4:
            return _stripped(signs[:at]), signs[at + 4 :]
    return signs, []


def _entries(signs: Signs, marks: str) -> Iterator[tuple[str, Signs]]:
    """Each mark with what follows it, up to the next one."""
    starts = [at for at, sign in enumerate(signs) if sign in marks]
    for start, end in zip(starts, [*starts[1:], len(signs)], strict=True):
        yield signs[start], _stripped(signs[start + 1 : end])


def _share(signs: Signs, default: float) -> tuple[float, Signs]:
    match = SHARE.match("".join(signs))
    return (float(match[1]), signs[match.end() :]) if match else (default, signs)


def _split(signs: Signs, mark: str) -> tuple[Signs, Signs]:
    at = _find(signs, mark)
    return (signs, []) if at < 0 else (signs[:at], signs[at + 1 :])


def _value_and_tolerance(text: str) -> tuple[str, str]:
    """ "3.7:0.1" or "3.6..3.8"."""
    low, dots, high = (part.strip() for part in text.partition(".."))
    if dots:
        try:
            ends = sorted((float(low), float(high)))
        except ValueError:
            return text, "0"
        return f"{sum(ends) / 2:.12g}", f"{(ends[1] - ends[0]) / 2:.12g}"
    value, _colon, tolerance = text.partition(":")
    return value.strip(), tolerance.strip() or "0"


def _format(signs: Signs, default: str) -> tuple[str, Signs]:
    match = FORMAT.match("".join(signs[:12]))
    return (match[1], signs[match.end() :]) if match else (default, signs)


def _find(signs: Signs, mark: str) -> int:
    return signs.index(mark) if mark in signs else -1


def _stripped(signs: Signs) -> Signs:
    start, end = 0, len(signs)
    while start < end and signs[start].isspace():
        start += 1
    while end > start and signs[end - 1].isspace():
        end -= 1
    return signs[start:end]


def _plain(signs: Signs) -> str:
    return "".join("\n" if sign == "\\n" else sign[-1] for sign in signs)


def _letters(text: str) -> str:
    """A step of an ordering, whose signs of GIFT were written as entities."""
    return re.sub(r"&#\d+;", lambda entity: LETTERS.get(entity[0], entity[0]), text)


def _note(block: _Block) -> Note:
    return next((note for comment in block.comments if (note := read_note(comment))), {})


def _identifier(block: _Block) -> str:
    for comment in block.comments:
        if read_note(comment) is None and (match := IDENTIFIER.search(comment)):
            return match[1].replace("\\]", "]").strip()
    return ""
