"""What a Celery worker does besides grading: warm its sandbox, report, sweep.

The report and the sweep run in the worker's main process on its own timer rather than through Celery beat: they do not
wait behind a long queue, and each worker speaks for itself. The database connection is closed after each turn, because
the pool forks its children from this process.
"""

import logging
from typing import Any

from celery import bootsteps
from celery.signals import worker_process_init, worker_process_shutdown, worker_ready
from django.conf import settings
from django.db import DatabaseError, connection

from grader import health, submissions
from grader.sandbox.doctor import can_sandbox

logger = logging.getLogger(__name__)

EVERY_S = 2.0


class Housekeeping(bootsteps.StartStopStep):
    """Starts anew with the consumer, whose timers are dropped when the broker goes away."""

    requires = ("celery.worker.consumer.connection:Connection",)

    def start(self, consumer: Any) -> None:
        self.timer = consumer.timer.call_repeatedly(EVERY_S, housekeep, args=(consumer.hostname,))

    def stop(self, consumer: Any) -> None:
        self.timer.cancel()


@worker_ready.connect
def begin(sender: Any, **kwargs: Any) -> None:
    """Once in a worker's life, so what it holds now is what its predecessor of the same name left behind."""
    with_database(submissions.take_over, sender.hostname)
    with_database(report_sandbox, sender.hostname)


def housekeep(worker: str) -> None:
    with_database(report, worker)
    with_database(submissions.sweep)


def report(worker: str) -> None:
    """Say that this worker is alive; while its sandbox does not work, look again."""
    last = health.last_report(worker)
    if last and last.sandbox_ok:
        health.report(worker, sandbox_ok=True)
    else:
        report_sandbox(worker)


def report_sandbox(worker: str) -> None:
    ok, reason = can_sandbox()
    health.report(worker, sandbox_ok=ok, reason=reason)


def with_database(duty: Any, *args: Any) -> None:
    try:
        duty(*args)
    except DatabaseError:
        logger.exception("%s failed, the worker goes on", duty.__name__)
    finally:
        connection.close()


@worker_process_init.connect
def warm_sandbox(**kwargs: Any) -> None:
    """Import torch and start the zygote before the first submission, which would otherwise wait for both."""
    import torch

    from grader import grading  # noqa: F401  with all that it imports
    from grader.sandbox import client

    torch.set_num_threads(1)  # the judge's tensors are small, and the cores belong to the other pool processes
    client.warm(settings.GRADER_DEVICE)


@worker_process_shutdown.connect
def close_sandbox(**kwargs: Any) -> None:
    from grader.sandbox import client

    client.close()
