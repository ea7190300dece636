"""What a class is set, until when, and whose date is a later one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models.classes import Cohort


class Assignment(models.Model):
    """An item of a class with its dates. A class that has none looks at everything that is published."""

    class Kind(models.TextChoices):
        QUIZ = "quiz", _("Quiz")
        EXERCISE = "exercise", _("Exercise")
        LESSON = "lesson", _("Lesson")

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="assignments")
    kind = models.CharField(max_length=8, choices=Kind)
    slug = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    late_until = models.DateTimeField(_("late work until"), null=True, blank=True)
    late_percent = models.PositiveSmallIntegerField(
        _("percent lost per day late"), default=0, help_text=_("Of the score, for each day begun after the due date.")
    )
    weight = models.FloatField(_("weight"), default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind", "slug"], name="one_assignment_per_item"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="weight_is_no_debt"),
            models.CheckConstraint(condition=Q(late_percent__lte=100), name="late_percent_is_one"),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(due_at=None) | Q(opens_at__lt=F("due_at")), name="opens_before_due"
            ),
            models.CheckConstraint(
                condition=Q(late_until=None) | Q(due_at__isnull=False, due_at__lt=F("late_until")),
                name="late_after_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @property
    def key(self) -> tuple[str, str]:
        """As the course's items have it: kind and slug."""
        return self.kind, self.slug


class Extension(models.Model):
    """One student's own due date for one assignment, with the reason and who gave it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="extensions")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="extensions")
    due_at = models.DateTimeField(_("due"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assignment", "student"]
        constraints = [models.UniqueConstraint(fields=["assignment", "student"], name="one_extension_per_assignment")]

    def __str__(self) -> str:
        return f"{self.assignment_id} for {self.student_id}"
