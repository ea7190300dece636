"""Regrading as a class sees it: what was judged anew for it, and why."""

from django.db import models

from grader.models import Regrade
from quizzes.models.classes import Cohort


class ClassRegrade(models.Model):
    """A regrade of grader's, begun for a class: one submission of it, an exercise, or all that it handed in."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="regrades")
    regrade = models.OneToOneField(Regrade, on_delete=models.CASCADE, related_name="of_class")
    target = models.CharField(max_length=120)  # as in the log: class:id, exercise:slug, submission:id
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.target} of class {self.cohort_id}"
