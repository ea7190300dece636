"""Running one submission: what the worker and the command line call.

Theory of operation
-------------------
A job travels as two memory files. The judge writes the request into one and seals it; the other is as large as an
answer may be and sealed against growing and shrinking, so that a child can only fill it. Both go to the zygote in one
packet. Its report comes back when every process of the job is dead, so the answer cannot change while it is read.

The answer is a stranger's word. It is decoded by `wire`, which checks every length, and its header is taken apart here
field by field. What cannot be forged comes from the kernel through the zygote: how the job ended, and what it cost.

While it waits it may glance at the `board`, the last page of the answer's file, and pass on what it says.

A zygote that fails is replaced and the job is run once more; a second failure is `sandbox_failed`, never the student's.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import mmap
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import torch

from grader.sandbox import board, wire
from grader.sandbox.launch import Zygote, ZygoteFailed
from grader.sandbox.limits import Limits

GRACE_S = 10  # for the zygote to kill, bury and report, on a busy machine
TRIES = 2
HEADER_ROOM = wire.MAX_JSON_BYTES
GLANCE_S = 0.2  # a job that ends sooner is never looked at
STATUSES = ("ok", "error", "memory", "killed")
ERROR_TEXTS = {"kind": 40, "type": 200, "message": 2_100, "traceback": 8_100}


Glance = Callable[[board.Frame], None]


@dataclass(frozen=True)
class Job:
    source: str
    entry_point: str
    driver: str
    args: dict[str, Any] = field(default_factory=dict)
    tensors: dict[str, torch.Tensor] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What became of one job. `header` and `tensors` are the submission's own word."""

    status: str  # ok | error | timeout | memory | killed | sandbox_failed
    header: dict[str, Any] = field(default_factory=dict)
    tensors: dict[str, torch.Tensor] = field(default_factory=dict)
    stdout: str = ""
    stdout_truncated: bool = False
    error: dict[str, Any] | None = None
    timings: dict[str, float] = field(default_factory=dict)


class Sandbox:
    """One zygote per device, started when first needed and replaced when it dies or has served enough."""

    def __init__(self) -> None:
        self._zygotes: dict[str, Zygote] = {}
        self._lock = threading.Lock()

    def start(self, device: str = "cpu") -> None:
        self._zygote(device)

    def warm(self, device: str = "cpu") -> None:
        """Start, and have one child made: the first job finds everything ready."""
        self.start(device)

    def close(self) -> None:
        for device in list(self._zygotes):
            self._discard(device)

    def zygote_pid(self, device: str = "cpu") -> int:
        """Which process serves now: it changes when a zygote is replaced."""
        return self._zygote(device).pid

    def run(self, job: Job, limits: Limits, device: str = "cpu", *, on_progress: Glance | None = None) -> Outcome:
        """`on_progress` is told a few times a second how far a long job says it is; the outcome knows nothing of it."""
        with self._lock:
            started = time.perf_counter()
            outcome = self._run(job, limits, device, on_progress)
            outcome.timings["sandbox_ms"] = (time.perf_counter() - started) * 1e3
            return outcome

    def _run(self, job: Job, limits: Limits, device: str, on_progress: Glance | None) -> Outcome:
        reason = ""
        for _ in range(TRIES):
            try:
                return self._try(job, limits, device, on_progress)
            except (ZygoteFailed, OSError) as error:  # ours, or this host's: never the student's
                reason = str(error)
                self._discard(device)
        return Outcome("sandbox_failed", error={"kind": "sandbox", "message": reason})

    def _try(self, job: Job, limits: Limits, device: str, on_progress: Glance | None) -> Outcome:
        zygote = self._zygote(device)
        with _request_file(job) as request, _result_file(limits) as result:
            letter = {"limits": limits.as_dict(), "device": device}
            glance = functools.partial(_glance, result, limits, on_progress) if on_progress else None
            report, printed = zygote.exchange(
                letter, [request, result], limits.wall_s + GRACE_S, glance=glance, every_s=GLANCE_S
            )
            if "setup_failed" in report:
                raise ZygoteFailed(f"a job could not be confined: {report['setup_failed']}")
            return judge_ending(report, printed, result, limits)

    def _zygote(self, device: str) -> Zygote:
        zygote = self._zygotes.get(device)
        if zygote and not zygote.fit():
            self._discard(device)
            zygote = None
        if zygote is None:
            zygote = self._zygotes[device] = Zygote(device)
        return zygote

    def _discard(self, device: str) -> None:
        if zygote := self._zygotes.pop(device, None):
            zygote.stop()


