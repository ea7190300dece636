"""Questions that were wrong, and the scores that came of setting them right."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Bank, BankVersion
from quizzes.models.attempts import Attempt
from quizzes.models.audit import AppendOnly
from quizzes.models.classes import Cohort


class QuestionCorrection(AppendOnly):
    """How one question is to be marked instead, for one class or, without one, for everybody.

    The newest row that holds for an attempt decides. It holds for the version that it was made on, and for every other
    of the bank in which the question asks for the same answer.
    """

    class Kind(models.TextChoices):
        DROP = "drop", _("Drop it: it counts for nobody")
        REKEY = "rekey", _("Another answer is right")
        CREDIT = "credit", _("Right for everybody")
        RESTORE = "restore", _("As the bank has it")

    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="question_corrections")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(BankVersion, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=255)
    kind = models.CharField(max_length=8, choices=Kind)
    key = models.JSONField(null=True)  # options by number, or value and tolerance
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["bank", "question"], name="quizzes_corrected")]

    def __str__(self) -> str:
        return f"{self.kind} question {self.question} of {self.bank_id}"

    @property
    def target(self) -> str:
        return f"question:{self.bank.slug}/{self.question}"

    def as_row(self) -> dict[str, Any]:
        key = self.key or {}
        options = [str(number + 1) for number in key] if isinstance(key, list) else []
        told = ", ".join(options) if options else f"{key['value']:g} ± {key['tolerance']:g}" if key else ""
        return {"kind": self.kind, "key": told}


class Rescoring(AppendOnly):
    """One attempt's score before and after a question was set right; the first one has what was scored at the end."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="rescorings")
    correction = models.ForeignKey(QuestionCorrection, on_delete=models.CASCADE, related_name="rescorings")
    before = models.JSONField()
    after = models.JSONField()
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"attempt {self.attempt_id} by correction {self.correction_id}"
