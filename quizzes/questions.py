"""Setting a bad question right: who would gain and who would lose, and doing it.

A correction is a row; the scores of attempts that are over are counted again from their answers, and what each was
before is kept as a `Rescoring`. Attempts that are open are marked with it when they end: every attempt at the bank is
locked meanwhile, so each is either over and counted again, or ends later and reads the row.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from content.marking import Score
from content.models import Bank, BankVersion
from quizzes import audit, rescoring, rulings
from quizzes.models import Attempt, AttemptQuerySet, Change, Cohort, Membership, QuestionCorrection, Rescoring
from quizzes.rulings import Corrections, Kind, Rulings


@dataclass(frozen=True)
class Effect:
    attempt: Attempt
    after: Score

    @property
    def passes(self) -> bool:
        return self.after.passed and self.attempt.is_exam

    @property
    def changes(self) -> bool:
        return (self.after.percent, self.passes) != (self.attempt.score, self.attempt.passed)

    @property
    def gains(self) -> bool:
        return (self.passes, self.after.percent) > (self.attempt.passed, self.attempt.score or 0)


def said(cohort: Cohort | None, version: BankVersion) -> Corrections:
    """What this class, or the site, has said so far of the questions of a version; one query."""
    return rulings.held(_said(cohort, version), version.document())


def holding(correction: QuestionCorrection) -> QuestionCorrection | None:
    """What this class, or the site, has said of the question so far."""
    return said(correction.cohort, correction.version).get(correction.question)


def drops_the_last(correction: QuestionCorrection) -> bool:
    """Whether no question would be left to count."""
    if correction.kind != Kind.DROP:
        return False
    document = correction.version.document()
    found = rulings.held([*_said(correction.cohort, correction.version), correction], document)
    return all(rescoring.is_dropped(found.get(str(question.id))) for question in document.questions)


def preview(correction: QuestionCorrection) -> list[Effect]:
    """The finished attempts whose score would change, those who lose first; six queries for any number of them."""
    attempts = _attempts(correction).closed()
    versions = BankVersion.objects.filter(pk__in=attempts.values("bank_version"))
    documents = {version.pk: version.document() for version in versions}
    given, rules = rescoring.counted_answers(attempts), Rulings(correction.bank_id, attempts.values("user"), correction)
    found = []
    for attempt in attempts:
        document = documents[attempt.bank_version_id]
        effect = Effect(attempt, rescoring.weigh(document, given[attempt.pk], rules.of(attempt, document)))
        if effect.changes:
            found.append(effect)
    return sorted(found, key=lambda one: (one.gains, one.attempt.user.get_username(), one.attempt.pk))


def accept(correction: QuestionCorrection) -> int | None:
    """Write the row and count again. Returns how many scores changed; None where just this holds already."""
    with transaction.atomic():
        Bank.objects.select_for_update().get(pk=correction.bank_id)
        before = holding(correction)
        if _same(before, correction):
            return None
        list(_attempts(correction).select_for_update(of=("self",)).values_list("pk"))
        correction.save()
        _note(correction, before)
        effects = preview(correction)
        Change.objects.bulk_create([_rescored(effect, correction) for effect in effects])
    return len(effects)


def _attempts(correction: QuestionCorrection) -> AttemptQuerySet:
    rows = Attempt.objects.filter(bank=correction.bank)
    if correction.cohort_id:
        rows = rows.filter(user__in=_members(correction.cohort))
    return rows.select_related("user")


def _members(cohort: Cohort | None) -> Any:
    return Membership.objects.current().filter(cohort=cohort).values("student")


def _said(cohort: Cohort | None, version: BankVersion) -> QuerySet[QuestionCorrection]:
    rows = QuestionCorrection.objects.filter(cohort=cohort, bank=version.item_id)
    return rows.select_related("version", "by").order_by("pk")


def _same(before: QuestionCorrection | None, correction: QuestionCorrection) -> bool:
    if before is None:
        return correction.kind == Kind.RESTORE
    return (before.kind, before.key, before.reason) == (correction.kind, correction.key, correction.reason)


def _note(correction: QuestionCorrection, before: QuestionCorrection | None) -> None:
    kind = Change.Kind.QUESTION_RESTORED if correction.kind == Kind.RESTORE else Change.Kind.QUESTION
    audit.note(
        kind,
        correction.by,
        correction.target,
        cohort=correction.cohort,
        before=before.as_row() if before else None,
        after=correction.as_row(),
        reason=correction.reason,
    )


def _rescored(effect: Effect, correction: QuestionCorrection) -> Change:
    """Write the new score beside the old one."""
    attempt = effect.attempt
    before = {"score": attempt.score, "passed": attempt.passed, "domains": attempt.domains}
    domains = [asdict(domain) for domain in effect.after.domains]
    after = {"score": effect.after.percent, "passed": effect.passes, "domains": domains}
    Rescoring.objects.create(attempt=attempt, correction=correction, before=before, after=after)
    Attempt.objects.filter(pk=attempt.pk).update(**after)
    return audit.line(
        Change.Kind.RESCORED,
        correction.by,
        f"attempt:{attempt.pk}",
        cohort=correction.cohort,
        student=attempt.user,
        before={"percent": before["score"], "passed": before["passed"]},
        after={"percent": after["score"], "passed": after["passed"]},
        reason=correction.reason,
    )
