"""Setting a bad question right: who would gain and who would lose, and doing it.

A correction is a row; the scores of attempts that are over are counted again from their answers, and what each was
before is kept as a `Rescoring`. Attempts that are open are marked with it when they end: every attempt at the bank is
locked meanwhile, so each is either over and counted again, or ends later and reads the row.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from content.marking import Score
from content.models import Bank
from quizzes import audit, rescoring
from quizzes.models import Attempt, AttemptQuerySet, Change, Cohort, Membership, QuestionCorrection, Rescoring
from quizzes.rescoring import Corrections, Kind


@dataclass(frozen=True)
class Effect:
    attempt: Attempt
    after: Score

    @property
    def passes(self) -> bool:
        return self.after.passed and self.attempt.is_exam

    @property
    def gains(self) -> bool:
        return (self.passes, self.after.percent) > (self.attempt.passed, self.attempt.score or 0)


def holding(correction: QuestionCorrection) -> QuestionCorrection | None:
    """What this class, or the site, has said of the question so far."""
    rows = QuestionCorrection.objects.filter(
        cohort=correction.cohort, bank=correction.bank, question=correction.question
    ).select_related("version", "by")
    return rescoring.held(rows.order_by("pk"), correction.version.document()).get(correction.question)


def drops_the_last(correction: QuestionCorrection) -> bool:
    """Whether no question would be left to count."""
    if correction.kind != Kind.DROP:
        return False
    rows = QuestionCorrection.objects.filter(cohort=correction.cohort, bank=correction.bank).select_related("version")
    found = rescoring.held([*rows.order_by("pk"), correction], correction.version.document())
    return all(
        str(question.id) in found and found[str(question.id)].kind == Kind.DROP
        for question in correction.version.document().questions
    )


def preview(correction: QuestionCorrection) -> list[Effect]:
    """The finished attempts whose score would change, those who lose first."""
    found = [effect for attempt in _attempts(correction).closed() if (effect := _effect(attempt, correction))]
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
    return rows.select_related("user", "bank_version")


def _members(cohort: Cohort | None) -> Any:
    return Membership.objects.current().filter(cohort=cohort).values("student")


def _effect(attempt: Attempt, correction: QuestionCorrection) -> Effect | None:
    after = rescoring.score(attempt, _with(attempt, correction))
    effect = Effect(attempt, after)
    is_same = (after.percent, effect.passes) == (attempt.score, attempt.passed)
    return None if is_same else effect


def _with(attempt: Attempt, correction: QuestionCorrection) -> Corrections:
    """What holds for the attempt, with this one as the newest where its class covers it."""
    found = rescoring.in_force(attempt)
    if correction.pk or not _covers(correction, attempt) or not rescoring.asks_the_same(attempt.document(), correction):
        return found
    others = {key: row for key, row in found.items() if key != correction.question}
    return others | rescoring.held([correction], attempt.document())


def _covers(correction: QuestionCorrection, attempt: Attempt) -> bool:
    if correction.cohort_id is None:
        return True
    rows = Membership.objects.current().filter(cohort=correction.cohort, student=attempt.user_id)
    return rows.covering(attempt.started_at).exists()


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
