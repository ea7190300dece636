"""What a bank gives away by its form: the letter of the key, its length, and options about other options."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.linting.findings import Finding, Severity
from content.linting.guessers import Guesser
from content.linting.wording import numbers
from content.marking import mark
from content.problems import json_path, shown
from content.questions import BankDocument

LUCK = 0.01  # a rule that is right more often than chance allows in one bank of a hundred is no luck
LITTLE_LUCK = 0.05
NEVER = 4.5  # so many keys expected at a letter and none there: luck does that in a bank of a hundred
ALWAYS = "always-"
MOST_WORDS = 10  # "none of these" opens many a long option that is about something else
THINGS = re.compile(r"\bthem\W*$")  # "none of them": of the options, or of what the question is about
CHOICE = r"(?:đáp án|phương án|lựa chọn|câu trả lời|câu|ý|khẳng định|phát biểu|điều)"
ABOUT_OTHERS = re.compile(
    r"(?:all|none|any|both|neither|either|two|some)\b.*"
    r"(?:\b(?:above|below|options|answers|choices)\b|\bof (?:these|them)(?:\s+(?:is|are)\b.*)?\W*$)"
    r"|(?:both\s+|cả\s+)?\(?[a-h]\)?(?:\s*,\s*\(?[a-h]\)?)*\s*(?:,\s*)?(?:and|or|&|và|hoặc)\s*\(?[a-h]\)?"
    r"(?:\s+(?:are\s+)?(?:both\s+)?(?:right|correct|true|đều đúng|đúng))?\W*$"
    rf"|(?:tất cả|toàn bộ|mọi)\s+(?:(?:các|những)\s+)?(?:{CHOICE}\b.*(?:trên|đúng|sai)|đều\s+(?:đúng|sai))"
    rf"|cả\s+(?:hai|ba|bốn|năm)\s+(?:{CHOICE}\b|đều\s+(?:đúng|sai))"
    rf"|không\s+(?:có\s+)?(?:{CHOICE}\s+nào\b|cái nào ở trên|gì ở trên)",
    re.IGNORECASE,
)

_LOOKS = {
    "longest": (
        gettext_lazy("The longest option is the right one in %(hits)d of %(tries)d questions."),
        gettext_lazy("Shorten the right options, or give the wrong ones as much detail."),
    ),
    "shortest": (
        gettext_lazy("The shortest option is the right one in %(hits)d of %(tries)d questions."),
        gettext_lazy("Give the right options as much detail as the wrong ones."),
    ),
    "odd-one-out": (
        gettext_lazy("The odd one out is the right one in %(hits)d of %(tries)d questions."),
        gettext_lazy("Let wrong options share no more words with one another than with the right one."),
    ),
    "middle-number": (
        gettext_lazy("The middle number is the right one in %(hits)d of %(tries)d questions."),
        gettext_lazy("Let the right number be the smallest or the largest as often as another."),
    ),
}


def passing_guessers(document: BankDocument, table: list[Guesser]) -> Iterator[Finding]:
    for guesser in table:
        if not guesser.passes:
            continue
        words = {
            "name": guesser.name,
            "percent": guesser.percent,
            "passing": document.passing_score,
            "share": guesser.share,
        }
        what = _(
            "A guesser who %(name)s scores %(percent)g\xa0%% and passes at %(passing)d\xa0%% "
            "(%(share)g\xa0%% of the questions right)."
        )
        why = _("Whoever passes need not have learnt anything.")
        remedy = _("Rewrite the options that give it.")
        if _is_letter(guesser):
            why, remedy = _with_shuffling(document, why), _("Move the right options to other letters.")
        check = f"passes-{guesser.rule}"
        yield Finding(_passing_severity(document, guesser), check, "$.passing_score", what % words, why, remedy)


def letters(document: BankDocument, table: list[Guesser]) -> Iterator[Finding]:
    """The share of each letter among the keys of questions with one right option."""
    every = [guesser for guesser in table if _is_letter(guesser)]
    shares = ", ".join(f"{_letter(guesser)} {guesser.hits}" for guesser in every)
    why = _with_shuffling(document, _("Whoever notices it answers by the letter."))
    remedy = _("Spread the right options evenly over the letters.")
    for guesser in every:
        words = {"letter": _letter(guesser), "hits": guesser.hits, "tries": guesser.tries, "shares": shares}
        if guesser.luck < LUCK:
            what = _("%(letter)s is right in %(hits)d of %(tries)d questions (%(shares)s).") % words
            yield Finding(Severity.WARNING, "letter-share", "$.questions", what, why, remedy)
        elif not guesser.hits and guesser.expected > NEVER:
            what = _("%(letter)s is right in none of %(tries)d questions (%(shares)s).") % words
            yield Finding(Severity.WARNING, "letter-share", "$.questions", what, why, remedy)


def lengths_and_looks(document: BankDocument, table: list[Guesser]) -> Iterator[Finding]:
    """Rules that look at the options alone and hit more often than luck explains."""
    for guesser in table:
        if guesser.luck >= LITTLE_LUCK or _is_letter(guesser):
            continue
        what, remedy = _LOOKS[guesser.rule]
        severity = Severity.WARNING if guesser.luck < LUCK else Severity.NOTE
        why = _("Luck alone gives %.1f; the rest is read off the form, not known.") % guesser.expected
        text = str(what) % {"hits": guesser.hits, "tries": guesser.tries}
        yield Finding(severity, f"{guesser.rule}-is-right", "$.questions", text, why, str(remedy))


def options_about_options(document: BankDocument) -> Iterator[Finding]:
    for index, question in enumerate(document.questions):
        for number, option in enumerate(question.options):
            if len(option.split()) <= MOST_WORDS and ABOUT_OTHERS.match(option.strip(" .*_")):
                what = _("The option %s speaks of the other options.") % shown(option)
                why = _("Whoever is sure of two options, or of one that is wrong, has the answer without the rest.")
                if document.shuffle_options:
                    why += " " + _("And options are shuffled: there is no “above”, and letters change.")
                remedy = _("Write an option of its own, or ask for every right one with a list as “correct”.")
                path = json_path(("questions", index, f"options[{number}]"))
                severity = Severity.NOTE if THINGS.search(option) else Severity.WARNING
                yield Finding(severity, "about-options", path, what, why, remedy)


def given_away(document: BankDocument) -> Iterator[Finding]:
    """A number to give that stands in the question itself."""
    for index, question in enumerate(document.questions):
        if question.numeric and any(mark(question, number) == 1 for number in numbers(question.question)):
            what = _("The question names the number that it asks for.")
            why = _("Whoever copies the numbers of the question is right.")
            remedy = _("Change the numbers, or ask for what has to be computed.")
            path = json_path(("questions", index, "question"))
            yield Finding(Severity.NOTE, "number-in-question", path, what, why, remedy)


def _passing_severity(document: BankDocument, guesser: Guesser) -> Severity:
    if guesser.luck >= LITTLE_LUCK:
        return Severity.NOTE  # so few questions that luck explains it
    return Severity.WARNING if _is_letter(guesser) and document.shuffle_options else Severity.SERIOUS


def _with_shuffling(document: BankDocument, why: str) -> str:
    if not document.shuffle_options:
        return why
    return f"{why} " + _("This site shuffles the options, but a print-out or another site shows them in this order.")


def _is_letter(guesser: Guesser) -> bool:
    return guesser.rule.startswith(ALWAYS)


def _letter(guesser: Guesser) -> str:
    return guesser.rule.removeprefix(ALWAYS).upper()
