"""Real processes for tests: a Celery worker on the test database, a broker that may be killed."""

import os
import signal
import subprocess
from urllib.parse import quote

from celery import current_app
from django.conf import settings
from django.db import connection
from kombu import pools

from config import broker
from config.run import services
from grader.models import Submission, WorkerReport
from tests.conftest import wait_until

START_S = 180  # two pool processes import torch and start their zygotes; CI machines are slow
JUDGE_S = 60


class Process:
    """A service of the site in a session of its own, so that it can be killed with all its children."""

    def __init__(self, command: list[str], **environment: str) -> None:
        self.command, self.environment = command, {**os.environ, **environment}
        self.popen: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.popen = subprocess.Popen(self.command, env=self.environment, start_new_session=True)

    @property
    def pid(self) -> int:
        assert self.popen
        return self.popen.pid

    def kill(self) -> None:
        """As the kernel would when memory runs out, or a cable when it is pulled."""
        os.kill(self.pid, signal.SIGKILL)
        assert self.popen
        self.popen.wait()

    def stop(self) -> None:
        if self.popen and self.popen.poll() is None:
            self.popen.terminate()
            self.popen.wait(timeout=90)  # a pool process that still warms its sandbox finishes that first


class Worker(Process):
    def __init__(self) -> None:
        super().__init__(services.worker().command, DATABASE_URL=database_url(), REDIS_URL=current_broker())

    def start(self) -> None:
        WorkerReport.objects.all().delete()
        super().start()
        wait_until(WorkerReport.objects.exists, "the worker reports", START_S)


class Broker(Process):
    """The embedded broker of the site, on the socket that settings.BROKER_SOCKET names."""

    def __init__(self) -> None:
        super().__init__(services.broker().command)

    def start(self) -> None:
        super().start()
        wait_until(lambda: broker.answers(f"redis+socket://{settings.BROKER_SOCKET}"), "the broker answers")


def verdict_of(submission: Submission, seconds: float = JUDGE_S) -> Submission:
    judged = Submission.objects.judged().filter(pk=submission.pk)
    wait_until(judged.exists, f"submission {submission.pk} is judged", seconds)
    return judged.get()


def database_url() -> str:
    """The database that Django made for this test run, for a process that reads it from its environment."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    login = f"{quote(values['USER'])}:{quote(values['PASSWORD'])}@" if values["USER"] else ""
    return f"postgres://{login}{quote(values['HOST'], safe='')}:{values['PORT'] or 5432}/{values['NAME']}"


def current_broker() -> str:
    return current_app.conf.broker_url


def use_broker(url: str) -> None:
    """Make this process send its messages there; no open connection to another broker stays in use."""
    pools.reset()
    current_app.conf.broker_url = current_app.conf.broker_write_url = current_app.conf.broker_read_url = url
    current_app._pool = current_app.amqp._producer_pool = None
