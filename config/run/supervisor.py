"""Keeps a list of services running until it is told to stop."""

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from config.run.console import say
from config.run.services import Service

TICK_S = 0.1
BACKOFF_S = (1, 2, 4, 8, 16, 30)
STEADY_AFTER_S = 60  # a service that ran so long starts again at the first step
PR_SET_PDEATHSIG = 1
_prctl = getattr(ctypes.CDLL(None), "prctl", None)  # Linux only; looked up before any fork


class Child:
    """One service's process: none yet, running, or waiting for its next start."""

    def __init__(self, service: Service, selector: selectors.BaseSelector) -> None:
        self.service = service
        self.selector = selector
        self.process: subprocess.Popen[bytes] | None = None
        self.unfinished = b""
        self.started_at = 0.0
        self.start_at = 0.0
        self.failures = 0

    def start(self) -> None:
        supervisor = os.getpid()
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        with os.fdopen(writer, "wb") as output:
            self.process = subprocess.Popen(
                self.service.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=lambda: _die_with(supervisor),
            )
        self.selector.register(reader, selectors.EVENT_READ, self)
        self.started_at = time.monotonic()

    def relay(self, reader: int) -> None:
        """Say the whole lines that the service wrote since last time; the last one may wait for its end."""
        try:
            chunk = os.read(reader, 65_536)
        except BlockingIOError:
            return
        if not chunk:
            self.selector.unregister(reader)
            os.close(reader)
        *lines, self.unfinished = (self.unfinished + chunk).split(b"\n")
        for line in (raw.decode(errors="replace").rstrip() for raw in lines):
            if line and not any(words in line for words in self.service.noise):
                say(line, self.service.name)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)

    def kill(self) -> str:
        """End the process and all that it left in its group; returns how it ended."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self.process = None
        return f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"


class Supervisor:
    def __init__(self, services: list[Service]) -> None:
        self.selector = selectors.DefaultSelector()
        self.children = [Child(service, self.selector) for service in services]
        self.signals = 0

    def run(self, ready: Callable[[], bool], on_ready: Callable[[], None], tries: int = 3) -> int:
        """Until SIGINT or SIGTERM. Ends with 1 where a service fails `tries` times before the site is ready."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._count_signal)
        is_ready = False
        try:
            while not self.signals:
                self._start_due()
                self._relay_output()
                self._notice_ended()
                if is_ready:
                    continue
                failing = next((child for child in self.children if child.failures >= tries), None)
                if failing:
                    say(f"{failing.service.name} cannot start; its own words are above.")
                    return 1
                if ready():
                    is_ready = True
                    on_ready()
            say("Stopping …")
            return 0
        finally:
            self._stop_all()

    def _count_signal(self, *_: object) -> None:
        self.signals += 1

    def _start_due(self) -> None:
        for child in self.children:
            if child.process is None and time.monotonic() >= child.start_at:
                child.start()

    def _relay_output(self) -> None:
        for key, _ in self.selector.select(TICK_S):
            key.data.relay(key.fd)

    def _notice_ended(self) -> None:
        for child in self.children:
            if child.process is None or child.running:
                continue
            steady = time.monotonic() - child.started_at > STEADY_AFTER_S
            child.failures = 1 if steady else child.failures + 1
            pause = BACKOFF_S[min(child.failures, len(BACKOFF_S)) - 1]
            child.start_at = time.monotonic() + pause
            say(f"{child.service.name} stopped ({child.kill()}); starting it again in {pause} s")

    def _stop_all(self) -> None:
        running = [child for child in self.children if child.process]
        self._stop([child for child in running if not child.service.stops_last])
        self._stop([child for child in running if child.service.stops_last])
        self._relay_output()

    def _stop(self, children: list[Child]) -> None:
        """Ask, wait, then kill. A further signal means: at once."""
        signals_so_far = self.signals
        for child in children:
            child.stop()
        began = time.monotonic()
        while self.signals == signals_so_far and any(
            child.running and time.monotonic() - began < child.service.grace_s for child in children
        ):
            self._relay_output()
        for child in children:
            child.kill()


def _die_with(parent: int) -> None:
    """In the child, before exec: ask the kernel to stop it when the supervisor dies, however that happens."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it died in between
            sys.exit(1)
