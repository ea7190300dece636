"""Attempts at question banks, with their answers."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Bank, BankVersion
from content.questions import BankDocument

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

# An answer sent at the last second is still on its way when the clock stops.
GRACE = timedelta(seconds=15)

LONG_COLUMNS = ("question_order", "option_order", "flagged")


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def for_user(self, user: "AbstractBaseUser | AnonymousUser") -> "AttemptQuerySet":
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()

    def open(self) -> "AttemptQuerySet":
        return self.filter(status=Attempt.Status.STARTED)

    def closed(self) -> "AttemptQuerySet":
        return self.exclude(status=Attempt.Status.STARTED)

    def exams(self) -> "AttemptQuerySet":
        return self.filter(purpose=Attempt.Purpose.EXAM)

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        """Open, with no answer to come any more."""
        return self.open().filter(deadline__lt=now - GRACE)

    def for_list(self) -> "AttemptQuerySet":
        """Newest first, with their titles and without the long columns, which lists do not show."""
        return (
            self.select_related("bank_version", "bank")
            .defer("bank_version__content", *LONG_COLUMNS)
            .order_by("-started_at", "-id")
        )

    def best_per_bank(self, user_ids: Any) -> "AttemptQuerySet":
        """One exam per user and bank: a passed one before a failed one, then by score, then the earliest."""
        order = [F("passed").desc(), F("score").desc(), F("started_at").asc(), F("id").asc()]
        ranked = (
            self.exams()
            .closed()
            .filter(user_id__in=user_ids)
            .annotate(rank=Window(RowNumber(), partition_by=[F("user_id"), F("bank_id")], order_by=order))
        )
        return ranked.filter(rank=1).defer(*LONG_COLUMNS, "domains")


class Attempt(models.Model):
    """One student's run through one version of a bank. It keeps that version, whatever is published later."""

    class Purpose(models.TextChoices):
        SELF_CHECK = "check", _("Self-check")
        EXAM = "exam", _("Practice exam")

    class Status(models.TextChoices):
        STARTED = "started", _("In progress")
        SUBMITTED = "submitted", _("Submitted")
        EXPIRED = "expired", _("Time ran out")

    class Mode(models.TextChoices):
        PAGE = "page", _("All on one page")
        SINGLE = "single", _("Question by question")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    bank = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="attempts")
    bank_version = models.ForeignKey(BankVersion, on_delete=models.PROTECT, related_name="attempts")
    language = models.CharField(max_length=8)
    purpose = models.CharField(max_length=8, choices=Purpose, default=Purpose.EXAM)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.PAGE)
    status = models.CharField(max_length=10, choices=Status, default=Status.STARTED)
    started_at = models.DateTimeField(default=timezone.now)
    deadline = models.DateTimeField(null=True, blank=True)  # a self-check has none
    time_factor = models.FloatField(default=1, help_text=_("The student's share of the bank's minutes."))
    submitted_at = models.DateTimeField(null=True, blank=True)

    # The order in which this student sees things, by the bank's own ids and option numbers.
    question_order = models.JSONField(default=list)
    option_order = models.JSONField(default=dict)
    flagged = models.JSONField(default=list, blank=True, help_text=_("Ids of the questions to come back to."))

    # How a page knows whether somebody else changed the attempt since it was loaded: each change counts one up and
    # leaves the name of the page that it came from.
    revision = models.PositiveIntegerField(default=0)
    writer = models.CharField(max_length=32, blank=True)

    score = models.FloatField(null=True, blank=True, help_text=_("Percent."))
    passed = models.BooleanField(default=False)
    domains = models.JSONField(default=list, blank=True, help_text=_("Each domain's score, weakest first."))

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        permissions = [("view_gradebook", "Can teach: make classes and see their students' results")]
        indexes = [
            models.Index(fields=["user", "bank", "-started_at"]),
            models.Index(fields=["deadline"], condition=Q(status="started"), name="quizzes_open_attempts"),
        ]
        constraints = [
            # Two clicks on "Start" at once make one attempt.
            models.UniqueConstraint(
                fields=["user", "bank", "purpose"], condition=Q(status="started"), name="one_open_attempt_per_purpose"
            ),
            models.CheckConstraint(
                condition=Q(purpose="check") | Q(deadline__isnull=False), name="an_exam_has_a_deadline"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} #{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.STARTED

    @property
    def is_exam(self) -> bool:
        return self.purpose == self.Purpose.EXAM

    def is_over(self, now: datetime) -> bool:
        """Its time is over, and so is that for answers on their way."""
        return self.deadline is not None and self.deadline < now - GRACE

    def seconds_left(self, now: datetime) -> int | None:
        """By the server's clock; None where there is no deadline."""
        return None if self.deadline is None else max(0, int((self.deadline - now).total_seconds()))

    def is_known_to(self, revision: int, page: str) -> bool:
        """Nobody else has changed it since the page with this name saw this revision. A page whose own last save was
        never answered has seen an older one, and is no less up to date.
        """
        return self.revision == revision or (page != "" and self.writer == page)

    def document(self) -> BankDocument:
        return self.bank_version.document()

    def given(self) -> dict[str, Any]:
        """What has been answered so far, by question id."""
        return dict(self.answers.values_list("question", "given"))


class Answer(models.Model):
    """What a student gave for one question, in the bank's own numbering of options. Clearing it removes the row."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=255, help_text=_("The question's id in the bank."))
    given = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.attempt_id}, question {self.question}"
