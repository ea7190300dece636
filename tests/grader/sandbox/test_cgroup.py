"""A control group is used where one was given to us, and limits a job as a whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import cgroup
from grader.sandbox.limits import Limits


@pytest.fixture
def given(tmp_path, monkeypatch) -> Path:
    """A directory that looks like a delegated group with our own below it."""
    (tmp_path / "worker").mkdir()
    (tmp_path / "cgroup.subtree_control").touch()
    monkeypatch.setattr(cgroup, "MOUNT", tmp_path.parent)
    monkeypatch.setattr(cgroup, "_own_group", lambda: tmp_path / "worker")
    monkeypatch.setattr(
        os, "getxattr", lambda path, name: b"1" if (path, name) == (tmp_path, "user.delegate") else b"0"
    )
    return tmp_path


def as_kernel(group: cgroup.Group, kills: int) -> None:
    (group.path / "memory.current").write_text(str(300 * 2**20))
    (group.path / "memory.events").write_text(f"low 0\noom 1\noom_kill {kills}\n")


def test_a_group_that_was_given_to_us_is_used(given):
    group = cgroup.make()
    assert group is not None
    assert group.path.parent == given
    assert (given / "cgroup.subtree_control").read_text() == "+memory +pids"


def test_a_group_that_nobody_gave_us_is_left_alone(given, monkeypatch):
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"0")
    assert cgroup.make() is None
    assert (given / "cgroup.subtree_control").read_text() == ""


def test_a_host_without_attributes_or_groups_does_without(monkeypatch, tmp_path):
    assert cgroup.delegated(tmp_path / "worker") is None
    monkeypatch.setattr(cgroup, "_own_group", lambda: None)
    assert cgroup.make() is None


def test_two_zygotes_have_a_group_each(given):
    assert cgroup.make().path != cgroup.make().path


def test_the_limit_is_the_jobs_on_top_of_the_zygotes(given):
    group = cgroup.make()
    as_kernel(group, kills=0)
    group.note_baseline()
    group.limit(Limits(memory_mb=500).memory_mb, 32)
    ceiling = int((group.path / "memory.max").read_text()) / 2**20
    assert 300 + 500 < ceiling <= 300 + 500 + cgroup.RESERVE_MB
    assert int((group.path / "pids.max").read_text()) == 32 + cgroup.OWN_PROCESSES


def test_kills_for_memory_are_counted(given):
    group = cgroup.make()
    as_kernel(group, kills=3)
    assert group.kills() == 3


def test_a_command_enters_the_group_before_it_starts(given):
    group = cgroup.make()
    program = "import os; print(os.getpid())"
    done = subprocess.run(group.entered([sys.executable, "-c", program]), capture_output=True, text=True, check=True)
    assert (group.path / "cgroup.procs").read_text() == done.stdout


def test_removing_leaves_nothing_behind(given):
    group = cgroup.make()
    group.remove()
    assert not group.path.exists()


@pytest.mark.skipif(cgroup.delegated() is None, reason="no control group was delegated to these tests")
def test_a_real_group_stops_what_many_processes_hold(run):
    body = """
        import os, time
        for _ in range(6):
            if os.fork() == 0:
                held = bytearray(b"x") * (200 * 2**20)
                time.sleep(5)
        time.sleep(5)
    """
    assert run(body, memory_mb=400).status == "memory"
