"""Can this host sandbox, and what would mend it if not?

Free of torch and Django: the web process and an installer ask it too. The question is put by doing: `_confinement` puts
up every wall round a child that does nothing. Only when that fails are the kernel's settings read, to name the cause.
"""

from __future__ import annotations

import functools
import importlib.util
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox import launch
from grader.sandbox.seccomp import ARCHITECTURES

REHEARSAL_S = 30
PRIVILEGED = "docker run --cap-add SYS_ADMIN --security-opt seccomp=unconfined --security-opt apparmor=unconfined …"


@dataclass(frozen=True)
class Finding:
    """One thing the sandbox needs. `remedy` is a command, empty where there is nothing to mend."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def diagnose() -> list[Finding]:
    """Everything the sandbox needs, first things first."""
    return [_machine(), _kernel(), _bubblewrap(), _torch(), _system_call_filter(), _confinement()]


@functools.cache
def can_sandbox() -> tuple[bool, str]:
    """Whether jobs can run here, else the first reason against. Asked once per process: hosts change with a restart."""
    for finding in diagnose():
        if not finding.ok:
            remedy = f"; run: {finding.remedy}" if finding.remedy else ""
            return False, f"{finding.detail}{remedy}"
    return True, ""


def _machine() -> Finding:
    got = f"{platform.system()} on {platform.machine()}"
    if platform.system() == "Linux" and platform.machine() in ARCHITECTURES:
        return Finding("machine", True, got)
    return Finding("machine", False, f"expected Linux on {' or '.join(ARCHITECTURES)}, got {got}")


def _kernel() -> Finding:
    """Before 5.14 processes were counted by user, not by namespace: a limit for one job would count everybody's."""
    release = platform.release()
    numbers = [int(part) for part in re.findall(r"\d+", release)[:2]]
    if numbers >= [5, 14]:
        return Finding("kernel", True, f"Linux {release}")
    return Finding("kernel", False, f"expected Linux 5.14 or newer, got {release}")


def _bubblewrap() -> Finding:
    try:
        path = launch.bubblewrap()
    except launch.ZygoteFailed as error:
        return Finding("bubblewrap", False, str(error), "apt-get install bubblewrap")
    return Finding("bubblewrap", True, path)


def _torch() -> Finding:
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return Finding("torch", False, "torch is not installed for this Python", "pip install torch")
    for path in (Path(found.origin), Path(__file__)):  # root's sandbox runs as somebody else
        if not path.stat().st_mode & 0o004:
            return Finding("torch", False, f"not everybody may read {path}", f"chmod -R a+rX {path.parent}")
    return Finding("torch", True, str(Path(found.origin).parent))


def _system_call_filter() -> Finding:
    if Path("/proc/sys/kernel/seccomp/actions_avail").exists():
        return Finding("seccomp", True, "the kernel filters system calls")
    return Finding("seccomp", False, "this kernel is built without seccomp filters (CONFIG_SECCOMP_FILTER)")


def _confinement() -> Finding:
    try:
        command = launch.wall("from grader.sandbox import jail; jail.rehearse()")
        done = subprocess.run(command, env={}, capture_output=True, timeout=REHEARSAL_S, check=False)
    except (launch.ZygoteFailed, OSError, subprocess.TimeoutExpired) as error:
        return Finding("confinement", False, f"a confined child could not be started: {error}")
    if done.returncode == 0:
        return Finding("confinement", True, "a child was confined and ended well")
    lines = done.stderr.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    cause, remedy = _cause()
    return Finding("confinement", False, f"{cause} ({lines[0][:300]})", remedy)


def _cause() -> tuple[str, str]:
    """The setting that most likely stands in the way, and the command that changes it."""
    if _setting("user/max_user_namespaces") == "0":
        return "user namespaces are off", "sysctl -w user.max_user_namespaces=15000"
    if _setting("kernel/unprivileged_userns_clone") == "0":
        return "user namespaces are off for ordinary users", "sysctl -w kernel.unprivileged_userns_clone=1"
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        return "AppArmor restricts user namespaces", "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        return "this container may not make namespaces", PRIVILEGED
    return "namespaces could not be made", ""


def _setting(name: str) -> str:
    path = Path("/proc/sys", name)
    return path.read_text().strip() if path.exists() else ""
