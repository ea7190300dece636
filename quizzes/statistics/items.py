"""Classical item analysis of a bank's questions: pure functions of marks.

- *Difficulty* is the mean mark, from 0 (nobody right) to 1: what is hard has a low one.
- *Discrimination* is the corrected item-total correlation: Pearson's r between the marks of a question and each
  student's mean mark in all the others. Without the correction a question would correlate with itself.
- Both are kept back below FEWEST students. At 10 the standard error of a mean mark is still up to 0.16, and a
  correlation below 0.63 in size is within what chance gives (two-sided 5 %, t-test with 8 degrees of freedom); so a
  flag on discrimination waits until FEWEST_FOR_FLAGS, where that bound is 0.36.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

FEWEST = 10
FEWEST_FOR_FLAGS = 30
TOO_EASY, TOO_HARD = 0.95, 0.25
AGAINST, WEAK = 0.0, 0.15

Marks = Mapping[str, float]  # by question id, 0 to 1


class Flag(StrEnum):
    """What the figures suggest."""

    AGAINST = "against"  # the better students get it wrong
    RIVAL = "rival"  # the better students choose the same wrong option
    TOO_HARD = "too-hard"
    TOO_EASY = "too-easy"
    WEAK = "weak"  # says little about who knows the subject


@dataclass(frozen=True)
class Analysis:
    """One question. None is a figure that too few students stand behind, or that does not exist."""

    students: int
    difficulty: float | None
    discrimination: float | None


def analyse(question: str, everybody: Sequence[Marks]) -> Analysis:
    """`everybody` holds one student's marks each; whoever was not given this question is left out."""
    asked = [marks for marks in everybody if question in marks]
    if len(asked) < FEWEST:
        return Analysis(len(asked), None, None)
    own = [marks[question] for marks in asked]
    return Analysis(len(asked), fmean(own), _discrimination(question, asked))


def flag(analysis: Analysis, rival: bool = False) -> Flag | None:
    """The most serious one. `rival`: most of the best third chose one and the same wrong option."""
    if analysis.difficulty is None or analysis.students < FEWEST_FOR_FLAGS:
        return None
    r = analysis.discrimination
    if r is not None and r < AGAINST:
        return Flag.AGAINST
    if rival:
        return Flag.RIVAL
    if analysis.difficulty < TOO_HARD:
        return Flag.TOO_HARD
    if analysis.difficulty > TOO_EASY:
        return Flag.TOO_EASY
    return Flag.WEAK if r is not None and r < WEAK else None


def best_third(everybody: Sequence[Marks]) -> list[int]:
    """Places of the third with the highest mean marks, at least one; who stands equal stands in the order given."""
    order = sorted(range(len(everybody)), key=lambda place: -_mean(everybody[place]))
    return order[: math.ceil(len(everybody) / 3)]


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's r; None where one of the two does not vary."""
    mean_x, mean_y = fmean(xs), fmean(ys)
    dx, dy = [x - mean_x for x in xs], [y - mean_y for y in ys]
    size = math.sqrt(math.fsum(d * d for d in dx) * math.fsum(d * d for d in dy))
    return math.fsum(a * b for a, b in zip(dx, dy, strict=True)) / size if size > 1e-12 else None


def _discrimination(question: str, asked: Sequence[Marks]) -> float | None:
    others = [[mark for key, mark in marks.items() if key != question] for marks in asked]
    pairs = [(marks[question], fmean(rest)) for marks, rest in zip(asked, others, strict=True) if rest]
    if len(pairs) < FEWEST:
        return None
    return correlation([own for own, _ in pairs], [rest for _, rest in pairs])


def _mean(marks: Marks) -> float:
    return fmean(marks.values()) if marks else 0.0
