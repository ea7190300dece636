"""The whole site, as `make run` starts it, on a free port and a data directory of its own."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).parent.parent


class RunningSite:
    """A supervisor process with what it has said so far."""

    def __init__(self, data_dir: Path, port: int, **environment: str) -> None:
        self.data_dir = data_dir
        self.port = port
        self.environment = environment
        self.url = f"http://127.0.0.1:{port}"
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.run"],
            cwd=ROOT,
            env=os.environ | {"DENOISE_DATA_DIR": str(data_dir), "PORT": str(port)} | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def wait_for(self, words: str, *, times: int = 1, timeout_s: float = 180) -> None:
        """Until the words were said; fails at once when the site ends without saying them."""
        deadline = time.monotonic() + timeout_s
        while sum(words in line for line in list(self.lines)) < times:
            ended = self.process.poll() is not None and not self.reader.is_alive()
            if ended or time.monotonic() > deadline:
                said = "\n".join(self.lines[-40:])
                raise AssertionError(f"expected {words!r} {times}× within {timeout_s} s; it said last:\n{said}")
            time.sleep(0.05)

    def wait_until_ready(self) -> "RunningSite":
        self.wait_for("Denoise is ready")
        return self

    def wait(self, timeout_s: float = 60) -> int:
        """The exit status, once all output is read."""
        status = self.process.wait(timeout_s)
        self.reader.join(timeout_s)
        return status

    def stop(self) -> int:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)
        return self.wait()

    def health(self) -> tuple[int, dict[str, str]]:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def accounts(self) -> dict[str, str]:
        """Demo account name → password."""
        lines = (self.data_dir / "demo-accounts.txt").read_text().splitlines()
        return {name: password for name, password, *_ in map(str.split, lines)}

    def service(self, words: str) -> int:
        """The process id of the service whose command line holds the words."""
        found = [pid for pid in children(self.process.pid) if words in command_line(pid)]
        assert len(found) == 1, f"expected one {words!r} process, got {found}"
        return found[0]


@contextlib.contextmanager
def running_site(**environment: str) -> Iterator[RunningSite]:
    """A site that is ready, stopped and cleared away at the end."""
    # Short, since a unix socket's path may not be longer than 107 bytes; and a name that spoils a careless address.
    data_dir = Path(tempfile.mkdtemp(prefix="denoise 100%20? "))
    port = free_port()
    # On a shared broker its worker serves it alone.
    own = {"DENOISE_QUEUE": f"{os.environ.get('DENOISE_QUEUE', 'site')}-{port}"}
    with own_database() as database:
        site = RunningSite(data_dir, port, **own, **database, **environment)
        try:
            yield site.wait_until_ready()
        finally:
            site.stop()
            shutil.rmtree(data_dir)


@contextlib.contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """Where DATABASE_URL names a PostgreSQL server: a database on it for one site, since a site fills its own."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    name = f"denoise_site_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def children(pid: int) -> list[int]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def descendants(pid: int) -> list[int]:
    return [found for child in children(pid) for found in (child, *descendants(child))]


def command_line(pid: int) -> str:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that still run; one that waits to be reaped does not."""
    return [pid for pid in pids if command_line(pid)]
