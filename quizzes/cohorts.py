"""The write path of classes: making them, who is in them, who helps, and what they are set."""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quizzes.models import Assistant, Cohort, Invitation, Membership, Right, new_code


def create(owner: User, title: str, **fields: object) -> Cohort:
    with transaction.atomic():
        cohort = Cohort.objects.create(title=title, **fields)
        cohort.owners.add(owner)
    return cohort


def archive(cohort: Cohort) -> None:
    """Closed from now on: it stays readable and takes nobody in."""
    cohort.archived_at = cohort.archived_at or timezone.now()
    cohort.save(update_fields=["archived_at"])


def restore(cohort: Cohort) -> None:
    cohort.archived_at = None
    cohort.save(update_fields=["archived_at"])


def renew_code(cohort: Cohort) -> None:
    """The old code and its link stop working."""
    cohort.code = new_code()
    cohort.save(update_fields=["code"])


def enrol(cohort: Cohort, student: User) -> Membership:
    """Into the class, or back into it. The invitations that led here are used up."""
    with transaction.atomic():
        membership, _created = Membership.objects.update_or_create(
            cohort=cohort, student=student, defaults={"removed_at": None}
        )
        addresses = student.emailaddress_set.filter(verified=True).values_list("email", flat=True)
        Invitation.objects.filter(cohort=cohort, email__in=[address.lower() for address in addresses]).delete()
    return membership


def remove(cohort: Cohort, student: User) -> bool:
    """Out of the class, by leaving or by being taken off the list. Returns whether the student was in it."""
    rows = Membership.objects.current().filter(cohort=cohort, student=student)
    return bool(rows.update(removed_at=timezone.now()))


def grant(cohort: Cohort, user: User, rights: Collection[str]) -> Assistant:
    """Make somebody an assistant with exactly these rights. Who judges results sees them, asked for or not."""
    wanted = {str(right): right in rights for right in Right.values}
    wanted[Right.RESULTS] |= wanted[Right.COMMENT] or wanted[Right.OVERRIDE]
    assistant, _created = Assistant.objects.update_or_create(cohort=cohort, user=user, defaults=wanted)
    return assistant


def dismiss(cohort: Cohort, user: User) -> None:
    Assistant.objects.filter(cohort=cohort, user=user).delete()
