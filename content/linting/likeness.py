"""Questions that ask the same, and options that say the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from django.utils.translation import gettext as _

from content.linting.findings import Finding, Severity
from content.linting.wording import numbers, words
from content.problems import json_path, shown
from content.questions import BankDocument, Question

ALIKE = 0.85  # of the words of two questions, in their order
FEWEST_WORDS = 8  # "Which statement is true?" may stand over many questions
COMMON = 12  # a phrase in more questions than this is the house's manner of asking
PHRASE = 3  # words
SPACES = re.compile(r"[\s~.,;:!?]+|\\[,;:! ]")


def alike_questions(document: BankDocument) -> Iterator[Finding]:
    texts = [_everything(question) for question in document.questions]
    for first, second in _candidates(texts):
        if _alike(document.questions[first], document.questions[second], texts[first], texts[second]):
            what = _("Asks nearly the same as the question “%s”.") % document.questions[first].id
            why = _("Whoever knows one knows both, and the domain counts it twice.")
            remedy = _("Ask for something else in one of them, or remove it.")
            path = json_path(("questions", second))
            yield Finding(Severity.WARNING, "alike-questions", path, what, why, remedy)


def alike_options(document: BankDocument) -> Iterator[Finding]:
    for index, question in enumerate(document.questions):
        field, texts = ("order", question.order) if question.order else ("options", question.options)
        for first, second in combinations(range(len(texts)), 2):
            if _same(texts[first], texts[second]):
                what = _("%(second)s says the same as %(first)s.") % {
                    "first": shown(texts[first]),
                    "second": shown(texts[second]),
                }
                why = _("Of two options that say the same neither can be the only right one, so both are crossed out.")
                remedy = _("Reword or replace one of them.")
                path = json_path(("questions", index, f"{field}[{second}]"))
                yield Finding(Severity.WARNING, "alike-options", path, what, why, remedy)


def _everything(question: Question) -> list[str]:
    numeric = str(question.numeric.value) if question.numeric else ""
    return words(" ".join([question.question, question.code, *sorted(question.options), *question.order, numeric]))


def _candidates(texts: list[list[str]]) -> list[tuple[int, int]]:
    """Pairs that share a good part of their phrases: comparing every pair word by word would take too long."""
    phrases = [{tuple(text[at : at + PHRASE]) for at in range(max(1, len(text) - PHRASE + 1))} for text in texts]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, found in enumerate(phrases):
        for phrase in found:
            where[phrase].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        shared.update(combinations(places[: COMMON + 1], 2))
    return sorted(pair for pair, count in shared.items() if 4 * count >= min(len(phrases[number]) for number in pair))


def _alike(one: Question, other: Question, one_text: list[str], other_text: list[str]) -> bool:
    if _numbers(one_text) != _numbers(other_text):
        return False  # the same to be computed of other values is practice
    stems = words(f"{one.question} {one.code}"), words(f"{other.question} {other.code}")
    if min(map(len, stems)) >= FEWEST_WORDS and _ratio(*stems) >= ALIKE:
        return True
    return _ratio(one_text, other_text) >= ALIKE


def _numbers(text: list[str]) -> list[str]:
    return sorted(word for word in text if word[0].isdecimal())


def _ratio(one: list[str], other: list[str]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _same(one: str, other: str) -> bool:
    if _bare(one) == _bare(other):
        return True
    values = [numbers(text) for text in (one, other)]
    alone = all(re.fullmatch(r"\$?\s*[-−]?[\d.]+\s*\$?", text.strip()) for text in (one, other))
    return (alone and values[0] == values[1] != []) or _slip_apart(words(one), words(other))


def _bare(text: str) -> str:
    """Without the marks that make no difference to what is said."""
    return SPACES.sub("", text.lower()).strip("$`*_")


def _slip_apart(one: list[str], other: list[str]) -> bool:
    """All words but one the same, and that one differs by its ending: "the mean of batches", "the mean of batch"."""
    if len(one) != len(other) or len(one) < 4:
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(apart) != 1:
        return False
    short, long = sorted(apart[0], key=len)
    return len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 2
