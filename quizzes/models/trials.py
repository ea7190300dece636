"""What a student tried at each question of a self-check."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from quizzes.models.attempts import Attempt


class Trial(models.Model):
    """One question of a self-check: every answer that was checked, and what help was taken."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="trials")
    question = models.CharField(max_length=255, help_text=_("The question's id in the bank."))
    tried = models.JSONField(default=list, blank=True, help_text=_("The answers checked, in their order."))
    hints = models.PositiveSmallIntegerField(default=0, help_text=_("How many were asked for."))
    revealed = models.BooleanField(default=False, help_text=_("The answer was shown before it was found."))

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_trial_per_question")]

    def __str__(self) -> str:
        return f"{self.attempt_id}, question {self.question}"

    @property
    def first(self) -> Any:
        """What came to mind unaided by any feedback; None where nothing was checked."""
        return self.tried[0] if self.tried else None
