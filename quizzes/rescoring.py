"""What an attempt is worth once bad questions are set right; nothing is written here."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.db.models import Q

from content import marking
from content.questions import BankDocument, Question
from quizzes.models import Attempt, Membership, QuestionCorrection

Kind = QuestionCorrection.Kind
Corrections = dict[str, QuestionCorrection]  # by question


def in_force(attempt: Attempt) -> Corrections:
    """Of its student's classes at that time and of the site, the newest on each question."""
    covered = Membership.objects.current().filter(student=attempt.user_id).covering(attempt.started_at)
    rows = QuestionCorrection.objects.filter(
        Q(cohort=None) | Q(cohort__in=covered.values("cohort")), bank=attempt.bank_id
    )
    return held(rows.select_related("version", "by").order_by("pk"), attempt.document())


def held(rows: Iterable[QuestionCorrection], document: BankDocument) -> Corrections:
    """The last row of each question, where this version asks what the row was made on."""
    found = {row.question: row for row in rows if asks_the_same(document, row)}
    return {key: row for key, row in found.items() if row.kind != Kind.RESTORE}


def score(attempt: Attempt, corrections: Corrections) -> marking.Score:
    """A self-check is scored by what came to mind first, before any feedback."""
    given = attempt.given() if attempt.is_exam else {trial.question: trial.first for trial in attempt.trials.all()}
    document = attempt.document()
    questions = {str(question.id): question for question in document.questions}
    dropped = {key for key, row in corrections.items() if row.kind == Kind.DROP}
    counted = [question for key, question in questions.items() if key not in dropped]
    marks = {key: mark(question, given.get(key), corrections.get(key)) for key, question in questions.items()}
    return marking.weigh(document.model_copy(update={"questions": counted}), marks)


def mark(question: Question, given: Any, correction: QuestionCorrection | None = None) -> Fraction:
    """Where several options are right instead of one, each of them is."""
    if correction is None or correction.kind == Kind.DROP:
        return marking.mark(question, given)
    if correction.kind == Kind.CREDIT:
        return Fraction(1)
    if question.kind == "single":
        return Fraction(type(given) is int and given in correction.key)
    return marking.mark(rekeyed(question, correction), given)


def rekeyed(question: Question, correction: QuestionCorrection | None) -> Question:
    """The question with its new key, where it has one."""
    if correction is None or correction.kind != Kind.REKEY:
        return question
    if question.numeric:
        return question.model_copy(update={"numeric": question.numeric.model_copy(update=correction.key)})
    return question.model_copy(update={"correct": correction.key})


def asks_the_same(document: BankDocument, row: QuestionCorrection) -> bool:
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
