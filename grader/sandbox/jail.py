"""The walls round one submission, as verbs in the order in which they are put up.

Theory of operation
-------------------
A job's process begins as a copy of the zygote and gives things up until nothing is left but Python, torch, its own
memory, an empty directory and a pipe for what it prints. What can be given up before the job is known is done ahead;
limits, privileges and system calls come last, when the setting up needs none of them any more. Each verb names the
threat that it answers; `prisoner` calls them. Nothing here imports torch, so that `doctor` can rehearse it anywhere.
"""

from __future__ import annotations

import contextlib
import functools
import os
import resource
import signal
import sys
from typing import Any

from grader.sandbox import native, seccomp

SCRATCH = "/tmp"
SCRATCH_OPTIONS = "size=64m,nr_inodes=4k,mode=700"
OPEN_FILES = 128
REPORTING_MB = 64  # what the harness may use, once the submission has run out of memory, to say so
NAMESPACES = (
    native.CLONE_NEWUSER
    | native.CLONE_NEWPID
    | native.CLONE_NEWNS
    | native.CLONE_NEWNET
    | native.CLONE_NEWIPC
    | native.CLONE_NEWUTS
    | native.CLONE_NEWCGROUP
)


def setup_namespaces() -> None:
    """Threat: anything outside. One uid is mapped, the one the zygote runs as, which owns nothing on this host."""
    uid, gid = os.getuid(), os.getgid()
    native.unshare(NAMESPACES)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{uid} {uid} 1")
    _write("/proc/self/gid_map", f"{gid} {gid} 1")


def setup_files(device: str) -> None:
    """Threat: files left for the next job, and what /proc tells. The root, read-only already, holds only Python.

    CUDA cannot do without /proc: there it shows this job's processes, or, where the kernel allows no other, the
    zygote's, whose memory and environment a child user namespace may not read.
    """
    native.mount("none", "/", flags=native.MS_REC | native.MS_PRIVATE)
    flags = native.MS_NOSUID | native.MS_NODEV | native.MS_NOEXEC
    native.mount("tmpfs", SCRATCH, "tmpfs", flags, SCRATCH_OPTIONS)
    if device == "cpu":
        native.mount("tmpfs", "/proc", "tmpfs", flags | native.MS_RDONLY, "size=4k,nr_inodes=1,mode=555")
    else:
        with contextlib.suppress(PermissionError):
            native.mount("proc", "/proc", "proc", flags)
    os.chdir(SCRATCH)
    os.umask(0o077)


def setup_sacrifice() -> None:
    """Threat: the host, or the zygote, being the one to die when memory runs out."""
    _write("/proc/self/oom_score_adj", "1000")


def setup_output(output: int) -> None:
    """Standard input is empty, standard output and error are one pipe that the zygote drains."""
    nothing = os.open("/dev/null", os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.stdin = _text_stream(0, "r")
    sys.stdout = _text_stream(1, "w")
    sys.stderr = _text_stream(2, "w")


def setup_descriptors(spared: int) -> None:
    """Threat: writing to the zygote, or to an answer other than through the harness. One is closed a little later."""
    os.closerange(3, spared)
    os.closerange(spared + 1, 65_536)


def setup_signals() -> None:
    """The default for all, as a student would expect of a fresh Python."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def setup_limits(limits: dict[str, Any], held: int, device: str) -> None:
    """Threat: taking the host's memory, processor, process table and disk from the other students."""
    mega = 2**20
    os.nice(limits["niceness"])
    if device == "cpu":  # CUDA reserves address space by the terabyte
        ceiling = held + limits["memory_mb"] * mega
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling + REPORTING_MB * mega))
    _limit(resource.RLIMIT_CPU, limits["cpu_s"])
    _limit(resource.RLIMIT_NPROC, limits["processes"])
    _limit(resource.RLIMIT_FSIZE, limits["file_mb"] * mega)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 1)  # with 0 the kernel still pipes a core to a handler on the host, with 1 it does not
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)


def setup_privileges() -> None:
    """Threat: the capabilities that a new user namespace hands out, and regaining them from a set-uid file."""
    native.prctl(native.PR_CAP_AMBIENT, native.PR_CAP_AMBIENT_CLEAR_ALL)
    for capability in range(last_capability() + 1):
        native.prctl(native.PR_CAPBSET_DROP, capability)
    native.drop_capabilities()
    native.prctl(native.PR_SET_NO_NEW_PRIVS, 1)


def setup_system_calls(device: str) -> None:
    """Threat: the kernel itself, and what it offers past files and memory. See `seccomp` for each."""
    seccomp.setup_seccomp(device)


def lift_memory_limit() -> None:
    """Let the harness use the reserve between the soft and the hard limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def rehearse() -> None:
    """Put up every wall round a child that then does nothing; raise OSError at the first that does not stand."""
    pid = os.fork()
    if pid == 0:
        os._exit(_rehearse_inside())
    _, status = os.waitpid(pid, 0)
    if status:
        raise OSError("expected a confined child to end well, it did not; the line above says why")


def _rehearse_inside() -> int:
    try:
        last_capability()
        setup_namespaces()
        if pid := os.fork():
            return os.waitpid(pid, 0)[1] and 1
        setup_files("cpu")
        setup_privileges()
        setup_system_calls("cpu")
    except OSError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def address_space() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


@functools.cache
def last_capability() -> int:
    """The highest number this kernel knows."""
    with open("/proc/sys/kernel/cap_last_cap") as file:
        return int(file.read())


def _text_stream(descriptor: int, mode: str) -> Any:
    """Line by line, so that what was printed before a time-out is not lost."""
    buffering = 1 if mode == "w" else -1
    return os.fdopen(descriptor, mode, buffering, encoding="utf-8", errors="replace", closefd=False)


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:
        file.write(text)
