"""Where students stand: the best result of each in every quiz and exercise."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from grader.models import Submission, SubmissionQuerySet
from quizzes.course import EXERCISE, QUIZ, Key
from quizzes.models import Attempt, AttemptQuerySet


@dataclass(frozen=True)
class Standing:
    percent: float
    done: bool  # the quiz passed, the exercise accepted
    url: str  # of the attempt or the submission


def standings(
    user_ids: Collection[int],
    attempts: AttemptQuerySet | None = None,
    submissions: SubmissionQuerySet | None = None,
) -> dict[int, dict[Key, Standing]]:
    """By user, then by item, the best of all their work or of these rows; two queries for any number of users."""
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
    return found
