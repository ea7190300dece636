"""The process that holds torch, so that no job has to import it.

Theory of operation
-------------------
The zygote is process 1 of the namespaces that bubblewrap made. It imports torch once, warms it (see `warm`), and from
then on only forks: it never runs a student's code and never touches a student's tensor, so what one job does cannot
reach the next through it. It keeps one finished child ahead (see `prisoner`), hands it the next job, and waits.

It is also the watchdog. While a job runs it drains the output pipe, keeps the first bytes, and watches the clock, the
memory of the job's processes, and the judge: when the judge's socket closes, it ends, and with it, being process 1,
everything else. To kill a job it kills that job's process 1; the kernel kills the rest before `wait` returns.

It speaks one packet per message on one socket: jobs in, with two memory files each, and reports out. A report says how
the job ended, never what it computed; that is in the memory file, which the zygote does not read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from grader.sandbox import native
from grader.sandbox.prisoner import porter
from grader.sandbox.warm import warm_up

PACKET = 65_536
PIPE = 65_536
SWEEP_S = 0.1  # how often the memory of several processes is added up
RUNNING = "not yet"


class SetupFailed(Exception):
    """A child could not be confined: our fault, and the host's to mend."""


@dataclass
class Child:
    """One prisoner and what the zygote holds of it."""

    channel: socket.socket
    output: int
    pid: int = 0

    def hand(self, letter: bytes, files: list[int]) -> None:
        while not (answer := json.loads(self.channel.recv(PACKET) or b'{"setup_failed": "died"}')).get("ready"):
            self._hear(answer)
        while not self.pid:
            self._hear(json.loads(self.channel.recv(PACKET)))
        socket.send_fds(self.channel, [letter], files)

    def hear_confession(self) -> None:
        """After its death: whether the last walls stood. The submission never held the other end of the channel."""
        self.channel.setblocking(False)
        with contextlib.suppress(BlockingIOError, ConnectionError):
            if last := self.channel.recv(PACKET):
                self._hear(json.loads(last))

    def _hear(self, answer: dict[str, Any]) -> None:
        if "setup_failed" in answer:
            raise SetupFailed(answer["setup_failed"])
        self.pid = answer["pid"]


@dataclass
class Watch:
    """What is seen of a job while it runs."""

    room: int
    ended: str = RUNNING
    kept: bytearray = field(default_factory=bytearray)
    truncated: bool = False

    def keep(self, chunk: bytes) -> None:
        free = self.room - len(self.kept)
        self.kept += chunk[:free]
        self.truncated |= len(chunk) > free


def main(control_fd: int, device: str) -> None:
    control = socket.socket(fileno=control_fd)
    native.prctl(native.PR_SET_PDEATHSIG, signal.SIGKILL)
    warm_up(device)
    setup_silence()
    gc.collect()
    gc.freeze()
    gc.disable()  # collecting would write to pages that the children share
    spare = fork_child(device)
    control.send(json.dumps({"zygote_mb": resident_mb()}).encode())
    while True:
        packet, files, _, _ = socket.recv_fds(control, PACKET, 2)
        if not packet:
            return
        control.send(serve(control, spare, packet, files))
        spare = fork_child(device)


def setup_silence() -> None:
    """From here on nothing of ours is said on the judge's standard error."""
    nothing = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    os.close(nothing)


def fork_child(device: str) -> Child:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    read_end, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        porter(theirs, write_end, device)
    theirs.close()
    os.close(write_end)
    os.waitpid(pid, 0)
    return Child(ours, read_end)


def serve(control: socket.socket, child: Child, packet: bytes, files: list[int]) -> bytes:
    """Run one job in a finished child; the report as a packet: a line of JSON, then what was printed."""
    try:
        limits = json.loads(packet)["limits"]
        started = time.monotonic()
        child.hand(packet, files)
        watch = watch_over(control, child, limits, started)
        report = end(child, watch)
        child.hear_confession()
        return json.dumps(report).encode() + b"\n" + bytes(watch.kept)
    except (SetupFailed, OSError) as error:
        return json.dumps({"setup_failed": str(error)}).encode() + b"\n"
    finally:
        for file in files:
            os.close(file)
        os.close(child.output)
        child.channel.close()


def watch_over(control: socket.socket, child: Child, limits: dict[str, Any], started: float) -> Watch:
    """Until the job is dead: drain its output, watch the clock and its memory."""
    watch = Watch(room=limits["stdout_bytes"])
    deadline, sweep = started + limits["wall_s"], started + SWEEP_S
    pidfd = os.pidfd_open(child.pid)
    poll = select.poll()
    for descriptor in (pidfd, child.output, control.fileno()):
        poll.register(descriptor, select.POLLIN)
    while watch.ended == RUNNING:
        now = time.monotonic()
        events = dict(poll.poll(max(0.0, min(deadline, sweep) - now) * 1e3))
        if child.output in events and not _drain(child.output, watch):
            poll.unregister(child.output)
        if control.fileno() in events:
            sys.exit("the judge is gone")
        if pidfd in events:
            watch.ended = "by itself"
        elif now >= deadline:
            watch.ended = "wall clock"
        elif now >= sweep:
            sweep = now + SWEEP_S
            if held_mb() > limits["memory_mb"]:
                watch.ended = "memory"
    os.kill(child.pid, signal.SIGKILL)  # until it is buried, even a dead process keeps its number
    select.select([pidfd], [], [])
    os.close(pidfd)
    while _drain(child.output, watch):
        pass
    return watch


def _drain(output: int, watch: Watch) -> bool:
    chunk = os.read(output, PIPE)
    watch.keep(chunk)
    return bool(chunk)


def held_mb() -> float:
    """Memory of the running job, once it has several processes: alone, each is under its own limit.

    There is one job at a time and no other child, so all processes but ours are the job's. Proportional sizes, since
    each is a copy of this one and shares most of it.
    """
    others = [entry for entry in os.listdir("/proc") if entry.isdigit() and entry != "1"]
    return sum(_proportional_kb(pid) for pid in others) / 1024 if len(others) > 1 else 0.0


def _proportional_kb(pid: str) -> int:
    with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as rollup:
        return next((int(line.split()[1]) for line in rollup if line.startswith("Pss:")), 0)
    return 0


def end(child: Child, watch: Watch) -> dict[str, Any]:
    """Bury the dead; say how the job ended."""
    _, status, usage = os.wait4(child.pid, 0)
    return {
        "ended": watch.ended,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
        "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "truncated": watch.truncated,
        "zygote_mb": resident_mb(),
    }


def resident_mb() -> float:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20
