"""What teachers write about a submission or one of its lines."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from grader.models import Submission
from quizzes.models.audit import AppendOnly
from quizzes.models.classes import Cohort


class Comment(AppendOnly):
    """A place in a student's work, where somebody wrote; what they wrote is in its versions."""

    # No way back from a submission: grader knows no comments.
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="comments")
    line = models.PositiveIntegerField(null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["line", "pk"]

    def __str__(self) -> str:
        return f"comment on submission {self.submission_id}"


class CommentVersion(AppendOnly):
    """What a comment says from then on. An empty one withdraws it; the versions before it stay."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="versions")
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"version of {self.comment_id}"


class CommentsRead(models.Model):
    """Up to where a student has read the comments on one of their submissions."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "submission"], name="one_place_per_submission")]

    def __str__(self) -> str:
        return f"user {self.user_id} at version {self.version}"
