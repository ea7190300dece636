"""What a made-up student answers: right by ability, else what many others got wrong as well."""

import random

from content.marking import Given
from content.questions import Question
from quizzes.demo.people import Person


class Popular:
    """Each question's difficulty and the wrong answer that most of those who miss it give."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._known: dict[tuple[str, str], tuple[float, int]] = {}

    def of(self, bank: str, question: Question) -> tuple[float, int]:
        drawn = self._rng.gauss(-0.6, 0.9), self._rng.randrange(1 << 16)
        return self._known.setdefault((bank, str(question.id)), drawn)


def answer(person: Person, bank: str, question: Question, popular: Popular, rng: random.Random) -> Given:
    """In the bank's own numbering; None where the question is left out."""
    if rng.random() < 0.02:
        return None
    difficulty, lure = popular.of(bank, question)
    if person.succeeds(difficulty, rng):
        return right(question)
    return wrong(question, lure if rng.random() < 0.6 else rng.randrange(1 << 16))


def right(question: Question) -> Given:
    match question.kind:
        case "numeric":
            assert question.numeric
            return question.numeric.value
        case "order":
            return list(range(len(question.order)))
        case "multiple":
            return sorted(question.correct_options)
        case _:
            return next(iter(question.correct_options))


def wrong(question: Question, lure: int) -> Given:
    """The same for the same `lure`."""
    match question.kind:
        case "numeric":
            assert question.numeric
            number = question.numeric
            return number.value + (number.tolerance or 1) * (3 + lure % 3)
        case "order":
            steps = list(range(len(question.order)))
            place = lure % (len(steps) - 1)
            steps[place], steps[place + 1] = steps[place + 1], steps[place]
            return steps
        case "multiple":
            every = range(len(question.options))
            flipped = lure % len(every)
            return sorted(set(question.correct_options) ^ {flipped})
        case _:
            others = [index for index in range(len(question.options)) if index not in question.correct_options]
            return others[lure % len(others)]
