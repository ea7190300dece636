"""The write path of classes: making them, who is in them, who helps, and what they are set."""

from collections.abc import Collection, Iterable

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from quizzes.models import Assistant, Cohort, Invitation, Membership, Right, new_code
from quizzes.rosters import Entry


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


def open_joining(cohort: Cohort, is_open: bool) -> None:
    """Whether the code lets anybody in; who was invited by address still may come."""
    cohort.joining_open = is_open
    cohort.save(update_fields=["joining_open"])


def joinable(code: str) -> Cohort | None:
    """The class that this code opens, in whatever way it was typed."""
    return Cohort.objects.binding(timezone.now()).filter(joining_open=True, code=as_code(code)).first()


def as_code(typed: str) -> str:
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def invite(cohort: Cohort, entries: Iterable[Entry], by: User) -> int:
    """Returns how many are new; whoever is invited already, or has declined, is left alone."""
    rows = [Invitation(cohort=cohort, email=entry.email, name=entry.name, invited_by=by) for entry in entries]
    before = cohort.invitations.count()
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    return cohort.invitations.count() - before


def invitations_of(user: User | AnonymousUser) -> QuerySet[Invitation]:
    """Those to addresses that the user has confirmed to be theirs, and may still answer."""
    if not user.is_authenticated:
        return Invitation.objects.none()
    running = Cohort.objects.binding(timezone.now())
    mine = Invitation.objects.filter(email__in=_addresses(user), declined_at=None, cohort__in=running)
    return mine.select_related("cohort").order_by("created_at", "pk")


def decline(invitation: Invitation) -> None:
    invitation.declined_at = timezone.now()
    invitation.save(update_fields=["declined_at"])


def enrol(cohort: Cohort, student: User) -> Membership:
    """Into the class, or back into it. The invitations that led here are used up."""
    with transaction.atomic():
        membership, _created = Membership.objects.update_or_create(
            cohort=cohort, student=student, defaults={"removed_at": None}
        )
        Invitation.objects.filter(cohort=cohort, email__in=_addresses(student)).delete()
    return membership


def remove(cohort: Cohort, student: User) -> bool:
    """Out of the class, by leaving or by being taken off the list. Returns whether the student was in it."""
    rows = Membership.objects.current().filter(cohort=cohort, student=student)
    return bool(rows.update(removed_at=timezone.now()))


def is_in(cohort: Cohort, user: User) -> bool:
    """As an instructor or a student: neither can be an assistant as well."""
    return teaches(cohort, user) or Cohort.objects.attended_by(user).filter(pk=cohort.pk).exists()


def teaches(cohort: Cohort, user: User) -> bool:
    return cohort.owners.filter(pk=user.pk).exists()


def assists(cohort: Cohort, user: User) -> bool:
    return cohort.assistants.filter(user=user).exists()


def add_owner(cohort: Cohort, user: User) -> None:
    """One more instructor; what they were in the class before, they are no longer."""
    with transaction.atomic():
        dismiss(cohort, user)
        remove(cohort, user)
        cohort.owners.add(user)


def remove_owner(cohort: Cohort, user: User) -> bool:
    """Returns False for the last one, who stays: a class without an instructor could never be changed again."""
    with transaction.atomic():
        Cohort.objects.select_for_update().get(pk=cohort.pk)
        if not cohort.owners.exclude(pk=user.pk).exists():
            return False
        cohort.owners.remove(user)
    return True


def grant(cohort: Cohort, user: User, rights: Collection[str]) -> Assistant:
    """Make somebody an assistant with exactly these rights. Who judges results sees them, asked for or not."""
    wanted = {str(right): right in rights for right in Right.values}
    wanted["results"] |= wanted["comment"] or wanted["override"]
    assistant, _created = Assistant.objects.update_or_create(cohort=cohort, user=user, defaults=wanted)
    return assistant


def dismiss(cohort: Cohort, user: User) -> None:
    Assistant.objects.filter(cohort=cohort, user=user).delete()


def _addresses(user: User) -> QuerySet[EmailAddress]:
    """In lower case, those that the user has confirmed."""
    return EmailAddress.objects.filter(user=user, verified=True).values_list(Lower("email"))
