"""The sandbox holds for root and for an ordinary user alike; which one it was started by cannot be seen inside."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

NOBODY = 65_534
ROOT = Path(__file__).parents[3]


def interpreter_for_anybody() -> str:
    """This interpreter, or the system's of the same version where ours lies in a closed home."""
    wanted = f"import sys, tests, torch; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    for candidate in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            if as_nobody([candidate, "-c", wanted]).returncode == 0:
                return candidate
    pytest.skip("neither this Python nor the system's can be run by another user")


def as_nobody(command: list[str]) -> subprocess.CompletedProcess[str]:
    packages = os.pathsep.join(entry for entry in sys.path if entry.endswith("-packages"))
    return subprocess.run(
        command,
        env={"PYTHONPATH": f"{ROOT}{os.pathsep}{packages}", "HOME": "/nonexistent", "PATH": os.environ["PATH"]},
        cwd="/",
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_users_sandbox_keeps_the_same_promises():
    done = as_nobody([interpreter_for_anybody(), "-m", "tests.grader.sandbox.attacks"])
    assert done.returncode == 0, done.stderr[-2_000:]
    assert "promises kept" in done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="about being started by root")
def test_roots_sandbox_runs_as_somebody_who_owns_nothing(sandbox, run):
    zygote = Path(f"/proc/{sandbox.zygote_pid()}/task/{sandbox.zygote_pid()}/children").read_text().split()[0]
    owner = os.stat(f"/proc/{zygote}").st_uid
    assert owner >= 61_184
    assert run("import os; return [os.getuid(), os.geteuid()]").header["value"] == [owner, owner]
    assert "CapEff:\t0000000000000000" in Path(f"/proc/{zygote}/status").read_text()
