"""How hard a bank is to read, in a way that no language owns.

Formulas for English count syllables, which Vietnamese writes apart, one a word; so nothing here is a school grade.
Measured are the words to a sentence and the letters to a word, both as they stand between spaces, of all that a student
reads before answering: questions, options, steps. A formula counts as one word. Compare a bank with another in its own
language; a sentence that is too long for one breath is too long in any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.linting.findings import Finding, Severity
from content.problems import json_path
from content.questions import BankDocument, Question

LONGEST_SENTENCE = 40  # words
LONGEST_QUESTION = 120
FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
CODE = re.compile(r"`[^`\n]+`|^(```|~~~).*?^\1", re.DOTALL | re.MULTILINE)
SENTENCE = re.compile(r"(?<=[.!?…:;])\s+|\n\s*\n|\n(?=\s*[-*]\s)")
WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@dataclass(frozen=True)
class Reading:
    words: int
    sentences: int
    letters: int

    @property
    def words_per_sentence(self) -> float:
        return round(self.words / max(1, self.sentences), 1)

    @property
    def letters_per_word(self) -> float:
        return round(self.letters / max(1, self.words), 1)


def reading(document: BankDocument) -> Reading:
    found = [sentence for question in document.questions for sentence in _sentences(*_read_first(question))]
    every = [word for sentence in found for word in sentence]
    return Reading(len(every), len(found), sum(map(len, every)))


def long_sentences(document: BankDocument) -> Iterator[Finding]:
    for index, question in enumerate(document.questions):
        lengths = [len(sentence) for sentence in _sentences(question.question)]
        if max(lengths, default=0) > LONGEST_SENTENCE:
            what = _("A sentence of %(words)d words; more than %(limit)d are hard to follow.") % {
                "words": max(lengths),
                "limit": LONGEST_SENTENCE,
            }
        elif sum(lengths) > LONGEST_QUESTION:
            what = _("A question of %(words)d words; more than %(limit)d are much to keep in mind.") % {
                "words": sum(lengths),
                "limit": LONGEST_QUESTION,
            }
        else:
            continue
        why = _("It then measures reading, and those who read a second language lose most.")
        remedy = _("Say it in shorter sentences, or leave out what the answer does not need.")
        yield Finding(Severity.NOTE, "hard-to-read", json_path(("questions", index, "question")), what, why, remedy)


def _read_first(question: Question) -> list[str]:
    return [question.question, *question.options, *question.order]


def _sentences(*texts: str) -> list[list[str]]:
    found = []
    for text in texts:
        plain = CODE.sub(" code ", FORMULA.sub(" x ", text))
        found += [WORD.findall(sentence) for sentence in SENTENCE.split(plain)]
    return [sentence for sentence in found if sentence]
