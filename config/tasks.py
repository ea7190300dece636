"""What Celery does for the site by the clock."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="config.tasks.clear_sessions")
def clear_sessions() -> None:
    """Django keeps ended sessions in the database until someone asks it not to."""
    call_command("clearsessions")
