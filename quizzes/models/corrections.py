"""What those who teach set right: scores."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from quizzes.models.assignments import Assignment
from quizzes.models.audit import AppendOnly, AppendOnlyQuerySet
from quizzes.models.classes import Cohort, Membership


class OverrideQuerySet(AppendOnlyQuerySet):
    def holding(self) -> "OverrideQuerySet":
        """Of students who are still in the class: whoever left it has their own scores again."""
        inside = Membership.objects.current().filter(cohort=OuterRef("cohort"), student=OuterRef("student"))
        return self.filter(Exists(inside))


class Override(AppendOnly):
    """A score that a class's teachers set in the place of the one that was earned, which stays as it is.

    The newest row of a student and an item in a class holds. One without a score takes back those before it.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="overrides")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="overrides")
    kind = models.CharField(max_length=8, choices=Assignment.Kind)
    slug = models.SlugField(max_length=100)
    percent = models.FloatField(null=True)
    passed = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["student", "cohort"], name="quizzes_overrides")]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="an_override_is_a_percentage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} of user {self.student_id}"

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug

    @property
    def is_withdrawal(self) -> bool:
        return self.percent is None

    def as_row(self) -> dict[str, Any]:
        return {"percent": self.percent, "passed": self.passed}
