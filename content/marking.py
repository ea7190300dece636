"""Marks for answers: pure functions of a question bank and what was answered.

The rules, all of them:
- One right option: 1 for it, 0 for any other.
- Several right options: each right option that is ticked adds 1/(number of right ones), each wrong one that is ticked
  takes off 1/(number of wrong ones), never below 0. So ticking everything earns 0, the same as ticking nothing.
- Steps in order: each pair of steps whose order matters adds 1/(number of such pairs) where the two stand the right way
  round, and takes off as much where they do not, never below 0. So every right order earns 1, an order with one pair of
  neighbours exchanged nearly as much, the reversed one 0, and an order at random on average little: 0.19 of 1 with four
  steps, 0.16 with five, 0.14 with six, where each pair matters.
- A number: 1 within the tolerance, its ends included, else 0. NaN is never right.
- No answer, or one that does not fit the question, is 0. There is no other penalty.
- A domain's score is the mean mark of its questions. The whole is the mean of the domains by their weights; the weight
  of a domain without questions is shared out among the others in proportion. Where no domain that has questions has
  any weight, they count alike.
- Percentages are rounded half up to one decimal, and the rounded number is what is held against the passing score:
  nobody fails with the very score that is asked for.

Marks are exact fractions, so that three thirds are a whole.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from content import orderings
from content.questions import BankDocument, LessonLink, Question

# An option's index, a number, several options' indices, or the steps' in the order given; counted as the bank does.
Given = int | float | list[int] | None
TENTH = Fraction(1, 10)


@dataclass(frozen=True)
class DomainScore:
    name: str
    percent: float
    share: float  # of the whole, in percent, after the weight of empty domains was shared out
    questions: int
    right: int  # answered fully right


@dataclass(frozen=True)
class Score:
    percent: float
    passed: bool
    domains: tuple[DomainScore, ...]  # weakest first; domains without questions are left out


def mark(question: Question, given: Any) -> Fraction:
    """The mark of one answer, from 0 to 1."""
    if question.kind == "numeric":
        return _mark_number(question, given)
    if question.kind == "multiple":
        return _mark_several(question, given)
    if question.kind == "order":
        return _mark_order(question, given)
    return Fraction(_is_index(given) and given in question.correct_options)


def score(document: BankDocument, answers: Mapping[str, Given]) -> Score:
    """The score of a set of answers, keyed by question id as a string."""
    questions = {str(question.id): question for question in document.questions}
    return weigh(document, {key: mark(question, answers.get(key)) for key, question in questions.items()})


def weigh(document: BankDocument, marks: Mapping[str, Fraction]) -> Score:
    """The score that marks make, keyed by question id as a string; a question without one counts as 0."""
    by_domain = _by_domain(document, marks)
    weights = _effective_weights(document, by_domain)
    whole = sum((_mean(by_domain[name]) * weight for name, weight in weights.items()), Fraction(0))
    percent = _percent(whole)
    domains = [
        DomainScore(
            name=name,
            percent=_percent(_mean(by_domain[name])),
            share=_percent(weight),
            questions=len(by_domain[name]),
            right=by_domain[name].count(Fraction(1)),
        )
        for name, weight in weights.items()
    ]
    return Score(percent, percent >= document.passing_score, tuple(sorted(domains, key=_weakest_first)))


def lessons_to_revisit(document: BankDocument, domains: Sequence[DomainScore]) -> list[LessonLink]:
    """The lessons of each domain below the passing score, weakest domain first, each lesson once."""
    links = {domain.name: domain.lessons for domain in document.domains}
    revisit: dict[str, LessonLink] = {}
    for domain in domains:
        if domain.percent < document.passing_score:
            for link in links.get(domain.name, []):
                revisit.setdefault(link.slug, link)
    return list(revisit.values())


def _by_domain(document: BankDocument, marks: Mapping[str, Fraction]) -> dict[str, list[Fraction]]:
    """The marks of each domain that has questions, in the bank's order of domains."""
    found: dict[str, list[Fraction]] = {domain.name: [] for domain in document.domains}
    for question in document.questions:
        found.setdefault(question.domain, []).append(marks.get(str(question.id), Fraction(0)))
    return {name: values for name, values in found.items() if values}


def _mark_several(question: Question, given: Any) -> Fraction:
    if not isinstance(given, list) or not all(_is_index(index) for index in given):
        return Fraction(0)
    right, ticked = question.correct_options, set(given)
    wrong = set(range(len(question.options))) - right
    if not right or not ticked <= right | wrong:
        return Fraction(0)
    earned = Fraction(len(ticked & right), len(right))
    lost = Fraction(len(ticked & wrong), len(wrong)) if wrong else Fraction(0)
    return max(Fraction(0), earned - lost)


def _mark_order(question: Question, given: Any) -> Fraction:
    pairs = orderings.required_pairs(question)
    if not pairs or not orderings.is_order(question, given):
        return Fraction(0)
    broken = len(orderings.broken_pairs(question, given))
    return max(Fraction(0), Fraction(len(pairs) - 2 * broken, len(pairs)))


def _mark_number(question: Question, given: Any) -> Fraction:
    numeric = question.numeric
    if numeric is None or isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return Fraction(0)
    return Fraction(abs(_exact(given) - _exact(numeric.value)) <= _exact(numeric.tolerance))


def _effective_weights(document: BankDocument, marks: Mapping[str, list[Fraction]]) -> dict[str, Fraction]:
    """Weights that add up to 1, over the domains that have questions."""
    written = {domain.name: _exact(domain.weight) for domain in document.domains}
    weights = {name: written.get(name, Fraction(0)) for name in marks}
    total = sum(weights.values())
    return {name: weight / total if total else Fraction(1, len(weights)) for name, weight in weights.items()}


def _weakest_first(domain: DomainScore) -> tuple[float, float]:
    return domain.percent, -domain.share


def _mean(marks: list[Fraction]) -> Fraction:
    return sum(marks, Fraction(0)) / len(marks)


def _percent(part: Fraction) -> float:
    return float(math.floor(part * 100 / TENTH + Fraction(1, 2)) * TENTH)


def _exact(number: float) -> Fraction:
    # By the digits as written: 0.4 is within 0.1 of 0.3, which binary floating point denies.
    return Fraction(repr(number))


def _is_index(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)
