"""How the workers are: each writes a report every few seconds, anyone may read them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from grader.models import WorkerReport

ALIVE_FOR = timedelta(seconds=30)  # a worker reports every few seconds, but not while the broker is away
GONE_AFTER = timedelta(days=1)


def report(worker: str, *, sandbox_ok: bool, reason: str = "") -> None:
    values = {"seen_at": timezone.now(), "sandbox_ok": sandbox_ok, "reason": reason}
    WorkerReport.objects.update_or_create(hostname=worker, defaults=values)


def forget(worker: str) -> None:
    """A worker that starts has said nothing yet; reports of workers that never came back go with it."""
    WorkerReport.objects.filter(hostname=worker).delete()
    WorkerReport.objects.filter(seen_at__lt=timezone.now() - GONE_AFTER).delete()


def last_report(worker: str) -> WorkerReport | None:
    return WorkerReport.objects.filter(hostname=worker).first()


def workers() -> QuerySet[WorkerReport]:
    """Those that gave a sign of life lately."""
    return WorkerReport.objects.filter(seen_at__gte=timezone.now() - ALIVE_FOR)


def why_no_grading() -> str:
    """Why nothing can be graded now, or "". No report at all is no reason: the queue waits for a worker to start."""
    reports = list(workers())
    if not reports or any(report.sandbox_ok for report in reports):
        return ""
    return reports[0].reason
