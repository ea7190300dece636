"""What only grows: rows that are written once, and the log of what was set right in classes."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models.classes import Cohort


class NeverOverwritten(Exception):
    """A bug of ours: what is kept as a row of its own is followed by a further row and never changed."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> int:
        raise NeverOverwritten(f"{self.model.__name__} rows are not changed; add another one")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise NeverOverwritten(f"{self.model.__name__} rows are not deleted; add another one")


class AppendOnly(models.Model):
    """There is no way to change a row. Only an account that is deleted takes its own rows along."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise NeverOverwritten(f"{type(self).__name__} {self.pk} is written already; add another one")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NeverOverwritten(f"{type(self).__name__} {self.pk} stays; add another one")


class Change(AppendOnly):
    """Who set what right, when, from what to what, and why. It outlives the people in it, by their names."""

    class Kind(models.TextChoices):
        OVERRIDE = "override", _("Score set")
        OVERRIDE_WITHDRAWN = "override-withdrawn", _("Set score withdrawn")
        COMMENT = "comment", _("Comment")
        COMMENT_CHANGED = "comment-changed", _("Comment changed")
        COMMENT_WITHDRAWN = "comment-withdrawn", _("Comment withdrawn")
        REGRADE_STARTED = "regrade", _("Regrading begun")
        REGRADE_ACCEPTED = "regrade-accepted", _("Regrading accepted")
        REGRADE_DISCARDED = "regrade-discarded", _("Regrading discarded")
        REGRADED = "regraded", _("New verdict")
        QUESTION = "question", _("Question set right")
        QUESTION_RESTORED = "question-restored", _("Question as it was")
        RESCORED = "rescored", _("New score by a question set right")

    at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.CharField(max_length=310)
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="changes")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    student_name = models.CharField(max_length=310, blank=True)
    target = models.CharField(max_length=255, help_text=_("What was changed: quiz:slug, submission:id and the like."))
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["cohort", "-at"], name="quizzes_changes_of_class"),
            models.Index(fields=["student", "-at"], name="quizzes_changes_of_student"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"
