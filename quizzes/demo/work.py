"""What a made-up student does for one item: attempts at a quiz, submissions for an exercise."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from content.models import BankVersion
from grader.models import HintSeen, Submission
from grader.verdicts import Verdict
from quizzes import attempts
from quizzes.demo.answers import Popular, answer
from quizzes.demo.people import Person
from quizzes.demo.programs import Shelf
from quizzes.models import Answer, Attempt

MOST_TRIES = 6


def begins(person: Person, due: datetime, rng: random.Random) -> datetime:
    return due - timedelta(days=person.promptness) + timedelta(hours=rng.uniform(-10, 10))


def take_quiz(
    user: User, person: Person, version: BankVersion, at: datetime, now: datetime, popular: Popular, rng: random.Random
) -> None:
    """Once, and again the next evening if it was not passed."""
    questions = version.document().questions
    for _ in range(2):
        if at >= now:
            return
        try:
            attempt = attempts.start(user, version, "page", now=at)
        except attempts.NotNow:
            return
        given = {str(one.id): answer(person, version.item.slug, one, popular, rng) for one in questions}
        minutes = version.duration_minutes * rng.uniform(0.4, 0.95)
        done = at + timedelta(minutes=minutes)
        attempts.save_answers(attempt, given, now=done)
        _spread_out(attempt, done, rng)
        attempts.submit(attempt, now=done)
        if attempt.passed or rng.random() > person.diligence:
            return
        at += timedelta(hours=rng.uniform(12, 30))


def _spread_out(attempt: Attempt, done: datetime, rng: random.Random) -> None:
    """One answer after the other, not all at the end."""
    answers = list(attempt.answers.order_by("pk"))
    shares = sorted(rng.random() for _ in answers)
    for row, share in zip(answers, shares, strict=True):
        row.saved_at = attempt.started_at + (done - attempt.started_at) * share
    Answer.objects.bulk_update(answers, ["saved_at"])


def solve(
    user: User, person: Person, exercise: str, shelf: Shelf, at: datetime, now: datetime, rng: random.Random
) -> Iterator[tuple[Submission, Verdict]]:
    """Submissions until one is right, patience ends or the present is reached. Some mistakes stay for a while.

    Pictures are kept of the last one only, as there would be a few hundred megabytes of them otherwise.
    """
    made: list[tuple[Submission, Verdict]] = []
    mistake = shelf.mistake(rng)
    for attempt in range(MOST_TRIES):
        if at >= now:
            break
        solved = person.succeeds(0.9 - 0.5 * attempt, rng)
        if not solved and rng.random() < 0.5:
            mistake = shelf.mistake(rng)
        verdict = shelf.solution(rng) if solved else mistake
        row = Submission(
            user=user, exercise=exercise, source=shelf.source(verdict), created_at=at, sent_at=at, seed=verdict.seed
        )
        made.append((row, verdict))
        if solved or rng.random() > 0.55 + 0.45 * person.diligence:
            break
        at += timedelta(minutes=rng.expovariate(1 / 20) + 1)
    for place, (row, verdict) in enumerate(made):
        yield row, verdict if place == len(made) - 1 else replace(verdict, figures=())


def ask_for_hints(user: User, person: Person, exercise: str, at: datetime, rng: random.Random) -> Iterator[HintSeen]:
    """The less able ask for more of them."""
    for number in range(1, 4):
        if person.succeeds(-0.3, rng):
            return
        yield HintSeen(user=user, exercise=exercise, number=number, seen_at=at + timedelta(minutes=4 * number))
