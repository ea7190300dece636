"""Another program's questions as a bank of ours, to be checked like any other file."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import Any

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from content.checking import WEIGHT_TOLERANCE
from content.exchange.portable import Inward, PortableBank, PortableQuestion
from content.exchange.texts import split_code
from content.exchange.to_portable import CARRIED, WHOLE, joined
from content.problems import Problem, shown

MINUTES_PER_QUESTION = 2
PASSING_SCORE = 70
LONGEST_EXAM = 600  # minutes
PLACES = {"$course$", "$module$", "$system$", "$coursecat$", "top"}
Path = tuple[str, ...]


def bank_data(bank: PortableBank, name: str) -> tuple[dict[str, Any], list[Problem]]:
    """The bank as its JSON would have it, and warnings about what had to be supposed."""
    fields = next((note for category in bank.categories if isinstance(note := category.note.get("bank"), dict)), None)
    domains = _domains(bank)
    data: dict[str, Any] = dict(fields) if fields else _supposed(bank, name)
    warnings = [] if fields else [_supposing(data)]
    data["domains"] = list(domains.values())
    if not _weights_stand(domains):
        _weigh_by_questions(bank, domains)
        if fields:
            expected, remedy = _("weights of domains that sum to 100"), _("They now follow the number of questions.")
            warnings.append(Problem("$.domains", expected, _("other domains"), remedy))
    names = {path: domain["name"] for path, domain in domains.items()}
    ids = _ids(bank.questions)
    data["questions"] = [
        _question(question, id_, names[question.path]) for question, id_ in zip(bank.questions, ids, strict=True)
    ]
    if "questions_count" in data:
        data["questions_count"] = len(data["questions"])
    return data, warnings


def category_path(text: str, separated: list[str]) -> Path:
    """Without the places in Moodle where it may stand."""
    parts = [part.strip() for part in separated if part.strip()]
    while len(parts) > 1 and parts[0] in PLACES:
        parts = parts[1:]
    return tuple(parts) or (text.strip() or "-",)


def _domains(bank: PortableBank) -> dict[Path, dict[str, Any]]:
    """By the path of their categories; those that hold questions, or that are known to be a domain of ours."""
    used = {question.path for question in bank.questions}
    found: dict[Path, dict[str, Any]] = {}
    for category in bank.categories:
        own = category.note.get("domain")
        if not isinstance(own, dict) or not isinstance(own.get("name"), str):
            own = None
        if own and category.note.get("name") == category.path[-1]:
            found.setdefault(category.path, dict(own))
        elif own or category.path in used:
            found.setdefault(category.path, {"name": category.path[-1]})
    for question in bank.questions:
        found.setdefault(question.path, {"name": question.path[-1]})
    counts = Counter(domain["name"] for domain in found.values())
    for path, domain in found.items():
        if counts[domain["name"]] > 1:
            domain["name"] = " / ".join(path)
    return found


def _weights_stand(domains: dict[Path, dict[str, Any]]) -> bool:
    weights = [domain.get("weight") for domain in domains.values()]
    numbers = [weight for weight in weights if isinstance(weight, int | float)]
    return len(numbers) == len(weights) and abs(sum(numbers) - 100) <= WEIGHT_TOLERANCE


def _weigh_by_questions(bank: PortableBank, domains: dict[Path, dict[str, Any]]) -> None:
    """As the other program counts: every question alike. Two decimals, and the last domain takes what is left."""
    counts = Counter(question.path for question in bank.questions)
    left = 100.0
    for number, (path, domain) in enumerate(domains.items()):
        last = number == len(domains) - 1
        domain["weight"] = left if last else round(100 * counts[path] / max(1, counts.total()), 2)
        left = round(left - domain["weight"], 2)


def _supposed(bank: PortableBank, name: str) -> dict[str, Any]:
    stem = PurePosixPath(name).name.split(".", 1)[0]
    tops = {category.path[0] for category in bank.categories if len(category.path) > 1}
    title = next(iter(tops)) if len(tops) == 1 else stem
    slug = slugify(title.replace("đ", "d").replace("Đ", "D")).replace("_", "-") or slugify(stem) or "bank"
    data = {
        "title": title[:200] or stem,
        "slug": "-".join(part for part in slug.split("-") if part)[:100].strip("-"),
        "duration_minutes": min(LONGEST_EXAM, max(1, MINUTES_PER_QUESTION * len(bank.questions))),
        "passing_score": PASSING_SCORE,
    }
    return data if bank.shuffled else data | {"shuffle_options": False}


def _supposing(data: dict[str, Any]) -> Problem:
    expected = _("a title, an address, minutes and a passing score")
    got = _("none, so “%(title)s”, %(slug)s, %(minutes)d minutes and %(score)d %%") % {
        "title": data["title"],
        "slug": data["slug"],
        "minutes": data["duration_minutes"],
        "score": data["passing_score"],
    }
    return Problem("", expected, got, _("To set them, export the bank as JSON and change them there."))


def _ids(questions: list[PortableQuestion]) -> list[int | str]:
    """Their own, and for those without one the next number that is free."""
    own = [_own_id(question) for question in questions]
    taken = {str(id_) for id_ in own if id_ is not None}
    numbers = (number for number in range(1, 10**6) if str(number) not in taken)
    return [next(numbers) if id_ is None else id_ for id_ in own]


def _own_id(question: PortableQuestion) -> int | str | None:
    if question.id:
        return int(question.id) if WHOLE.fullmatch(question.id) else question.id
    noted = question.note.get("id")
    return noted if isinstance(noted, int | str) and not isinstance(noted, bool) else None


def _question(question: PortableQuestion, id_: int | str, domain: str) -> dict[str, Any]:
    texts = Inward(question.note)
    html, code = split_code(question.html)
    data: dict[str, Any] = {"id": id_, "domain": domain, "question": texts.take("question", html, "block")}
    if written := texts.take("code", code, "code"):
        data["code"] = written
    data |= _answer(question, texts)
    if question.hints:
        data["hints"] = [texts.take(f"hints[{number}]", hint, "block") for number, hint in enumerate(question.hints)]
    if explanation := _explanation(question, data, texts):
        data["explanation"] = explanation
    fields = question.note.get("fields")
    return data | ({name: fields[name] for name in fields if name not in CARRIED} if isinstance(fields, dict) else {})


def _answer(question: PortableQuestion, texts: Inward) -> dict[str, Any]:
    if question.kind == "numeric":
        more = question.note.get("numeric")
        numeric = {"value": _number(question.value), "tolerance": _number(question.tolerance or "0")}
        unit = texts.take("unit", question.unit, "plain")
        return {"numeric": numeric | (more if isinstance(more, dict) else {}) | ({"unit": unit} if unit else {})}
    if question.kind == "order":
        steps = enumerate(question.steps)
        return {"order": [texts.take(f"order[{number}]", step, "inline") for number, step in steps]}
    options = [
        texts.take(f"options[{number}]", choice.html, "inline") for number, choice in enumerate(question.choices)
    ]
    right = [number for number, choice in enumerate(question.choices) if choice.percent > 0]
    if question.kind == "multiple":
        return {"options": options, "correct": right}
    best = max(question.choices, key=lambda choice: choice.percent, default=None)
    return {"options": options} | ({"correct": question.choices.index(best)} if best and best.percent > 0 else {})


def _number(text: str) -> int | float | str:
    """What is no number stays as it is, for the check to name."""
    try:
        return int(text) if text.strip().removeprefix("-").isdecimal() else float(text)
    except ValueError:
        return text


def _explanation(question: PortableQuestion, data: dict[str, Any], texts: Inward) -> str:
    why = texts.take("explanation", question.explanation, "block")
    said = {
        number: text
        for number, choice in enumerate(question.choices)
        if (text := texts.take(f"feedback[{number}]", choice.feedback, "block"))
    }
    if question.feedback:
        why = "\n\n".join(part for part in (why, texts.take("feedback", question.feedback, "block")) if part)
    correct = data.get("correct", [])
    right = correct if isinstance(correct, list) else [correct]
    wrong = [number for number in range(len(question.choices)) if number not in right]
    if said and list(said) == wrong:
        return joined(why, list(said.values()))
    # Feedback to some of the options only, or to the right ones: named by the option, so that it can be followed.
    return joined(why, [f"{data['options'][number]}: {text}" for number, text in said.items()])


def true_and_false(language: str) -> tuple[str, str]:
    """The options of a question that the other program does not word itself."""
    with translation.override(language):
        return _("True"), _("False")


def unsupported(line: int, kind: str, name: str) -> Problem:
    """The warning about a question that has to be left out."""
    expected = _("one or several right options, a number, or steps to put in order")
    got = f"{kind} {shown(name)}"
    return Problem(_("line %d") % line, expected, got, _("The question is left out; ask it in another way."))
