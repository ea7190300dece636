"""What Celery does for quizzes by the clock."""

from celery import shared_task

from quizzes import attempts


@shared_task(name="quizzes.tasks.expire_attempts")
def expire_attempts() -> int:
    """Close what its student left open. Pages that show results do it too, so nothing waits for a worker."""
    return attempts.expire_overdue()
