"""Starting a zygote under bubblewrap and talking to it.

Theory of operation
-------------------
bubblewrap makes the outer wall: its own user, PID, mount, network, IPC, UTS and cgroup namespaces, the root of
`root.py`, an empty environment, and no descriptor of ours but one socket. Started by an ordinary user it also makes the
user namespace. Started by root it must not: the one uid that it could map would be root's, and files of root's are what
is to be protected. There the zygote instead gives up root for a uid that owns nothing before it imports anything, and
each job's user namespace is made from there.

The zygote ends with us: bubblewrap asks the kernel to kill it when the thread that started it ends, and it leaves by
itself when its socket closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from typing import Any

from grader.sandbox import cgroup, root

START_S = 120  # a cold import of torch from a slow disk
PACKET = 212_992
JOBS = 1_000
GROWTH_MB = 128
INNER_UID = 1000
FIRST_UID = 61_184  # a range that Debian and systemd give to nobody for good: 61184 to 65519
UIDS = 4_096

# The only settings that pass, all about the processor: some need them to compute right.
PASSED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "ATEN_CPU_CAPABILITY", "MKL_CBWR")


class ZygoteFailed(Exception):
    """The zygote could not start, or is gone. Another may work."""


class Zygote:
    """One running zygote."""

    def __init__(self, device: str = "cpu") -> None:
        self._served = 0
        self._grown = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PACKET)
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PACKET)
        with theirs:
            line = command(theirs.fileno(), device)
            self._group = cgroup.make()
            self._process = subprocess.Popen(
                self._group.entered(line) if self._group else line,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env={},
                pass_fds=[theirs.fileno()],
            )
        self.pid = self._process.pid
        try:
            ready = json.loads(self._receive(time.monotonic() + START_S))
        except ZygoteFailed:
            self.stop()
            raise
        self._ceiling_mb = ready["zygote_mb"] + GROWTH_MB
        if self._group:
            self._group.note_baseline()

    def exchange(
        self,
        letter: dict[str, Any],
        files: list[int],
        timeout_s: float,
        *,
        glance: Callable[[], None] | None = None,
        every_s: float = 1.0,
    ) -> tuple[dict[str, Any], bytes]:
        """Hand over one job; return the report and what was printed. While it runs, call `glance` so often."""
        self._served += 1
        kills = self._set_group_limits(letter["limits"])
        try:
            socket.send_fds(self._socket, [json.dumps(letter).encode()], files)
        except OSError as error:
            raise ZygoteFailed(f"the zygote is gone: {error}") from error
        deadline = time.monotonic() + timeout_s
        if glance is not None:
            self._look_on(glance, every_s, deadline)
        line, _, printed = self._receive(deadline).partition(b"\n")
        report = json.loads(line)
        report["out_of_memory"] = self._group is not None and self._group.kills() > kills
        self._grown = report.get("zygote_mb", 0) > self._ceiling_mb
        return report, printed

    def fit(self) -> bool:
        """Alive, no larger than it was, and not so old that its address layout is worth learning."""
        return self._process.poll() is None and not self._grown and self._served < JOBS

    def stop(self) -> None:
        """Kill bubblewrap; its namespaces and everything in them die with it."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()
        self._errors.close()
        if self._group:
            self._group.remove()

    def _set_group_limits(self, limits: dict[str, Any]) -> int:
        if self._group is None:
            return 0
        self._group.limit(limits["memory_mb"], limits["processes"])
        return self._group.kills()

    def _look_on(self, glance: Callable[[], None], every_s: float, deadline: float) -> None:
        """Until the report is there, or overdue. However long a glance takes, the report waits in the socket."""
        while time.monotonic() < deadline and not select.select([self._socket], [], [], every_s)[0]:
            glance()

    def _receive(self, deadline: float) -> bytes:
        readable, _, _ = select.select([self._socket], [], [], max(0.0, deadline - time.monotonic()))
        if not readable:
            raise ZygoteFailed("the zygote did not answer in time")
        packet = self._socket.recv(PACKET)
        if not packet:
            raise ZygoteFailed(f"the zygote ended: {self._last_words()}")
        return packet

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:500] if lines else "it said nothing"


def command(control_fd: int, device: str) -> list[str]:
    """The whole bubblewrap command line of a zygote."""
    return wall(f"from grader.sandbox import zygote; zygote.main({control_fd}, {device!r})", device)


def wall(program: str, device: str = "cpu") -> list[str]:
    """A command that runs one line of Python behind the outer wall, as somebody who owns nothing."""
    return [
        bubblewrap(),
        *namespaces(),
        "--die-with-parent",
        "--as-pid-1",
        "--new-session",
        *root.bindings(),
        *devices(device),
        *("--perms", "1777", "--size", str(2**20), "--tmpfs", "/tmp"),
        *("--proc", "/proc", "--remount-ro", "/", "--chdir", "/"),
        "--clearenv",
        *environment(),
        "--",
        *python(program),
    ]


def bubblewrap() -> str:
    found = shutil.which("bwrap", path="/usr/bin:/usr/local/bin:/bin")
    if found is None:
        raise ZygoteFailed("bubblewrap is not installed; run: apt-get install bubblewrap")
    return found


def namespaces() -> list[str]:
    wanted = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if os.geteuid() == 0:
        return wanted
    return ["--unshare-user", "--uid", str(INNER_UID), "--gid", str(INNER_UID), *wanted]


def zygote_uid() -> int:
    """Whom the zygote runs as. Two zygotes that root starts share no owner."""
    return FIRST_UID + os.getpid() % UIDS if os.geteuid() == 0 else INNER_UID


def devices(device: str) -> list[str]:
    names = ["null", "zero", "full", "random", "urandom"]
    if device == "cuda":
        names += sorted(name for name in os.listdir("/dev") if name.startswith("nvidia"))
    binds = [argument for name in names for argument in ("--dev-bind-try", f"/dev/{name}", f"/dev/{name}")]
    return ["--perms", "0755", "--dir", "/dev", *binds]


def environment() -> list[str]:
    one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    passed = {name: os.environ[name] for name in PASSED if name in os.environ}
    settings = {"HOME": "/tmp", "TMPDIR": "/tmp", "USER": "student", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    settings |= one_thread | passed
    return [argument for name, value in settings.items() for argument in ("--setenv", name, value)]


def python(program: str) -> list[str]:
    """Isolated, without `site` (no .pth file runs), without bytecode."""
    first = (
        f"import sys; sys.path[len(sys.path):] = {root.import_path()!r}; "
        f"from grader.sandbox import native; native.leave_root({zygote_uid()}); "
    )
    return [str(root.interpreter()), "-I", "-S", "-B", "-X", "utf8", "-c", first + program]
