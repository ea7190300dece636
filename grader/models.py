"""What is stored about students' code: submissions with their verdicts, drafts, hints, and how the workers are."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, Value, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grader.regrade_models import PastVerdict, Regrade, ShadowVerdict
from grader.trial_models import ExerciseTrial

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

__all__ = [
    "CheckResult",
    "Draft",
    "ExerciseTrial",
    "HintSeen",
    "PastVerdict",
    "Regrade",
    "ShadowVerdict",
    "Submission",
    "SubmissionQuerySet",
    "WorkerReport",
]

# A claim older than this belongs to a worker that died and did not come back: longer than any exercise may take.
LEASE = timedelta(seconds=60)
# A message older than this that nobody took is presumed lost. Sending one too many is harmless: the claim decides.
RESEND_AFTER = timedelta(seconds=20)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def queued(self) -> "SubmissionQuerySet":
        return self.filter(status=Submission.Status.QUEUED)

    def open(self) -> "SubmissionQuerySet":
        """Not yet judged: waiting or being graded."""
        return self.filter(status__in=[Submission.Status.QUEUED, Submission.Status.RUNNING])

    def runs(self) -> "SubmissionQuerySet":
        return self.filter(purpose=Submission.Purpose.RUN)

    def judged(self) -> "SubmissionQuerySet":
        return self.filter(status=Submission.Status.JUDGED)

    def counted(self) -> "SubmissionQuerySet":
        """Judged on the student's merits: a fault of ours is never a student's wrong answer."""
        return self.judged().exclude(outcome=Submission.Outcome.SANDBOX_FAILED)

    def due(self, now: datetime) -> "SubmissionQuerySet":
        """Queued, and not told to wait before the next try."""
        return self.queued().filter(Q(retry_at=None) | Q(retry_at__lte=now))

    def unsent(self, now: datetime) -> "SubmissionQuerySet":
        """Due, with no message on its way: never sent, or sent so long ago that the message must be lost.

        Waiting in a long queue is no loss, and every message sent in vain makes it longer: so each pause before the
        next is twice the last.
        """
        age_when_sent = ExpressionWrapper(F("sent_at") - F("created_at"), DurationField())
        since = ExpressionWrapper(Value(now, DateTimeField()) - F("sent_at"), DurationField())
        rows = self.due(now).alias(age_when_sent=age_when_sent, since=since)
        lost = Q(sent_at__lt=now - RESEND_AFTER, since__gte=F("age_when_sent"))
        return rows.filter(Q(sent_at=None) | lost)

    def stale(self, now: datetime) -> "SubmissionQuerySet":
        """Claimed by a worker that must have died since."""
        return self.filter(status=Submission.Status.RUNNING, claimed_at__lt=now - LEASE)

    def held_by(self, worker: str) -> "SubmissionQuerySet":
        return self.filter(status=Submission.Status.RUNNING, claimed_by=worker)

    def owed_pictures(self) -> "SubmissionQuerySet":
        return self.judged().filter(pictures_owed=True)

    def for_user(self, user: "AbstractBaseUser") -> "SubmissionQuerySet":
        return self.filter(user_id=user.pk)

    def for_list(self) -> "SubmissionQuerySet":
        """Newest first, without the long columns, which lists do not show."""
        return self.defer("source", "verdict", "pictures").order_by("-created_at", "-id")

    def with_full_marks(self) -> "SubmissionQuerySet":
        return self.counted().filter(accepted=True, max_score__gt=0, score__gte=F("max_score"))

    def best_per_exercise(self, user_ids: Any = None) -> "SubmissionQuerySet":
        """One row per user and exercise: an accepted one before a rejected one, then by score, then the earliest."""
        rows = self.counted() if user_ids is None else self.counted().filter(user_id__in=user_ids)
        order = [F("accepted").desc(), F("score").desc(), F("created_at").asc(), F("id").asc()]
        ranked = rows.annotate(rank=Window(RowNumber(), partition_by=[F("user_id"), F("exercise")], order_by=order))
        return ranked.filter(rank=1).defer("source", "verdict", "pictures")


class SubmittedManager(models.Manager.from_queryset(SubmissionQuerySet)):  # type: ignore[misc]
    """Leaves out the runs, so that no list, best score or count can ever hold one by oversight."""

    def get_queryset(self) -> SubmissionQuerySet:
        return super().get_queryset().filter(purpose=Submission.Purpose.SUBMIT)


class Submission(models.Model):
    """One student's code for one exercise. The row is the truth; the message that announces it is a hint.

    A run on the visible example goes the same way to a worker and back, and counts nowhere: `objects` are the
    submissions alone, and `jobs`, for the way there and for the student's own page, the runs too.
    """

    class Purpose(models.TextChoices):
        SUBMIT = "submit", _("Submission")
        RUN = "run", _("Run on the example")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Queued")
        RUNNING = "running", _("Running")
        JUDGED = "judged", _("Judged")

    class Outcome(models.TextChoices):
        JUDGED = "judged", _("Judged")
        RAN = "ran", _("Ran")
        ERROR = "error", _("Error in the code")
        TIMEOUT = "timeout", _("Out of time")
        MEMORY = "memory", _("Out of memory")
        KILLED = "killed", _("Stopped by the sandbox")
        SANDBOX_FAILED = "sandbox_failed", _("Could not be graded")

    # No way back from a user: a join would find the runs too, which `objects` leaves out.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    exercise = models.SlugField(max_length=80)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SUBMIT)
    source = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    seed = models.PositiveBigIntegerField(help_text=_("Makes a regrade repeat itself."))

    # The way to a worker.
    sent_at = models.DateTimeField(null=True, blank=True, help_text=_("When a message was last sent for it."))
    retry_at = models.DateTimeField(null=True, blank=True, help_text=_("Not to be tried before."))
    claim = models.UUIDField(null=True, blank=True, help_text=_("Held by the worker that may record the verdict."))
    claimed_by = models.CharField(max_length=255, blank=True, help_text=_("The worker's node name."))
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    progress = models.JSONField(null=True, blank=True, help_text=_("How far it is, by its own word."))

    # The verdict.
    judged_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    accepted = models.BooleanField(default=False)
    score = models.FloatField(default=0)
    max_score = models.FloatField(default=0)
    misconception = models.SlugField(max_length=80, blank=True)
    device = models.CharField(max_length=20, blank=True)
    timings = models.JSONField(default=dict, blank=True, help_text=_("Milliseconds."))
    stdout = models.TextField(blank=True)
    verdict = models.JSONField(null=True, blank=True, help_text=_("The whole verdict, with messages by key."))
    pictures_owed = models.BooleanField(default=False, help_text=_("To be drawn when nobody waits for a verdict."))
    pictures = models.JSONField(null=True, blank=True, help_text=_("What is drawn after the verdict, or why not."))

    objects = SubmittedManager()
    jobs = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "exercise", "-created_at"]),
            models.Index(fields=["exercise", "misconception"]),
            # The queue is short and asked often; the judged rows are many.
            models.Index(fields=["status", "id"], condition=~Q(status="judged"), name="grader_open_submissions"),
            models.Index(fields=["id"], condition=Q(pictures_owed=True), name="grader_pictures_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.exercise} #{self.pk}"

    @property
    def is_final(self) -> bool:
        return self.status == self.Status.JUDGED

    @property
    def is_run(self) -> bool:
        return self.purpose == self.Purpose.RUN

    @property
    def has_full_marks(self) -> bool:
        return self.accepted and 0 < self.max_score <= self.score and not self.is_run


class CheckResult(models.Model):
    """One check of one submission, kept as a row so that a class can be counted by check."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    name = models.SlugField(max_length=80)
    passed = models.BooleanField()
    required = models.BooleanField()
    points = models.FloatField()
    max_points = models.FloatField()
    message_key = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["submission", "position"]
        constraints = [models.UniqueConstraint(fields=["submission", "name"], name="one_result_per_check")]
        indexes = [models.Index(fields=["name", "passed"])]

    def __str__(self) -> str:
        return f"{self.name}: {'passed' if self.passed else 'failed'}"


