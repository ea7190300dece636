"""Where students stand: the best result of each in every quiz and exercise, or the score that a teacher set instead."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from grader.models import Submission, SubmissionQuerySet
from quizzes.course import EXERCISE, QUIZ, Key
from quizzes.models import Attempt, AttemptQuerySet, Override, OverrideQuerySet


@dataclass(frozen=True)
class Standing:
    percent: float
    done: bool  # the quiz passed, the exercise accepted
    url: str  # of the attempt or the submission; of the item where there is neither
    override: Override | None = None  # where the score was set by somebody
    earned: float | None = None  # what it was set in the place of


def standings(
    user_ids: Collection[int],
    attempts: AttemptQuerySet | None = None,
    submissions: SubmissionQuerySet | None = None,
    overrides: OverrideQuerySet | None = None,
) -> dict[int, dict[Key, Standing]]:
    """By user, then by item, the best of all their work or of these rows; three queries for any number of users."""
    attempts = Attempt.objects.all() if attempts is None else attempts
    submissions = Submission.objects.all() if submissions is None else submissions
    found: dict[int, dict[Key, Standing]] = {user_id: {} for user_id in user_ids}
    best_attempts = attempts.best_per_bank(user_ids).values_list("user_id", "bank__slug", "score", "passed", "pk")
    for user_id, slug, score, passed, pk in best_attempts:
        found[user_id][QUIZ, slug] = Standing(score, passed, reverse("quizzes:attempt", args=[pk]))
    for best in submissions.best_per_exercise(user_ids):
        percent = 100 * best.score / best.max_score if best.max_score else 0.0
        url = reverse("grader:submission", args=[best.pk])
        found[best.user_id][EXERCISE, best.exercise] = Standing(percent, best.accepted, url)
    rows = (Override.objects.all() if overrides is None else overrides).filter(student__in=user_ids)
    for row in in_force(rows.holding()).values():
        found[row.student_id][row.key] = _set_to(row, found[row.student_id].get(row.key))
    return found


def in_force(rows: Iterable[Override]) -> dict[tuple[int, Key], Override]:
    """What holds for each student and item: in each class the newest row, and of several classes' the newest."""
    newest = {(row.cohort_id, row.student_id, row.key): row for row in sorted(rows, key=lambda row: row.pk)}
    standing = sorted((row for row in newest.values() if not row.is_withdrawal), key=lambda row: row.pk)
    return {(row.student_id, row.key): row for row in standing}


def _set_to(row: Override, earned: Standing | None) -> Standing:
    name = "quizzes:quiz" if row.kind == QUIZ else "grader:exercise"
    url = earned.url if earned else reverse(name, args=[row.slug])
    return Standing(row.percent or 0.0, row.passed, url, row, earned.percent if earned else None)
