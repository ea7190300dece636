"""What happened to an attempt, as it happened: rows that are written once."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Attempt
from quizzes.models.audit import AppendOnly


class AttemptEvent(AppendOnly):
    """One line of an attempt's log."""

    class Kind(models.TextChoices):
        STARTED = "started", _("Started")
        RESUMED = "resumed", _("Gone on with")
        SAVED = "saved", _("Answers saved")
        SUBMITTED = "submitted", _("Handed in")
        EXPIRED = "expired", _("Time ran out")

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=timezone.now, editable=False)
    questions = models.JSONField(default=list, blank=True, help_text=_("Ids of those whose answers were saved."))

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["attempt", "at"], name="quizzes_log_of_attempt")]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.kind}"
