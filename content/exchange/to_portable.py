"""Our bank as another program takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from content.exchange.portable import Category, Choice, Note, Outward, PortableBank, PortableQuestion
from content.exchange.texts import carried
from content.explanations import Explanation
from content.questions import BankDocument, Question

# What the formats have places for; everything else of a question travels in its note.
CARRIED = {"id", "domain", "question", "code", "options", "correct", "numeric", "order", "explanation", "hints"}
PLAIN_ID = re.compile(r"[^\W_](?:[\w.: -]{0,98}[\w.:-])?")
WHOLE = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)


def portable(content: dict[str, Any]) -> PortableBank:
    document = BankDocument.model_validate(content)
    categories = list(_categories(content))
    paths = {category.note["domain"]["name"]: category.path for category in categories[1:]}
    questions = [
        _question(raw, question, paths.get(question.domain, categories[0].path))
        for raw, question in zip(content["questions"], document.questions, strict=True)
    ]
    return PortableBank(categories, questions, document.shuffle_options)


def _categories(content: dict[str, Any]) -> Iterator[Category]:
    title = _category_name(content["title"])
    fields = {name: value for name, value in content.items() if name not in ("domains", "questions")}
    yield Category((title,), {"bank": fields})
    taken: set[str] = set()
    for domain in content["domains"]:
        name = _category_name(domain["name"])
        while name in taken:
            name += " +"  # two names that Moodle would take for one
        taken.add(name)
        yield Category((title, name), {"domain": domain, "name": name})


def _category_name(name: str) -> str:
    """Moodle trims names, and a slash at their end would run together with the one behind it."""
    return re.sub(r"^/|/$", "∕", " ".join(carried(name).split())) or "-"


def _question(raw: dict[str, Any], question: Question, path: tuple[str, ...]) -> PortableQuestion:
    texts = Outward()
    html = texts.put("question", question.question, "block")
    code = texts.put("code", question.code, "code")
    why, feedback = _explanation(question)
    found = PortableQuestion(
        kind=question.kind,
        html=f"{html}\n{code}" if code else html,
        choices=list(_choices(question, feedback, texts)),
        steps=[texts.put(f"order[{number}]", step, "inline") for number, step in enumerate(question.order)],
        explanation=texts.put("explanation", why, "block"),
        hints=[texts.put(f"hints[{number}]", hint, "block") for number, hint in enumerate(question.hints)],
        id=str(question.id) if _is_plain(question.id) else "",
        path=path,
    )
    if question.numeric:
        found.value, found.tolerance = repr(question.numeric.value), repr(question.numeric.tolerance)
        found.unit = texts.put("unit", question.numeric.unit, "plain")
    found.note = _note(raw, question, texts, found)
    return found


def _explanation(question: Question) -> tuple[str, dict[int, str]]:
    """The reason, and what is said to each wrong option, where taking them apart loses nothing."""
    told = Explanation.of(question)
    if told.notes and all(told.notes.values()) and joined(told.why, list(told.notes.values())) == question.explanation:
        return told.why, told.notes
    return question.explanation, {}


def joined(why: str, notes: list[str]) -> str:
    """An explanation that is written option by option, as content.explanations takes it apart."""
    return "\n\n".join(part for part in (why, "\n".join(f"- {note}" for note in notes)) if part)


def _choices(question: Question, feedback: dict[int, str], texts: Outward) -> Iterator[Choice]:
    """With the share of the mark that our marking gives and takes."""
    right = question.correct_options
    wrong_share = -100 / max(1, len(question.options) - len(right)) if question.kind == "multiple" else 0.0
    for number, option in enumerate(question.options):
        percent = 100 / len(right) if number in right else wrong_share
        said = texts.put(f"feedback[{number}]", feedback.get(number, ""), "block")
        yield Choice(texts.put(f"options[{number}]", option, "inline"), percent, said)


def _note(raw: dict[str, Any], question: Question, texts: Outward, found: PortableQuestion) -> Note:
    note: Note = {}
    if not found.id:
        note["id"] = question.id
    if fields := {name: value for name, value in raw.items() if name not in CARRIED}:
        note["fields"] = fields
    numeric = raw.get("numeric") or {}
    if more := {name: value for name, value in numeric.items() if name not in ("value", "tolerance", "unit")}:
        note["numeric"] = more
    if texts.sources:
        note["markdown"] = texts.sources
    return note


def _is_plain(id_: int | str) -> bool:
    """Whether the id comes back as itself from a place that holds text."""
    if isinstance(id_, int):
        return WHOLE.fullmatch(str(id_)) is not None
    return PLAIN_ID.fullmatch(id_) is not None and not WHOLE.fullmatch(id_)
