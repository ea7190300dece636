"""A bank as Moodle XML, for Moodle 4.4 and later (earlier ones want the plug-in qtype_ordering for steps in order).

https://docs.moodle.org/en/Moodle_XML_format
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from content.exchange.portable import Choice, Note, PortableQuestion, write_note
from content.exchange.to_portable import portable

TYPES = {"single": "multichoice", "multiple": "multichoice", "numeric": "numerical", "order": "ordering"}
ROOT = "$course$/top"
UNITS_OPTIONAL, UNITS_NONE = "0", "3"


def write_moodle(content: dict[str, Any]) -> str:
    bank = portable(content)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    for category in bank.categories:
        lines += _category(category.path, category.note)
    here = None
    for question in bank.questions:
        if question.path != here:
            lines += _category(question.path)
            here = question.path
        lines += _question(question, bank.shuffled)
    return "\n".join([*lines, "</quiz>"]) + "\n"


def _category(path: tuple[str, ...], note: Note | None = None) -> Iterator[str]:
    place = "/".join([ROOT, *(part.replace("/", "//") for part in path)])
    yield '  <question type="category">'
    yield f"    <category><text>{_text(place)}</text></category>"
    if note:
        yield f'    <info format="plain_text"><text>{_text(write_note(note))}</text></info>'
    yield "  </question>"


def _question(question: PortableQuestion, shuffled: bool) -> Iterator[str]:
    yield f'  <question type="{TYPES[question.kind]}">'
    if question.note:
        yield f"    <!-- {write_note(question.note)} -->"
    yield f"    <name><text>{_text(question.name or question.id or question.kind)}</text></name>"
    yield from _html("questiontext", question.html)
    yield from _html("generalfeedback", question.explanation)
    yield "    <defaultgrade>1</defaultgrade>"
    if question.id:
        yield f"    <idnumber>{_text(question.id)}</idnumber>"
    yield from {"numeric": _numeric, "order": _order}.get(question.kind, _choices)(question, shuffled)
    for hint in question.hints:
        yield from _html("hint", hint)
    yield "  </question>"


def _choices(question: PortableQuestion, shuffled: bool) -> Iterator[str]:
    yield f"    <single>{str(question.kind == 'single').lower()}</single>"
    yield f"    <shuffleanswers>{str(shuffled).lower()}</shuffleanswers>"
    yield "    <answernumbering>ABCD</answernumbering>"
    for choice in question.choices:
        yield from _answer(percentage(choice), choice.html, choice.feedback)


def _numeric(question: PortableQuestion, shuffled: bool) -> Iterator[str]:
    yield '    <answer fraction="100" format="moodle_auto_format">'
    yield f"      <text>{question.value}</text>"
    yield f"      <tolerance>{question.tolerance}</tolerance>"
    yield "    </answer>"
    if question.unit:
        unit = f"<multiplier>1</multiplier><unit_name>{_text(question.unit)}</unit_name>"
        yield f"    <units><unit>{unit}</unit></units>"
    yield "    <unitgradingtype>0</unitgradingtype>"
    yield f"    <showunits>{UNITS_OPTIONAL if question.unit else UNITS_NONE}</showunits>"


def _order(question: PortableQuestion, shuffled: bool) -> Iterator[str]:
    yield "    <layouttype>VERTICAL</layouttype>"
    yield "    <selecttype>ALL</selecttype>"
    yield f"    <selectcount>{len(question.steps)}</selectcount>"
    yield "    <gradingtype>RELATIVE_TO_CORRECT</gradingtype>"
    yield "    <showgrading>SHOW</showgrading>"
    yield "    <numberingstyle>123</numberingstyle>"
    for place, step in enumerate(question.steps, start=1):
        yield from _answer(str(place), step, "")


def percentage(choice: Choice) -> str:
    """As Moodle lists its grades: 33.33333."""
    return f"{choice.percent:.5f}".rstrip("0").rstrip(".")


def _answer(fraction: str, html: str, feedback: str) -> Iterator[str]:
    yield f'    <answer fraction={quoteattr(fraction)} format="html">'
    yield f"      <text>{_text(html)}</text>"
    if feedback:
        yield f'      <feedback format="html"><text>{_text(feedback)}</text></feedback>'
    yield "    </answer>"


def _html(tag: str, html: str) -> Iterator[str]:
    yield f'    <{tag} format="html"><text>{_text(html)}</text></{tag}>'


def _text(text: str) -> str:
    """In a CDATA section where it holds signs of XML, since people read these files too."""
    if escape(text) == text:
        return text
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
