"""Hints, one by one: which a student has asked for. They cost nothing."""

from django.contrib.auth.models import AbstractBaseUser

from grader.models import HintSeen, Submission


def seen(user: AbstractBaseUser, slug: str) -> int:
    return HintSeen.objects.filter(user_id=user.pk, exercise=slug).count()


def show(user: AbstractBaseUser, slug: str, number: int, of: int) -> None:
    """Record that a hint was asked for; only the next is there to be had, so that none is skipped."""
    if number == seen(user, slug) + 1 <= of:
        HintSeen.objects.get_or_create(user_id=user.pk, exercise=slug, number=number)


def seen_before(submission: Submission) -> int:
    """How many hints its student had asked for when it was submitted."""
    rows = HintSeen.objects.filter(user_id=submission.user_id, exercise=submission.exercise)
    return rows.filter(seen_at__lte=submission.created_at).count()
