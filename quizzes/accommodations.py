"""The write path of extra time: it holds for every exam to come, and for one that is running."""

from django.contrib.auth.models import User
from django.db import transaction

from quizzes import attempts
from quizzes.models import Accommodation, Attempt


def give(user: User, factor: float) -> Accommodation:
    """From now on this student has so many times a bank's minutes."""
    with transaction.atomic():
        row, _created = Accommodation.objects.update_or_create(user=user, defaults={"factor": factor})
        _reach_running_exams(user)
    return row


def take_away(user: User) -> None:
    with transaction.atomic():
        Accommodation.objects.filter(user=user).delete()
        _reach_running_exams(user)


def _reach_running_exams(user: User) -> None:
    for attempt in Attempt.objects.for_user(user).exams().open().select_related("user", "bank", "bank_version"):
        attempts.reset_deadline(attempt)
