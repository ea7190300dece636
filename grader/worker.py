"""What a Celery worker does besides grading: warm its sandbox, report, sweep.

The report and the sweep run in the worker's main process on its own timer rather than through Celery beat: they need no
further process, do not wait behind a long queue, and go on when the pool is busy. The database connection is closed
after each turn, because the pool forks its children from this process.
"""

import logging
from typing import Any

from celery import bootsteps
from celery.signals import worker_process_init, worker_process_shutdown
from django.db import DatabaseError, connection

from grader import health, submissions
from grader.sandbox.doctor import can_sandbox

logger = logging.getLogger(__name__)

EVERY_S = 2.0


class Housekeeping(bootsteps.StartStopStep):
    """Starts anew with the consumer, whose timers are dropped when the broker goes away."""

    requires = ("celery.worker.consumer.connection:Connection",)

    def start(self, consumer: Any) -> None:
        housekeep()
        self.timer = consumer.timer.call_repeatedly(EVERY_S, housekeep)

    def stop(self, consumer: Any) -> None:
        self.timer.cancel()


def housekeep() -> None:
    try:
        report()
        submissions.sweep()
    except DatabaseError:
        logger.exception("Housekeeping failed, next try in %s s", EVERY_S)
    finally:
        connection.close()


def report() -> None:
    """Say that this machine is alive. Whether it can sandbox is asked at the start, then until it can."""
    last = health.own_report()
    if last and last.sandbox_ok:
        health.report(sandbox_ok=True)
        return
    ok, reason = can_sandbox()
    health.report(sandbox_ok=ok, reason=reason)


@worker_process_init.connect
def warm_sandbox(**kwargs: Any) -> None:
    """Import torch and start the zygote before the first submission, which would otherwise wait for both."""
    from grader.sandbox import client

    client.warm()


@worker_process_shutdown.connect
def close_sandbox(**kwargs: Any) -> None:
    from grader.sandbox import client

    client.close()
