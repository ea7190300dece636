"""One limit on memory and processes for all that a zygote runs, where this host has given us a control group.

Theory of operation
-------------------
Limits by process (see `jail`) stop a submission that grows; they do not add up what its children hold, which the zygote
does by looking, ten times a second. A control group does both at once and in the kernel. We use one where systemd has
delegated it (`Delegate=memory pids`, `DelegateSubgroup=worker` in the worker's unit), and do without anywhere else: a
group that nobody gave us is not ours to write to.

Each zygote gets a group beside the worker's own. As it runs one job at a time, the group's limit is that job's, set
before the job is handed over, on top of what the zygote itself holds. When memory runs out the kernel kills the process
that `jail` has marked as the first to go, which is never the zygote.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path

MOUNT = Path("/sys/fs/cgroup")
RESERVE_MB = 256  # scratch files, an answer, page tables, and the pages that the next child will copy
OWN_PROCESSES = 8  # bubblewrap, the zygote, a porter, a waiting child

_numbers = itertools.count()


class Group:
    """The control group of one zygote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held_mb = 0.0
        path.mkdir()

    def entered(self, command: list[str]) -> list[str]:
        """The same command, started inside the group."""
        return ["/bin/sh", "-c", 'echo $$ > "$0" && exec "$@"', str(self.path / "cgroup.procs"), *command]

    def note_baseline(self) -> None:
        """What the zygote holds before any job does not count against one."""
        self._held_mb = int((self.path / "memory.current").read_text()) / 2**20

    def limit(self, memory_mb: int, processes: int) -> None:
        ceiling = int((self._held_mb + memory_mb + RESERVE_MB) * 2**20)
        (self.path / "memory.max").write_text(str(ceiling))
        with contextlib.suppress(FileNotFoundError):  # a kernel without swap accounting
            (self.path / "memory.swap.max").write_text("0")
        (self.path / "pids.max").write_text(str(processes + OWN_PROCESSES))

    def kills(self) -> int:
        """How often the kernel has killed for memory in this group."""
        events = dict(line.split() for line in (self.path / "memory.events").read_text().splitlines())
        return int(events.get("oom_kill", 0))

    def remove(self) -> None:
        with contextlib.suppress(OSError):  # its last process may not be buried yet: an empty group costs nothing
            self.path.rmdir()


def make() -> Group | None:
    """A group for one zygote, or None where none was delegated to us."""
    parent = delegated()
    if parent is None:
        return None
    try:
        (parent / "cgroup.subtree_control").write_text("+memory +pids")
        return Group(parent / f"denoise-{os.getpid()}-{next(_numbers)}")
    except OSError:
        return None


def delegated(own: Path | None = None) -> Path | None:
    """The group above our own, if systemd has marked it as given away."""
    own = own or _own_group()
    if own is None or own == MOUNT:
        return None
    for mark in ("user.delegate", "trusted.delegate"):
        with contextlib.suppress(OSError):
            if os.getxattr(own.parent, mark) == b"1":
                return own.parent
    return None


def _own_group() -> Path | None:
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            if line.startswith("0::/"):
                return MOUNT / line.removeprefix("0::/")
    return None
