"""Which corrections of questions hold for which attempts; nothing is written here.

An attempt is held to those of its student's classes at that time and of the site: on each question to the newest.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from content.questions import BankDocument, Question
from quizzes.models import Attempt, Cohort, Membership, QuestionCorrection

Kind = QuestionCorrection.Kind
Corrections = dict[str, QuestionCorrection]  # by question


class Rulings:
    """Of one bank, for any number of attempts. One query where nothing was corrected, two at most."""

    def __init__(
        self, bank_id: int, students: Collection[int] | QuerySet, proposed: QuestionCorrection | None = None
    ) -> None:
        """With what is only `proposed` as the newest."""
        self._rows = list(_rows(bank_id))
        if proposed is not None and proposed.pk is None:
            self._rows.append(proposed)
        self._classes = _classes(self._rows, students)
        self._found: dict[tuple[int, frozenset[int]], Corrections] = {}

    def of(self, attempt: Attempt, document: BankDocument) -> Corrections:
        cohorts = self._classes.get(attempt.user_id, [])
        covering = frozenset(cohort.pk for cohort in cohorts if cohort.covers(attempt.started_at))
        place = attempt.bank_version_id, covering
        if place not in self._found:
            rows = [row for row in self._rows if row.cohort_id is None or row.cohort_id in covering]
            self._found[place] = held(rows, document)
        return self._found[place]


def in_force(attempt: Attempt, document: BankDocument | None = None) -> Corrections:
    return Rulings(attempt.bank_id, [attempt.user_id]).of(attempt, document or attempt.document())


def of_class(cohort: Cohort, bank_id: int) -> list[QuestionCorrection]:
    """Those by which a class as a whole is looked at: its own and the site's, the newest last."""
    return list(_rows(bank_id).filter(Q(cohort=None) | Q(cohort=cohort)))


def of_site(bank_ids: Collection[int]) -> list[QuestionCorrection]:
    """Those that hold for everybody, the newest last."""
    rows = QuestionCorrection.objects.filter(bank__in=bank_ids, cohort=None)
    return list(rows.select_related("version").order_by("pk"))


def held(rows: Iterable[QuestionCorrection], document: BankDocument) -> Corrections:
    """The last row of each question, where this version asks what the row was made on."""
    found = {row.question: row for row in rows if _asks_the_same(document, row)}
    return {key: row for key, row in found.items() if row.kind != Kind.RESTORE}


def _rows(bank_id: int) -> QuerySet[QuestionCorrection]:
    return QuestionCorrection.objects.filter(bank=bank_id).select_related("version", "by").order_by("pk")


def _classes(rows: Iterable[QuestionCorrection], students: Collection[int] | QuerySet) -> dict[int, list[Cohort]]:
    """By student, of the classes that have corrected anything."""
    cohorts = {row.cohort_id for row in rows if row.cohort_id}
    found: dict[int, list[Cohort]] = defaultdict(list)
    if cohorts:
        members = Membership.objects.current().filter(cohort__in=cohorts, student__in=students)
        for one in members.select_related("cohort"):
            found[one.student_id].append(one.cohort)
    return found


def _asks_the_same(document: BankDocument, row: QuestionCorrection) -> bool:
    """Whether this version has the question that the row was made on, and its answer."""
    keys = [
        _key(question)
        for version in (document, row.version.document())
        for question in version.questions
        if str(question.id) == row.question
    ]
    return len(keys) == 2 and keys[0] == keys[1]


def _key(question: Question) -> tuple[Any, ...]:
    numeric = question.numeric
    number = (numeric.value, numeric.tolerance) if numeric else None
    return question.kind, question.correct_options, len(question.options), number, len(question.order)
