"""Classes: who teaches, who assists with which rights, who learns."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is read as another
CODE_LENGTH = 12  # 31^12, about 2^59


OWNER = "owner"  # among the rights of a page: changes the class itself


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def site_time_zone() -> str:
    return settings.TIME_ZONE


class Right(models.TextChoices):
    """What an assistant may be granted in one class; its owners have all of them, and alone change the class itself."""

    RESULTS = "results", _("See results")
    COMMENT = "comment", _("Comment on answers and code")
    OVERRIDE = "override", _("Set scores right")
    MEMBERS = "members", _("Manage members and extensions")


class CohortQuerySet(models.QuerySet["Cohort"]):
    def owned_by(self, user: "AbstractBaseUser | AnonymousUser") -> "CohortQuerySet":
        """Those that the user teaches; a superuser stands in for every owner."""
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(pk__in=Cohort.owners.through.objects.filter(user_id=user.pk).values("cohort"))

    def with_right(self, user: "AbstractBaseUser | AnonymousUser", right: str) -> "CohortQuerySet":
        """Owned, or assisted with this right. Archived ones too: they stay readable."""
        return self._taught_by(user, Assistant.objects.filter(**{right: True}))

    def seen_by(self, user: "AbstractBaseUser | AnonymousUser") -> "CohortQuerySet":
        """Owned, or assisted with any right."""
        return self._taught_by(user, Assistant.objects.all())

    def attended_by(self, user: "AbstractBaseUser | AnonymousUser") -> "CohortQuerySet":
        """Those that the user is a student of."""
        return self.filter(pk__in=Membership.objects.current().filter(student_id=user.pk).values("cohort"))

    def archived(self) -> "CohortQuerySet":
        return self.exclude(archived_at=None)

    def active(self) -> "CohortQuerySet":
        return self.filter(archived_at=None)

    def binding(self, now: datetime) -> "CohortQuerySet":
        """Whose deadlines bind its students: neither archived nor over."""
        return self.active().filter(Q(ends_at=None) | Q(ends_at__gt=now))

    def _taught_by(
        self, user: "AbstractBaseUser | AnonymousUser", assistants: "models.QuerySet[Assistant]"
    ) -> "CohortQuerySet":
        if getattr(user, "is_superuser", False):
            return self
        owned = Cohort.owners.through.objects.filter(user_id=user.pk).values("cohort")
        return self.filter(Q(pk__in=owned) | Q(pk__in=assistants.filter(user_id=user.pk).values("cohort")))


class Cohort(models.Model):
    """A class. Its name here is not the one that people read, since Python has taken that."""

    title = models.CharField(_("title"), max_length=120)
    owners = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="cohorts_owned", verbose_name=_("instructors")
    )
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    joining_open = models.BooleanField(_("students may join by code"), default=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=site_time_zone)
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None) | Q(ends_at=None) | Q(starts_at__lt=F("ends_at")), name="class_ends_later"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def zone_name(self) -> str:
        return self.time_zone.replace("_", " ")

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def over_at(self) -> datetime | None:
        """When it ends or was archived, whichever comes first: what is handed in later is none of its business."""
        return min(filter(None, (self.ends_at, self.archived_at)), default=None)

    def covers(self, when: datetime) -> bool:
        """Whether a moment falls within its dates: what MembershipQuerySet.covering asks of many."""
        over = self.over_at
        return (self.starts_at is None or self.starts_at <= when) and (over is None or when <= over)

    @property
    def code_in_groups(self) -> str:
        return "-".join(self.code[place : place + 4] for place in range(0, CODE_LENGTH, 4))

    def rights(self, user: "AbstractBaseUser | AnonymousUser") -> frozenset[str]:
        """What the user may do here, for the links of a page; access.py guards the doors."""
        if Cohort.objects.owned_by(user).filter(pk=self.pk).exists():
            return frozenset([*Right.values, OWNER])
        assistant = self.assistants.filter(user_id=user.pk).first()
        return assistant.rights if assistant else frozenset()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(removed_at=None)

    def covering(self, when: Any) -> "MembershipQuerySet":
        """In classes within whose dates this moment falls: a datetime, or an OuterRef of one."""
        started = Q(cohort__starts_at=None) | Q(cohort__starts_at__lte=when)
        running = Q(cohort__ends_at=None) | Q(cohort__ends_at__gte=when)
        unarchived = Q(cohort__archived_at=None) | Q(cohort__archived_at__gte=when)
        return self.filter(started, running, unarchived)


class Membership(models.Model):
    """A student in a class. Who leaves keeps the row, so that coming back is no new beginning."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["cohort", "student"], name="one_membership_per_student")]
        indexes = [models.Index(fields=["student"], condition=Q(removed_at=None), name="quizzes_current_members")]

    def __str__(self) -> str:
        return f"{self.student_id} in {self.cohort_id}"


class Invitation(models.Model):
    """An address on a class list. Whoever has confirmed that it is theirs may join by it, or decline."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(help_text=_("In lower case."))
    name = models.CharField(max_length=150, blank=True, help_text=_("As the list has it."))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["email"]
        constraints = [models.UniqueConstraint(fields=["cohort", "email"], name="one_invitation_per_address")]
        indexes = [models.Index(fields=["email"])]

    def __str__(self) -> str:
        return self.email


class Assistant(models.Model):
    """Somebody who helps in one class, with the rights granted: one column for each `Right`, by its value."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="assistants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assistances")
    results = models.BooleanField(_("See results"), default=True)
    comment = models.BooleanField(_("Comment on answers and code"), default=False)
    override = models.BooleanField(_("Set scores right"), default=False)
    members = models.BooleanField(_("Manage members and extensions"), default=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["user__username"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="one_assistance_per_user"),
            # Nobody can judge what they may not see.
            models.CheckConstraint(
                condition=Q(results=True) | Q(comment=False, override=False), name="rights_on_results_see_them"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.cohort_id}"

    @property
    def rights(self) -> frozenset[str]:
        return frozenset(right for right in Right.values if getattr(self, right))
