"""A bank as GIFT, with Moodle's own addition for steps in order.

https://docs.moodle.org/en/GIFT_format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.exchange.moodle_writer import ROOT, percentage
from content.exchange.portable import PortableQuestion, write_note
from content.exchange.to_portable import portable

RESERVED = "\\~=#{}:"
# Moodle takes the lines of an ordering as they stand, without undoing the escapes, so there HTML has to escape.
ENTITIES = {sign: f"&#{ord(sign)};" for sign in f"{RESERVED}/\n"}
EMPTY = "&#8203;"  # a line that seems to hold something


def write_gift(content: dict[str, Any]) -> str:
    bank = portable(content)
    blocks = [f"// {write_note(category.note)}\n$CATEGORY: {_category(category.path)}" for category in bank.categories]
    here = bank.categories[-1].path
    for question in bank.questions:
        if question.path != here:
            blocks.append(f"$CATEGORY: {_category(question.path)}")
            here = question.path
        blocks.append("\n".join(_question(question)))
    return "\n\n".join(blocks) + "\n"


def _category(path: tuple[str, ...]) -> str:
    return "/".join([ROOT, *(part.replace("/", "//") for part in path)])


def _question(question: PortableQuestion) -> Iterator[str]:
    note = dict(question.note)
    if question.hints:
        note["hints"] = question.hints
    if question.unit:
        note["unit"] = question.unit
    if note:
        yield f"// {write_note(note)}"
    if question.id:
        yield f"// [id:{question.id}]"
    name = escaped(question.name or question.id or question.kind)
    sign = {"numeric": "#", "order": f">{len(question.steps)} ALL VERTICAL RELATIVE_TO_CORRECT SHOW 123"}
    yield f"::{name}::[html]{escaped(question.html)}{{{sign.get(question.kind, '')}"
    yield from {"numeric": _numeric, "order": _order}.get(question.kind, _choices)(question)
    if question.explanation:
        yield f"\t####{_html(question.explanation)}"
    yield "}"


def _choices(question: PortableQuestion) -> Iterator[str]:
    for choice in question.choices:
        share = "=" if question.kind == "single" and choice.percent > 0 else "~"
        if question.kind == "multiple":
            share = f"~%{percentage(choice)}%"
        yield f"\t{share}{_html(choice.html)}" + (f"#{_html(choice.feedback)}" if choice.feedback else "")


def _numeric(question: PortableQuestion) -> Iterator[str]:
    yield f"\t={question.value}:{question.tolerance}"


def _order(question: PortableQuestion) -> Iterator[str]:
    for step in question.steps:
        yield "".join(ENTITIES.get(sign, sign) for sign in step) or EMPTY


def _html(html: str) -> str:
    """What could be taken for a share of the mark, a format or a comment is kept from it by naming the format."""
    return ("[html]" if html.startswith(("[", "%", "/", ">")) or not html else "") + escaped(html)


def escaped(text: str) -> str:
    return "".join("\\n" if sign == "\n" else f"\\{sign}" if sign in RESERVED else sign for sign in text)
