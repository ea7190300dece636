"""What a form says, read as answers to an attempt's questions.

Fields are named by the number shown: `answer-3` holds the position of an option as shown, or a number as typed. Where
steps are put in order there is one such field for each, which holds its position as shown and its place: `2:1` for the
third step in the first place, `2:` for one without a place. A question where several options can be ticked is also
listed in `shown`, since a form says nothing of empty boxes.
Whatever cannot be read becomes an error of that question alone: the rest is saved.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from content.marking import Given
from quizzes.papers import Paper, PaperQuestion, read_places

PREFIX = "answer-"
AMBIGUOUS = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")  # a thousands separator in English, a decimal comma in Vietnamese


class Unreadable(Exception):
    """Its text tells the student what was expected, what came and what to do."""


@dataclass
class Sheet:
    given: dict[str, Given] = field(default_factory=dict)  # by question id; None clears
    errors: dict[int, str] = field(default_factory=dict)  # by question number
    sent: dict[int, list[str]] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)  # fields that name no question of this attempt


def read(paper: Paper, form: QueryDict) -> Sheet:
    """Every answer in the form, but for questions that take none any more."""
    sheet = Sheet()
    for name in _names(form):
        question = paper.numbered(name)
        if question is None:
            sheet.strangers.append(_no_such_question(name, paper.total))
        elif question.takes_answers:
            _read_one(sheet, question, form.getlist(PREFIX + name))
    return sheet


def _read_one(sheet: Sheet, question: PaperQuestion, values: list[str]) -> None:
    sheet.sent[question.number] = values
    try:
        sheet.given[question.id] = _answer(question, values)
    except Unreadable as error:
        sheet.errors[question.number] = str(error)


def _names(form: QueryDict) -> Iterable[str]:
    answered = [name.removeprefix(PREFIX) for name in form if name.startswith(PREFIX)]
    return dict.fromkeys([*answered, *form.getlist("shown")])


def _answer(question: PaperQuestion, values: list[str]) -> Given:
    if question.kind == "numeric":
        return _number(values[0] if values else "")
    if question.kind == "order":
        return _ordering(question, values)
    positions = [_position(value, len(question.order)) for value in values]
    if question.kind == "multiple":
        return sorted({question.order[position] for position in positions}) or None
    if len(positions) > 1:
        raise Unreadable(_("Expected one option, got %(count)d. Choose one.") % {"count": len(positions)})
    return question.order[positions[0]] if positions else None


def _position(value: str, count: int) -> int:
    if value.isascii() and value.isdigit() and len(value) < 4 and int(value) < count:
        return int(value)
    raise Unreadable(
        _("Expected one of the %(count)d options, got “%(value)s”. Reload the page and choose again.")
        % {"count": count, "value": _shown(value)}
    )


def _ordering(question: PaperQuestion, values: list[str]) -> list[int] | None:
    """The bank's steps by the places chosen for them: all of them, each at a place of its own, or none at all."""
    count, found = len(question.order), dict(read_places(values))
    places = [place for place in found.values() if place is not None]
    words = {"count": count, "chosen": len(places), "value": _shown(" ".join(values))}
    if len(values) != count or set(found) != set(range(count)) or not set(places) <= set(range(1, count + 1)):
        raise Unreadable(
            _("Expected a place from 1 to %(count)d for each step, got “%(value)s”. Reload the page and choose again.")
            % words
        )
    if twice := [str(place) for place in range(1, count + 1) if places.count(place) > 1]:
        text = _(
            "Expected each place once, got %(places)s more than once. "
            "Give every step a place of its own; your other choices are kept."
        )
        raise Unreadable(text % {"places": ", ".join(twice)})
    if 0 < len(places) < count:
        text = _(
            "Expected a place for each of the %(count)d steps, got %(chosen)d. "
            "Choose the others too; those that you chose are kept."
        )
        raise Unreadable(text % words)
    by_place = {place: question.order[position] for position, place in found.items()}
    return [by_place[place] for place in sorted(places)] or None


def _number(text: str) -> float | None:
    """A number as typed; a decimal comma is as good as a point."""
    text = text.strip()
    if not text:
        return None
    if AMBIGUOUS.fullmatch(text):
        raise Unreadable(
            _("“%(value)s” can be read in two ways. Write %(thousands)s or %(decimal)s.")
            % {"value": _shown(text), "thousands": text.replace(",", ""), "decimal": text.replace(",", ".", 1)}
        )
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Unreadable(
            _("Expected a number such as 0.25 or 1e-4, got “%(value)s”. Correct it.") % {"value": _shown(text)}
        )
    return number


def _no_such_question(name: str, total: int) -> str:
    return _("Expected a question from 1 to %(total)d, got “%(name)s”. Reload the page.") % {
        "total": total,
        "name": _shown(name),
    }


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
