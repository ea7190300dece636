"""What differs between two versions of one item, part by part, as an author thinks of it.

A lesson is its facts and its text; a bank its facts and its questions, each found again by its id; an exercise its
facts, the prompt, the starter code, hints and solutions. Without an older version everything is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content import differences
from content.exchange.native import JUDGING_FIELDS, program_files
from content.models import BankVersion, ExerciseTextVersion, LessonVersion, Version
from content.questions import BankDocument, Domain, Question
from content.redline import Change, redline, redline_words
from content.rendering import render_inline, render_markdown

State = Literal["changed", "added", "removed"]
SENTENCE = 30  # letters
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Fact:
    label: str
    old: str
    new: str

    @property
    def html(self) -> SafeString:
        """Words that differ, of texts long enough to be read; of a short one it is the whole that counts."""
        if min(len(self.old), len(self.new)) >= SENTENCE:
            return redline_words(self.old, self.new)
        parts = [("del", "redline__old", self.old), ("ins", "redline__new", self.new)]
        return format_html_join(" ", '<{0} class="{1}">{2}</{0}>', (part for part in parts if part[2]))


@dataclass(frozen=True)
class Piece:
    """A text that differs; a part with one text needs no label for it."""

    label: str
    changes: list[Change]


@dataclass(frozen=True)
class Part:
    title: str
    state: State = "changed"
    facts: list[Fact] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.facts or self.pieces or self.state == "removed")


def changes(old: Version | None, new: Version) -> list[Part]:
    """Empty where both say the same."""
    if isinstance(new, LessonVersion):
        found = _lesson(old, new)
    elif isinstance(new, BankVersion):
        found = _bank(old, new)
    else:
        found = _exercise(old, new)
    return [part for part in found if part]


def _lesson(old: Any, new: LessonVersion) -> Iterator[Part]:
    labels = {
        "title": _("Title"),
        "description": _("Description"),
        "section_title": _("Section"),
        "sort_order": _("Place in the course"),
        "duration_minutes": _("Minutes"),
        "is_free": _("Readable without signing in"),
        "video_url": _("Video"),
        "quizzes": _("Quizzes"),
        "exercises": _("Exercises"),
    }
    facts = [*_facts(old, new, labels), *_fact(_("Course"), _course(old), _course(new))]
    yield Part(_("About the lesson"), facts=facts, pieces=_listed(_("Goals"), old.goals if old else [], new.goals))
    yield Part(_("Text"), pieces=_text("", old.page().html if old else "", new.page().html))


def _bank(old: Any, new: BankVersion) -> Iterator[Part]:
    before, after = old.document() if old else None, new.document()
    labels = {
        "title": _("Title"),
        "description": _("Description"),
        "level": _("Level"),
        "duration_minutes": _("Minutes"),
        "passing_score": _("Percent to pass"),
        "tags": _("Tags"),
        "shuffle_questions": _("Questions in an order of their own for each student"),
        "shuffle_options": _("Options in an order of their own for each student"),
    }
    facts = [*_facts(before, after, labels), *_fact(_("Domains"), _domains(before), _domains(after))]
    yield Part(_("About the bank"), facts=[*facts, *_order(before, after)])
    yield from _questions(before.by_id() if before else {}, after.by_id())


def _exercise(old: Any, new: ExerciseTextVersion) -> Iterator[Part]:
    facts = _facts(old, new, {"title": _("Title"), "summary": _("Summary")})
    yield Part(_("About the exercise"), facts=list(facts))
    yield Part(_("Task"), pieces=_text("", old.prompt_html if old else "", new.prompt_html))
    yield Part(_("Starter code"), pieces=_code("", old.starter if old else "", new.starter))
    yield from _told(_("Hint"), _by_number(old.hints if old else []), _by_number(new.hints))
    yield from _told(_("Solution"), _by_name(old.solutions if old else []), _by_name(new.solutions))
    yield from _judging(old.judging if old else {}, new.judging)


def _judging(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Part]:
    """Of an exercise of an author's own, by the names that it has in the files."""
    facts = [fact for name in JUDGING_FIELDS for fact in _fact(name, _said(before, name), _said(after, name))]
    yield Part(_("How it is judged"), facts=facts)
    old, new = (program_files(judging) if judging else {} for judging in (before, after))
    for name in dict.fromkeys([*new, *old]):
        state: State = "changed" if name in old and name in new else "added" if name in new else "removed"
        yield Part(name, state, pieces=_code("", old.get(name, ""), new.get(name, "")))


def _said(judging: dict[str, Any], name: str) -> str:
    value = judging.get(name, "")
    return ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else str(value)


def _questions(before: dict[int | str, Question], after: dict[int | str, Question]) -> Iterator[Part]:
    for key, question in after.items():
        old = before.get(key)
        yield _question(_("Question %s") % key, "changed" if old else "added", old, question)
    for key, question in before.items():
        if key not in after:
            yield _question(_("Question %s") % key, "removed", question, None)


