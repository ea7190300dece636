"""What answers are worth once bad questions are set right; nothing is written here."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from content import marking
from content.explanations import Explanation
from content.models import BankVersion
from content.questions import BankDocument, Question
from content.selfchecks import Questions
from quizzes.models import Answer, Attempt, AttemptQuerySet, QuestionCorrection, Trial
from quizzes.rulings import Corrections, Kind, held, of_site


def score(attempt: Attempt, corrections: Corrections) -> marking.Score:
    """A self-check is scored by what came to mind first, before any feedback."""
    given = attempt.given() if attempt.is_exam else {trial.question: trial.first for trial in attempt.trials.all()}
    return weigh(attempt.document(), given, corrections)


def weigh(document: BankDocument, given: Mapping[str, Any], corrections: Corrections) -> marking.Score:
    """The score of these answers, keyed by question."""
    questions = {str(question.id): question for question in document.questions}
    counted = [question for key, question in questions.items() if not is_dropped(corrections.get(key))]
    marks = {key: mark(question, given.get(key), corrections.get(key)) for key, question in questions.items()}
    return marking.weigh(document.model_copy(update={"questions": counted}), marks)


def counted_answers(attempts: AttemptQuerySet) -> dict[int, dict[str, Any]]:
    """What `score` goes by, of many attempts; two queries."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    answers = Answer.objects.filter(attempt__in=attempts.exams().values("pk"))
    for attempt, question, given in answers.values_list("attempt", "question", "given"):
        found[attempt][question] = given
    self_checks = attempts.filter(purpose=Attempt.Purpose.SELF_CHECK)
    for trial in Trial.objects.filter(attempt__in=self_checks.values("pk")):
        found[trial.attempt_id][trial.question] = trial.first
    return found


def mark(question: Question, given: Any, correction: QuestionCorrection | None = None) -> Fraction:
    """Where several options are right instead of one, each of them is. A dropped one is marked as the bank has it."""
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
    key = correction.key[0] if question.kind == "single" and len(correction.key) == 1 else correction.key
    return question.model_copy(update={"correct": key})


def explanation(question: Question, correction: QuestionCorrection | None) -> Explanation:
    """As the bank has it, but for its words against options that are right by now."""
    told, right = Explanation.of(question), rekeyed(question, correction).correct_options
    return Explanation(told.why, {index: note for index, note in told.notes.items() if index not in right})


def for_everybody(banks: Collection[BankVersion]) -> Questions:
    """What lessons ask, by the site's corrections; one query. What is left with no one right answer is not asked."""
    rows, found = of_site([bank.item_id for bank in banks]), {}
    for bank in banks:
        document = bank.document()
        corrections = held([row for row in rows if row.bank_id == bank.item_id], document)
        for question in document.questions:
            amended = _amended(question, corrections.get(str(question.id)))
            if amended:
                found[bank.item.slug, str(question.id)] = amended
    return found


def _amended(question: Question, correction: QuestionCorrection | None) -> Question | None:
    """With its new key, and the reason for it in the place of what explained the old one."""
    if correction is None:
        return question
    new = rekeyed(question, correction)
    if correction.kind != Kind.REKEY or new.kind != question.kind:
        return None
    return new.model_copy(update={"explanation": correction.reason})


def is_dropped(correction: QuestionCorrection | None) -> bool:
    return correction is not None and correction.kind == Kind.DROP