@contextlib.contextmanager
def _request_file(job: Job) -> Iterator[int]:
    header = {
        "source": job.source,
        "entry_point": job.entry_point,
        "driver": job.driver,
        "args": job.args,
        "seed": job.args.get("seed"),
    }
    message = wire.encode(wire.Message(header, job.tensors))
    file = os.memfd_create("request", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.truncate(file, len(message))
        with mmap.mmap(file, len(message)) as view:
            view[:] = message
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
        yield file
    finally:
        os.close(file)


@contextlib.contextmanager
def _result_file(limits: Limits) -> Iterator[int]:
    file = os.memfd_create("result", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        os.truncate(file, _room(limits) + board.SIZE)
        fcntl.fcntl(file, fcntl.F_ADD_SEALS, fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
        yield file
    finally:
        os.close(file)


def _room(limits: Limits) -> int:
    """How large an answer may be; the board begins behind it."""
    return limits.result_mb * 2**20 + HEADER_ROOM


def _glance(result: int, limits: Limits, on_progress: Glance) -> None:
    """One copy of the board, whatever is being written on it."""
    if frame := board.read(os.pread(result, board.SIZE, _room(limits))):
        on_progress(frame)


def judge_ending(report: dict[str, Any], printed: bytes, result: int, limits: Limits) -> Outcome:
    """From how the job ended and what it left behind to an outcome."""
    said: dict[str, Any] = {
        "stdout": printed.decode("utf-8", "replace").replace("\0", "\ufffd"),
        "stdout_truncated": bool(report["truncated"]),
    }
    if report["ended"] == "wall clock":
        return _stopped("timeout", f"it ran longer than {limits.wall_s:g} s", said)
    if report["ended"] == "memory" or report["out_of_memory"]:
        return _stopped("memory", f"its processes held more than {limits.memory_mb} MB together", said)
    try:
        size = os.fstat(result).st_size
        # A private mapping: the tensors below live in it, and it lives as long as they do.
        message = wire.decode(
            mmap.mmap(result, size, flags=mmap.MAP_PRIVATE),
            max_bytes=size - board.SIZE,
            max_tensors=limits.result_tensors,
        )
        return _answered(message, said)
    except wire.WireError:
        return _without_answer(report, limits, said)


def _answered(message: wire.Message, said: dict[str, Any]) -> Outcome:
    header = message.header
    if not message.plain:  # a record holds thousands of short texts
        _require_storable(header)
    status: Any = header.get("status")
    took, fault = header.get("submission_ms"), header.get("error")
    if not isinstance(status, str) or status not in STATUSES or (status == "ok") != (fault is None):
        raise wire.WireError("expected a status and, unless it is ok, an error")
    timings = {"submission_ms": float(took)} if isinstance(took, int | float) and 0 <= took < 1e9 else {}
    if status != "ok":
        return Outcome(status, error=_checked_error(fault), timings=timings, **said)
    returned = header.get("returned")
    if not isinstance(returned, dict):
        raise wire.WireError(f"expected the driver's header to be an object, got {type(returned).__name__}")
    return Outcome("ok", returned, message.tensors, timings=timings, **said)


def _require_storable(header: dict[str, Any]) -> None:
    """PostgreSQL stores no NUL, and half a surrogate pair cannot be encoded at all: neither may travel further."""
    for text in _texts(header):
        if "\0" in text:
            raise wire.WireError("expected text without NUL characters, got one")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise wire.WireError("expected text that can be encoded, got half a surrogate pair") from error


def _texts(header: dict[str, Any]) -> Iterator[str]:
    """Every string in a JSON value, without recursion: how deep it goes is the sender's choice."""
    waiting: list[Any] = [header]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case list() as items:
                waiting += items
            case dict() as items:
                waiting += [*items.keys(), *items.values()]


def _checked_error(fault: Any) -> dict[str, Any]:
    if not isinstance(fault, dict):
        raise wire.WireError(f"expected an error to be an object, got {type(fault).__name__}")
    checked: dict[str, Any] = {name: str(fault.get(name, ""))[:size] for name, size in ERROR_TEXTS.items()}
    line = fault.get("line")
    checked["line"] = line if type(line) is int and 0 < line < 10**6 else None
    return checked


def _without_answer(report: dict[str, Any], limits: Limits, said: dict[str, Any]) -> Outcome:
    """The job ended and left nothing that can be read."""
    number = report["signal"]
    if number in (signal.SIGKILL, signal.SIGXCPU) and report["cpu_s"] >= limits.cpu_s - 0.5:
        return _stopped("timeout", f"it used more than {limits.cpu_s} s of processor time", said)
    if number == signal.SIGKILL:  # not ours, and no process inside can send it to the first: the kernel, out of memory
        return _stopped("memory", "the machine ran out of memory while it ran", said)
    if number is not None:
        return _stopped("killed", f"its process was ended by {_signal_name(number)}", said, "signal")
    if report["code"] != 0:
        return _stopped("killed", f"its process ended with exit code {report['code']} before it returned", said, "exit")
    return _stopped("killed", "its process ended and left no answer that can be read", said, "no_result")


def _signal_name(number: int) -> str:
    return signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"


def _stopped(status: str, message: str, said: dict[str, Any], kind: str = "") -> Outcome:
    return Outcome(status, error={"kind": kind or status, "message": message}, **said)


_own: dict[int, Sandbox] = {}


def _sandbox() -> Sandbox:
    """This process's sandbox. A fork must not share its parent's socket."""
    return _own.setdefault(os.getpid(), Sandbox())


def run(job: Job, limits: Limits, device: str = "cpu", *, on_progress: Glance | None = None) -> Outcome:
    return _sandbox().run(job, limits, device, on_progress=on_progress)


def warm(device: str = "cpu") -> None:
    _sandbox().warm(device)


def close() -> None:
    if sandbox := _own.pop(os.getpid(), None):
        sandbox.close()
