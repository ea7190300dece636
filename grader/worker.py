"""What a Celery worker does besides grading: warm its sandbox, report, sweep.

A worker counts as there once one of its pool processes has torch imported and a sandbox running: that process writes
the first report, so a site that says it is ready also grades at once. From then on the main process keeps the report
fresh, and sweeps, on its own timer rather than through Celery beat: neither waits behind a long queue, and each worker
speaks for itself. The main process closes its database connection after each turn, because the pool forks from it.
"""

import logging
from typing import Any

from celery import bootsteps
from celery.signals import celeryd_after_setup, worker_process_init, worker_process_shutdown
from django.db import DatabaseError, connection

from grader import device, health, pictures, regrading, submissions, trials
from grader.sandbox.doctor import can_sandbox

logger = logging.getLogger(__name__)

EVERY_S = 2.0
node_name = ""  # set before the pool forks; its processes have no other way to know whom they belong to


@celeryd_after_setup.connect
def enter(sender: str, **kwargs: Any) -> None:
    """Once in a worker's life, so what it holds now is what its predecessor of the same name left behind."""
    global node_name
    node_name = sender
    with_database(health.forget, node_name)
    with_database(submissions.take_over, node_name)


@worker_process_init.connect
def warm_sandbox(**kwargs: Any) -> None:
    """Import torch and start the zygote before the first submission, which would otherwise wait for both."""
    import torch

    from grader import grading, running  # noqa: F401  with all that they import
    from grader.sandbox import client

    torch.set_num_threads(1)  # the judge's tensors are small, and the cores belong to the other pool processes
    try:
        client.warm(device.chosen())
    except Exception as error:
        logger.exception("The sandbox did not start")
        with_database(health.report, node_name, sandbox_ok=False, reason=str(error))
    else:
        with_database(health.report, node_name, sandbox_ok=True)


@worker_process_shutdown.connect
def close_sandbox(**kwargs: Any) -> None:
    from grader.sandbox import client

    client.close()


class Housekeeping(bootsteps.StartStopStep):
    """Starts anew with the consumer, whose timers are dropped when the broker goes away."""

    requires = ("celery.worker.consumer.connection:Connection",)

    def start(self, consumer: Any) -> None:
        self.timer = consumer.timer.call_repeatedly(EVERY_S, housekeep)

    def stop(self, consumer: Any) -> None:
        self.timer.cancel()


def housekeep() -> None:
    with_database(stay_alive)
    with_database(submissions.sweep)
    with_database(pictures.ask_again)
    with_database(regrading.ask_again)
    with_database(trials.ask_again)


def stay_alive() -> None:
    """Keep the report fresh; while it says that the sandbox does not work, look again."""
    last = health.last_report(node_name)
    if last is None:
        return  # no pool process is ready yet
    ok, reason = (True, "") if last.sandbox_ok else can_sandbox()
    health.report(node_name, sandbox_ok=ok, reason=reason)


def with_database(duty: Any, *args: Any, **kwargs: Any) -> None:
    try:
        duty(*args, **kwargs)
    except DatabaseError:
        logger.exception("%s failed, the worker goes on", duty.__name__)
    finally:
        connection.close()
