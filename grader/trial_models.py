"""What is stored about trying an uploaded exercise before it is published."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ExerciseTrial(models.Model):
    """One trial of one material, whichever versions hold it. Once it has passed, its cases never change again.

    The row is the truth: a message that announces it is a hint, and every worker looks for rows that wait.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be tried")
        RUNNING = "running", _("Being tried")
        PASSED = "passed", _("Tried, and right")
        FAILED = "failed", _("Tried, and to be mended")

    digest = models.CharField(max_length=64, unique=True)
    material = models.JSONField(help_text=_("The programs and numbers, as grader.material has them."))
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True, help_text=_("Not to be tried before."))
    reason = models.TextField(blank=True, help_text=_("Why the sandbox could not try it."))
    report = models.JSONField(null=True, blank=True, help_text=_("What each program did, with messages by key."))
    cases = models.BinaryField(null=True, blank=True, help_text=_("Inputs and answers, as sandbox.wire writes them."))

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(state__in=["queued", "running"]), name="grader_open_trials"),
        ]

    def __str__(self) -> str:
        return f"trial {self.pk}: {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.QUEUED, self.State.RUNNING)