def _question(title: str, state: State, old: Question | None, new: Question | None) -> Part:
    def text(name: str) -> tuple[str, str]:
        before, after = (render_markdown(getattr(one, name)) if one else "" for one in (old, new))
        return before, after

    def lines(name: str) -> tuple[list[str], list[str]]:
        before, after = (getattr(one, name) if one else [] for one in (old, new))
        return before, after

    pieces = [
        *_text("", *text("question")),
        *_code(_("Code"), old.code if old else "", new.code if new else ""),
        *_listed(_("Options"), *lines("options"), lettered=True),
        *_listed(_("Steps in a right order"), *lines("order")),
        *_listed(_("Hints"), *lines("hints")),
        *_text(_("Explanation"), *text("explanation")),
    ]
    facts = [
        *_fact(_("Right answer"), _key(old), _key(new)),
        *_fact(_("Domain"), old.domain if old else "", new.domain if new else ""),
        *_fact(_("Lesson to read again"), _link(old), _link(new)),
    ]
    return Part(title, state, facts, pieces)


def _told(kind: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Part]:
    """Hints and solutions, each with a title, a text and perhaps code."""
    nothing: dict[str, str] = {}
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name, nothing), after.get(name, nothing)
        facts = _fact(_("Title"), old.get("title", ""), new.get("title", ""))
        pieces = [
            *_text("", render_markdown(old.get("text", "")), render_markdown(new.get("text", ""))),
            *_code(_("Code"), old.get("code", ""), new.get("code", "")),
        ]
        state: State = "changed" if name in before and name in after else "added" if name in after else "removed"
        yield Part(f"{kind} {name}", state, list(facts), pieces)


def _facts(old: Any, new: Any, labels: dict[str, str]) -> Iterator[Fact]:
    for name, label in labels.items():
        yield from _fact(label, _shown(getattr(old, name)) if old else "", _shown(getattr(new, name)))


def _fact(label: str, old: str, new: str) -> Iterator[Fact]:
    if old != new:
        yield Fact(label, old, new)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _text(label: str, old: str, new: str) -> list[Piece]:
    found = redline(old, new)
    return [Piece(label, found)] if found else []


def _code(label: str, old: str, new: str) -> list[Piece]:
    if old.rstrip() == new.rstrip():
        return []
    return [Piece(label, [Change("code", code=differences.compared(old, new))])]


def _listed(label: str, old: Sequence[str], new: Sequence[str], *, lettered: bool = False) -> list[Piece]:
    return _text(label, _list(old, lettered), _list(new, lettered))


def _list(lines: Sequence[str], lettered: bool) -> str:
    """Options, which the key calls by letters, each as a block of its own."""
    if lettered:
        return "".join(f"<p>{_letter(number)}. {render_inline(line)}</p>" for number, line in enumerate(lines))
    items = "".join(f"<li>{render_inline(line)}</li>" for line in lines)
    return f"<ol>{items}</ol>" if items else ""


def _letter(number: int) -> str:
    return ALPHABET[number] if number < len(ALPHABET) else str(number + 1)


def _key(question: Question | None) -> str:
    if question is None:
        return ""
    if number := question.numeric:
        return f"{number.value:g} ± {number.tolerance:g} {number.unit}".strip()
    if question.order:
        groups = (", ".join(str(step + 1) for step in group) for group in question.any_order)
        free = "; ".join(groups)
        return _("as listed; free among themselves: %s") % free if free else _("as listed")
    return ", ".join(map(_letter, sorted(question.correct_options)))


def _link(question: Question | None) -> str:
    if question is None or question.lesson is None:
        return ""
    return f"{question.lesson.slug}#{question.lesson.section}" if question.lesson.section else question.lesson.slug


def _domains(bank: BankDocument | None) -> str:
    def one(domain: Domain) -> str:
        return f"{domain.name} {domain.weight:g} %"

    return "; ".join(map(one, bank.domains)) if bank else ""


def _order(before: BankDocument | None, after: BankDocument) -> Iterator[Fact]:
    """Where questions that are in both have changed places."""
    if before is None:
        return
    old = [str(key) for key in before.by_id() if key in after.by_id()]
    new = [str(key) for key in after.by_id() if key in before.by_id()]
    yield from _fact(_("Order of the questions"), ", ".join(old), ", ".join(new))


def _course(version: Any) -> str:
    if not version or not version.course:
        return ""
    return version.course_told.get("title") or version.course.title_for(version.language)


def _by_number(hints: Iterable[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {str(number): hint for number, hint in enumerate(hints, start=1)}


def _by_name(solutions: Iterable[dict[str, str]]) -> dict[str, dict[str, str]]:
    return {solution["name"]: solution for solution in solutions}
