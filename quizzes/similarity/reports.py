"""What a class's instructor sees of it: the pairs of an exercise, and one pair with its shared parts marked."""

from dataclasses import dataclass

from django.db.models import QuerySet

from content.models import ExerciseText
from grader.models import Submission
from quizzes import classwork
from quizzes.models import Cohort
from quizzes.similarity.fingerprints import Place
from quizzes.similarity.pairs import Span, ranked, shared_spans

Parts = list[tuple[str, bool]]  # pieces of a line, each with whether the other program has it too


@dataclass(frozen=True)
class Couple:
    """Two students' programs."""

    one: Submission
    other: Submission
    likeness: float  # percent
    shared: int
    rarest: int


@dataclass(frozen=True)
class Line:
    number: int
    parts: Parts

    @property
    def is_shared(self) -> bool:
        return any(shared for _, shared in self.parts)


def compared(cohort: Cohort, exercise: str) -> QuerySet[Submission]:
    """The best submission of each of the class's students, handed in within its dates: one a student."""
    handed_in = classwork.submissions(cohort).filter(exercise=exercise)
    best = [row.pk for row in handed_in.best_per_exercise()]
    return Submission.objects.filter(pk__in=best).select_related("user").defer("verdict", "pictures")


def couples(cohort: Cohort, exercise: str) -> tuple[list[Couple], int]:
    """The pairs most alike first, and how many programs were compared."""
    rows = {row.pk: row for row in compared(cohort, exercise)}
    found = ranked({pk: row.source for pk, row in rows.items()}, given(exercise))
    report = [Couple(rows[pair.one], rows[pair.other], 100 * pair.likeness, pair.shared, pair.rarest) for pair in found]
    return report, len(rows)


def marked(one: Submission, other: Submission) -> tuple[list[Line], list[Line]]:
    """Both programs line by line, with what they share marked."""
    here, there = shared_spans(one.source, other.source, given(one.exercise))
    return _lines(one.source, here), _lines(other.source, there)


def given(exercise: str) -> list[str]:
    """What every student had before they wrote a line: the starter and the solutions, in every version and language."""
    item = ExerciseText.objects.filter(slug=exercise).first()
    if item is None:
        return []
    texts = item.versions.only("starter", "solutions")
    solutions = [solution["code"] for text in texts for solution in text.solutions]
    return list(dict.fromkeys([text.starter for text in texts] + solutions))


def _lines(source: str, spans: list[Span]) -> list[Line]:
    lines = source.split("\n")
    return [Line(number, _parts(number, text, spans)) for number, text in enumerate(lines, start=1)]


def _parts(number: int, text: str, spans: list[Span]) -> Parts:
    """A line cut where a span begins or ends in it; the indentation before a shared piece is nobody's."""
    indent = len(text) - len(text.lstrip())
    parts: Parts = []
    reached = 0
    for start, end in spans:
        if start[0] <= number <= end[0]:
            begin = max(reached, indent, _column(start, number, 0))
            stop = min(len(text), _column(end, number, len(text)))
            if stop > begin:
                parts += [(text[reached:begin], False), (text[begin:stop], True)]
                reached = stop
    return [(piece, shared) for piece, shared in [*parts, (text[reached:], False)] if piece]


def _column(place: Place, number: int, otherwise: int) -> int:
    return place[1] if place[0] == number else otherwise
