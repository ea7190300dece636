"""What a student reads after answering: is there an explanation, and does it speak of the right answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from content.linting.findings import Finding, Severity
from content.linting.wording import numbers, words
from content.marking import mark
from content.problems import json_path, shown
from content.questions import BankDocument, Question

STEM = 4  # letters: "mean" and "means" are one word
MOST_SILENT = 0.25
LETTER = re.compile(r"\b(?:[Oo]ption|[Aa]nswer|[Cc]hoice|[Đđ]áp án|[Pp]hương án|[Cc]âu)\s+\(?[A-H]\)?(?![\w'’])")


def explanations(document: BankDocument) -> Iterator[Finding]:
    silent = {index for index, question in enumerate(document.questions) if not mentions_key(question)}
    # A paraphrase here and there is good style; where it is many, explanations and keys have slipped apart.
    unmentioned = Severity.WARNING if len(silent) > MOST_SILENT * len(document.questions) else Severity.NOTE
    for index, question in enumerate(document.questions):
        path = json_path(("questions", index, "explanation"))
        if not question.explanation.strip():
            what, why = _("There is no explanation."), _("Whoever is wrong does not learn why.")
            remedy = _("Write why the answer is right, and what each wrong option overlooks.")
            yield Finding(Severity.WARNING, "no-explanation", path, what, why, remedy)
        elif index in silent:
            what = _("The explanation does not mention the right answer, %s.") % _key(question)
            why = _("It may belong to another question or to a key that has changed since.")
            remedy = _("Check the key, then name the right answer in its explanation.")
            yield Finding(unmentioned, "key-not-mentioned", path, what, why, remedy)
        if document.shuffle_options and (named := LETTER.search(question.explanation)):
            what = _("The explanation names an option by its letter: %s.") % shown(named[0])
            why = _("Options are shuffled, so each student sees other letters.")
            remedy = _("Name the option by its words, or set “shuffle_options” to false.")
            yield Finding(Severity.WARNING, "names-a-letter", path, what, why, remedy)


def mentions_key(question: Question) -> bool:
    """Whether a word of the right answer stands in the explanation; of a number, one within its tolerance.

    Of an order, and where there is no explanation, nothing is asked.
    """
    if not question.explanation.strip():
        return True
    if question.numeric:
        return any(mark(question, number) == 1 for number in numbers(question.explanation))
    key = [_stems(question.options[number]) for number in question.correct_options]
    said = _stems(question.explanation)
    return all(not stems or stems & said for stems in key)


def _stems(text: str) -> set[str]:
    """Words cut short, and numbers by their value."""
    return {f"{float(word):g}" if word[0].isdecimal() else word[:STEM] for word in words(text)}


def _key(question: Question) -> str:
    if question.numeric:
        return f"{question.numeric.value:g}"
    return ", ".join(shown(question.options[number]) for number in sorted(question.correct_options))
