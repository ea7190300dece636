"""What the students of a class have done within its dates."""

from django.db.models import Q, QuerySet

from grader.models import Submission, SubmissionQuerySet
from quizzes.models import Attempt, AttemptQuerySet, Cohort


def attempts(cohort: Cohort) -> AttemptQuerySet:
    """Closed exams; a self-check is practice and says nothing about what somebody knew."""
    return all_attempts(cohort).closed().exams()


def all_attempts(cohort: Cohort) -> AttemptQuerySet:
    """Open ones and self-checks too: of these one may tell that they are."""
    return Attempt.objects.filter(within(cohort, "started_at"), user__in=students(cohort))


def submissions(cohort: Cohort) -> SubmissionQuerySet:
    return Submission.objects.filter(within(cohort, "created_at"), user__in=students(cohort))


def students(cohort: Cohort) -> QuerySet:
    """Ids of who is in the class."""
    return cohort.memberships.current().values("student")


def within(cohort: Cohort, when: str) -> Q:
    since = Q(**{f"{when}__gte": cohort.starts_at}) if cohort.starts_at else Q()
    until = Q(**{f"{when}__lte": cohort.over_at}) if cohort.over_at else Q()
    return since & until
