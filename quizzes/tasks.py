"""What Celery does for quizzes: by the clock, and what takes longer than a page may."""

from celery import shared_task

from quizzes import attempts, mailing
from quizzes.models import Cohort


@shared_task(name="quizzes.tasks.expire_attempts")
def expire_attempts() -> int:
    """Close what its student left open. Pages that show results do it too, so nothing waits for a worker."""
    return attempts.expire_overdue()


@shared_task(name=mailing.TASK)
def mail_invitations(cohort_id: int, addresses: list[str], link: str, language: str) -> int:
    cohort = Cohort.objects.active().filter(pk=cohort_id).first()
    return mailing.send(cohort, addresses, link, language) if cohort else 0
