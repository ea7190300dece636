"""What somebody scores who never read the lesson and answers by a rule.

A rule looks at a question as a student does, without the key, and names the answers that it finds equally good: none
where it has nothing to say, and then the question earns nothing. The bank's own marking does the rest.

- Always A, B, …: that option, as the file has them in order. Where several are to be ticked, that one alone.
- The longest, the shortest: the option that is longer or shorter than any other, as it stands on the page. Where
  several are to be ticked, the longer or shorter half; steps are put in the order of their length.
- The odd one out: the option that shares the fewest words with the others.
- The middle number: of options that are all numbers, the one in the middle (two, where their count is even). Of a
  question that asks for a number, the middle one of the numbers that it names itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from content.linting.wording import length, numbers, words
from content.marking import Given, mark, weigh
from content.questions import BankDocument, Question

Rule = Callable[[Question], list[Given]]
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NEGLIGIBLE = 1e-18


@dataclass(frozen=True)
class Guesser:
    """One rule, and how far it gets in one bank."""

    rule: str  # a fixed name for programs, such as "always-b"
    name: str
    says: int  # the number of questions for which the rule has an answer
    right: float  # of these; halves and quarters where marks are shared out
    questions: int
    percent: float  # the score by the bank's own marking, domains weighted
    passes: bool
    tries: int  # the questions with one right option for which it has an answer
    hits: int  # of these
    expected: float  # hits of somebody who takes any option
    luck: float  # how likely such a somebody is to hit as often

    @property
    def share(self) -> float:
        """The part of all the questions that it has right, in percent."""
        return round(100 * self.right / self.questions, 1)


def guessers(document: BankDocument) -> list[Guesser]:
    return [_play(document, slug, name, rule) for slug, name, rule in rules(document)]


def rules(document: BankDocument) -> Iterator[tuple[str, str, Rule]]:
    for number in range(max(len(question.options) for question in document.questions)):
        letter = LETTERS[number % len(LETTERS)]
        yield f"always-{letter.lower()}", _("always answers %s") % letter, always(number)
    yield "longest", _("takes the longest option"), longest
    yield "shortest", _("takes the shortest option"), shortest
    yield "odd-one-out", _("takes the odd one out"), odd_one_out
    yield "middle-number", _("takes the middle number"), middle_number


def expected_mark(question: Question, rule: Rule) -> Fraction | None:
    """The mean mark of the answers that the rule finds equally good; None where it has nothing to say."""
    answers = rule(question)
    return sum((mark(question, answer) for answer in answers), Fraction(0)) / len(answers) if answers else None


def always(number: int) -> Rule:
    def answer(question: Question) -> list[Given]:
        return [_ticked(question, [number])] if number < len(question.options) else []

    return answer


def longest(question: Question) -> list[Given]:
    return _by_length(question, -1)


def shortest(question: Question) -> list[Given]:
    return _by_length(question, 1)


def odd_one_out(question: Question) -> list[Given]:
    if len(question.options) < 3:
        return []
    sets = [set(words(option)) for option in question.options]
    shared = [sum(_likeness(one, other) for other in sets if other is not one) for one in sets]
    fewest = [number for number, value in enumerate(shared) if value == min(shared)]
    return [_ticked(question, fewest)] if len(fewest) == 1 else []


def middle_number(question: Question) -> list[Given]:
    if question.kind == "numeric":
        return [*_middle(sorted(numbers(question.question)))]
    values = [numbers(option) for option in question.options]
    if len(values) < 3 or any(len(found) != 1 for found in values):
        return []
    order = sorted(range(len(values)), key=lambda number: values[number])
    return [_ticked(question, [number]) for number in _middle(order)]


def _play(document: BankDocument, slug: str, name: str, rule: Rule) -> Guesser:
    marks = {str(question.id): expected_mark(question, rule) for question in document.questions}
    said = {key: earned for key, earned in marks.items() if earned is not None}
    score = weigh(document, said)
    hits, chances = _record(document, rule)
    return Guesser(
        rule=slug,
        name=name,
        says=len(said),
        right=float(sum(said.values(), Fraction(0))),
        questions=len(document.questions),
        percent=score.percent,
        passes=score.passed,
        tries=len(chances),
        hits=hits,
        expected=sum(chances),
        luck=_luck(hits, chances),
    )


def _record(document: BankDocument, rule: Rule) -> tuple[int, list[float]]:
    """How often the rule's answers hold the one right option, and how likely each was to."""
    hits, chances = 0, []
    for question in document.questions:
        answers = rule(question) if question.kind == "single" else []
        if answers:
            hits += any(answer in question.correct_options for answer in answers)
            chances.append(len(answers) / len(question.options))
    return hits, chances


def _luck(hits: int, chances: list[float]) -> float:
    """How likely it is to hit at least that often, each time with its own chance."""
    least, exactly = 0, [1.0]  # the chance of each number of hits, from `least` on
    for chance in chances:
        missed, hit = [*exactly, 0.0], [0.0, *exactly]
        exactly = [(1 - chance) * one + chance * other for one, other in zip(missed, hit, strict=True)]
        # What can hardly be is dropped: of thousands of questions only the middle is left to go on with.
        while exactly[0] < NEGLIGIBLE:
            del exactly[0]
            least += 1
        while exactly[-1] < NEGLIGIBLE:
            exactly.pop()
    return sum(exactly[max(0, hits - least) :])


def _by_length(question: Question, direction: int) -> list[Given]:
    texts = question.options or question.order
    order = sorted(range(len(texts)), key=lambda number: direction * length(texts[number]))
    if len(texts) < 2 or length(texts[order[0]]) == length(texts[order[1]]):
        return []
    if question.kind == "order":
        return [order]
    return [_ticked(question, order[: len(order) // 2] if question.kind == "multiple" else order[:1])]


def _ticked(question: Question, chosen: list[int]) -> Given:
    return sorted(chosen) if question.kind == "multiple" else chosen[0]


def _middle(ordered: list[Any]) -> list[Any]:
    return ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1]


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))
