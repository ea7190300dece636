"""What is stored about judging programs anew: runs in the shadow, and verdicts that another one took the place of."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Regrade(models.Model):
    """Many submissions judged again by the present checks, beside their verdicts until somebody decides."""

    class Status(models.TextChoices):
        OPEN = "open", _("To be decided")
        ACCEPTED = "accepted", _("Accepted")
        DISCARDED = "discarded", _("Discarded")

    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"regrade {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN


class ShadowVerdict(models.Model):
    """What the present checks say of one submission. It counts for nothing until its regrade is accepted."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        JUDGED = "judged", _("Judged")

    regrade = models.ForeignKey(Regrade, on_delete=models.CASCADE, related_name="shadows")
    submission = models.ForeignKey("grader.Submission", on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(help_text=_("Each student's best submissions come first."))
    before = models.JSONField(help_text=_("The verdict's outcome and points when the regrade began."))
    judged_before = models.DateTimeField(null=True, help_text=_("When that verdict was given."))

    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    claim = models.UUIDField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    verdict = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["regrade", "position"]
        constraints = [models.UniqueConstraint(fields=["regrade", "submission"], name="one_shadow_per_submission")]
        indexes = [
            models.Index(fields=["id"], condition=~models.Q(status="judged"), name="grader_open_shadows"),
        ]

    def __str__(self) -> str:
        return f"shadow of {self.submission_id}"


class PastVerdict(models.Model):
    """A verdict that a newer one took the place of, whole."""

    submission = models.ForeignKey("grader.Submission", on_delete=models.CASCADE, related_name="+")
    judged_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(default=timezone.now, editable=False)
    regrade = models.ForeignKey(Regrade, null=True, on_delete=models.SET_NULL, related_name="+")
    verdict = models.JSONField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"past verdict of {self.submission_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("a past verdict is never changed")
        super().save(*args, **kwargs)
