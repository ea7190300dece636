"""What the students of a class have done within its dates."""

from django.db.models import Q, QuerySet

from grader.models import Submission, SubmissionQuerySet
from quizzes.models import Attempt, AttemptQuerySet, Cohort


def attempts(cohort: Cohort) -> AttemptQuerySet:
    """Closed exams; a self-check is practice and says nothing about what somebody knew."""
    return Attempt.objects.closed().exams().filter(_within(cohort, "started_at"), user__in=students(cohort))


def submissions(cohort: Cohort) -> SubmissionQuerySet:
    return Submission.objects.filter(_within(cohort, "created_at"), user__in=students(cohort))


def students(cohort: Cohort) -> QuerySet:
    """Ids of who is in the class."""
    return cohort.memberships.current().values("student")


def _within(cohort: Cohort, when: str) -> Q:
    since = Q(**{f"{when}__gte": cohort.starts_at}) if cohort.starts_at else Q()
    until = Q(**{f"{when}__lte": cohort.over_at}) if cohort.over_at else Q()
    return since & until
