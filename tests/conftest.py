"""Fixtures for every test."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from django.conf import settings as django_settings
from django.utils import translation

from config import broker as message_broker
from config.run import services


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers last: playwright leaves a loop running in the process, in which Django talks to no database."""
    items.sort(key=lambda item: item.get_closest_marker("e2e") is not None)


@pytest.fixture(autouse=True)
def _test_settings(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
    settings.STORAGES = {  # hashed names need collectstatic first
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A request for a Vietnamese page leaves its thread in Vietnamese, addresses included."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as the site has it: a database in memory locks differently, and a worker could not open it."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = Path(django_settings.DATA_DIR) / "test.sqlite3"


@pytest.fixture(scope="session")
def broker() -> Iterator[None]:
    """The broker that REDIS_URL names, or an embedded one for this run."""
    if django_settings.REDIS_URL:
        yield
        forget_queue(django_settings.REDIS_URL)
        return
    with subprocess.Popen(services.broker().command, stdout=subprocess.DEVNULL) as server:
        wait_until(lambda: message_broker.answers(django_settings.CELERY_BROKER_URL), "the broker answers")
        yield
        server.terminate()


def forget_queue(url: str) -> None:
    """Others use this broker too: take away what this run alone left on it."""
    with redis.Redis.from_url(url) as client:
        for key in client.scan_iter(f"*{django_settings.CELERY_TASK_DEFAULT_QUEUE}*"):
            client.delete(key)


def wait_until(condition: Callable[[], object], what: str, timeout_s: float = 10.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"expected within {timeout_s} s: {what}")
        time.sleep(0.05)