class Draft(models.Model):
    """What a student's editor holds for an exercise, submitted or not."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    exercise = models.SlugField(max_length=80)
    source = models.TextField(blank=True, help_text=_("Nothing stands for the starter code."))
    previous = models.TextField(blank=True, help_text=_("What was there before it was replaced."))
    revision = models.PositiveIntegerField(default=0, help_text=_("Grows when the text is replaced as a whole."))
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "exercise"], name="one_draft_per_exercise")]

    def __str__(self) -> str:
        return f"{self.exercise} draft of user {self.user_id}"


class HintSeen(models.Model):
    """A hint that a student asked for. It costs nothing; it is there to be looked at beside what came after it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="hints_seen")
    exercise = models.SlugField(max_length=80)
    number = models.PositiveSmallIntegerField(help_text=_("1 is the first hint of the exercise."))
    seen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["user", "exercise", "number"]
        constraints = [models.UniqueConstraint(fields=["user", "exercise", "number"], name="each_hint_once")]

    def __str__(self) -> str:
        return f"{self.exercise} hint {self.number} seen by user {self.user_id}"


class WorkerReport(models.Model):
    """A worker's last word: that it is alive, and whether its sandbox works."""

    hostname = models.CharField(max_length=255, unique=True)
    seen_at = models.DateTimeField()
    sandbox_ok = models.BooleanField()
    reason = models.TextField(blank=True, help_text=_("Why the sandbox does not work."))

    class Meta:
        ordering = ["hostname"]

    def __str__(self) -> str:
        return f"{self.hostname}: {'ready' if self.sandbox_ok else self.reason}"
