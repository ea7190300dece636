"""Everything that the linter says of one bank; a pure function of the document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from content.linting import explaining, likeness, reading, tells
from content.linting.findings import Finding, Severity
from content.linting.guessers import Guesser, guessers
from content.linting.reading import Reading
from content.problems import json_path
from content.questions import BankDocument, Part

ORDER = list(Severity)


@dataclass(frozen=True)
class Report:
    slug: str
    title: str
    passing_score: int
    guessers: list[Guesser]
    reading: Reading
    findings: list[Finding]  # the most serious first

    def as_data(self) -> dict[str, Any]:
        measured = {
            "words_per_sentence": self.reading.words_per_sentence,
            "letters_per_word": self.reading.letters_per_word,
        }
        return {
            "slug": self.slug,
            "title": self.title,
            "passing_score": self.passing_score,
            "guessers": [asdict(guesser) | {"share": guesser.share} for guesser in self.guessers],
            "reading": asdict(self.reading) | measured,
            "findings": [asdict(finding) for finding in self.findings],
        }


def lint(document: BankDocument) -> Report:
    table = guessers(document)
    found = [
        *tells.passing_guessers(document, table),
        *tells.letters(document, table),
        *tells.lengths_and_looks(document, table),
        *tells.options_about_options(document),
        *tells.given_away(document),
        *likeness.alike_questions(document),
        *likeness.alike_options(document),
        *explaining.explanations(document),
        *reading.long_sentences(document),
        *_unknown_fields(document),
    ]
    found.sort(key=lambda finding: ORDER.index(finding.severity))
    return Report(document.slug, document.title, document.passing_score, table, reading.reading(document), found)


def _unknown_fields(document: BankDocument) -> list[Finding]:
    """Unknown fields are kept, which hides a slip of the pen: "explantion" is an explanation that nobody sees."""
    parts: list[tuple[tuple[int | str, ...], Part]] = [((), document)]
    parts += [(("domains", index), domain) for index, domain in enumerate(document.domains)]
    parts += [(("questions", index), question) for index, question in enumerate(document.questions)]
    found = []
    for path, part in parts:
        known = type(part).model_fields
        for name in part.model_extra or {}:
            if meant := get_close_matches(name, known, n=1, cutoff=0.75):
                what = _("The field “%(name)s” is not known; “%(meant)s” is.") % {"name": name, "meant": meant[0]}
                why, remedy = _("It is kept, and does nothing."), _("Correct its name.")
                found.append(Finding(Severity.WARNING, "unknown-field", json_path((*path, name)), what, why, remedy))
    return found
