"""The lessons that somebody reads."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Lesson

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


class ReadingQuerySet(models.QuerySet["Reading"]):
    def for_user(self, user: "AbstractBaseUser | AnonymousUser") -> "ReadingQuerySet":
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()


class Reading(models.Model):
    """One reader's place in one lesson, and whether it is read."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="readings")
    section = models.CharField(max_length=100, blank=True, help_text=_("The anchor of the heading last in view."))
    opened_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="one_reading_per_lesson")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.lesson}"
