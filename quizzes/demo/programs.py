"""Programs for the made-up students: the solutions of the library and the judge's own corpus of wrong ones.

Each is really judged, once, however many hand it in. The corpus lies with the tests, so this works in a checkout.
"""

import json
import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from content.models import ExerciseText
from grader.verdicts import SANDBOX_FAILED, Verdict

CORPUS = Path(settings.BASE_DIR) / "tests" / "submissions"
WRONG_EACH = 8
RARE_EACH = 4
A_FEW = 0.04  # of those who solve an exercise: they hand in a rare program


class NoPrograms(Exception):
    """What is missing, and what to do."""


@dataclass
class Shelf:
    """One exercise's programs. Some mistakes are made by many: the earlier in `wrong`, the likelier.

    A rare right program is handed in by two students and then by nobody else: a pair to be found.
    """

    right: list[Verdict] = field(default_factory=list)
    rare: list[Verdict] = field(default_factory=list)
    wrong: list[Verdict] = field(default_factory=list)
    sources: dict[int, str] = field(default_factory=dict)  # by id() of the verdict

    def source(self, verdict: Verdict) -> str:
        return self.sources[id(verdict)]

    def solution(self, rng: random.Random) -> Verdict:
        return self.rare.pop() if self.rare and rng.random() < A_FEW else rng.choice(self.right)

    def mistake(self, rng: random.Random) -> Verdict:
        return rng.choices(self.wrong, weights=[1 / rank for rank in range(1, len(self.wrong) + 1)])[0]


def shelves(exercises: list[str], rng: random.Random) -> dict[str, Shelf]:
    """Judge what the class will hand in. Raises NoPrograms."""
    if not CORPUS.is_dir():
        raise NoPrograms(f"expected the corpus of programs at {CORPUS}; run this in a checkout of the source")
    found: dict[str, Shelf] = defaultdict(Shelf)
    for exercise in exercises:
        right, rare, wrong = _solutions(exercise), _rare(exercise, rng), _wrong(exercise, rng)
        if not (right and wrong):
            counts = f"{len(right)} and {len(wrong)}"
            raise NoPrograms(f"expected solutions and wrong programs of {exercise}, found {counts}")
        shelf = found[exercise]
        for source in [*right, *rare, *wrong]:
            verdict = _judge(exercise, source)
            shelf.sources[id(verdict)] = source
            if not verdict.accepted:
                shelf.wrong.append(verdict)
            elif source in rare:
                shelf.rare += [verdict, verdict]
            else:
                shelf.right.append(verdict)
    return found


def _solutions(exercise: str) -> list[str]:
    text = ExerciseText.objects.get(slug=exercise).version_for("en")
    return [solution["code"] for solution in text.solutions]


def _rare(exercise: str, rng: random.Random) -> list[str]:
    found = sorted((CORPUS / exercise).glob("right-*/submission.py"))
    return [path.read_text() for path in rng.sample(found, min(RARE_EACH, len(found)))]


def _wrong(exercise: str, rng: random.Random) -> list[str]:
    """Of each misconception one program, in an order by chance; the more natural ones have one each anyway."""
    by_mistake: dict[str, list[str]] = defaultdict(list)
    for case in sorted((CORPUS / exercise).glob("wrong-*")):
        expected = json.loads((case / "expect.json").read_text())
        if expected.get("misconception"):
            by_mistake[expected["misconception"]].append((case / "submission.py").read_text())
    chosen = [rng.choice(sources) for sources in by_mistake.values()]
    rng.shuffle(chosen)
    return chosen[:WRONG_EACH]


def _judge(exercise: str, source: str) -> Verdict:
    from grader.grading import grade  # imports torch, which no other management command should wait for

    verdict = grade(exercise, source)
    if verdict.outcome == SANDBOX_FAILED:
        reason = (verdict.error or {}).get("message", "no reason given")
        raise NoPrograms(f"expected a sandbox to judge in: {reason} Ask `python -m grader doctor`.")
    return verdict
