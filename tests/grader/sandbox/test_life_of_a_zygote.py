"""A zygote that dies, or has served enough, is replaced, and no job is lost by it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader.sandbox import client, launch
from grader.sandbox.client import Job, Sandbox
from grader.sandbox.launch import Zygote, ZygoteFailed
from grader.sandbox.limits import Limits

JOB = Job("def attempt(): return 'done'", "attempt", "call")
SLOW = Job("import time\ndef attempt():\n    time.sleep(1)\n    return 'done'", "attempt", "call")


def test_a_killed_zygote_is_replaced(sandbox):
    before = sandbox.zygote_pid()
    os.kill(before, signal.SIGKILL)
    assert sandbox.run(JOB, Limits()).header == {"value": "done"}
    assert sandbox.zygote_pid() != before


def test_a_job_whose_zygote_dies_is_run_again(sandbox):
    before = sandbox.zygote_pid()
    threading.Timer(0.5, os.kill, (before, signal.SIGKILL)).start()
    assert sandbox.run(SLOW, Limits()).header == {"value": "done"}
    assert sandbox.zygote_pid() != before


def test_a_zygote_that_does_not_answer_is_a_fault_of_ours(sandbox, monkeypatch):
    monkeypatch.setattr(client, "GRACE_S", 0.2)
    stopped = children(sandbox.zygote_pid())[0]
    os.kill(stopped, signal.SIGSTOP)
    outcome = sandbox.run(JOB, Limits(wall_s=0.3))
    assert outcome.status == "ok"  # the first zygote was given up, the second served
    assert sandbox.run(JOB, Limits()).status == "ok"


def test_two_failures_in_a_row_are_sandbox_failed(monkeypatch):
    def refuse(device):
        raise ZygoteFailed("it will not start")

    monkeypatch.setattr(client, "Zygote", refuse)
    outcome = Sandbox().run(JOB, Limits())
    assert outcome.status == "sandbox_failed"
    assert outcome.error["message"] == "it will not start"


def test_a_wall_that_does_not_stand_at_the_last_moment_is_a_fault_of_ours(sandbox):
    """The child has its job already, and the limit that it is to set is none that a kernel knows."""
    outcome = sandbox.run(JOB, Limits(memory_mb=2**60))
    assert outcome.status == "sandbox_failed"
    assert outcome.error["message"].startswith("a job could not be confined: OverflowError")
    assert sandbox.run(JOB, Limits()).status == "ok"


def test_a_zygote_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr(
        launch, "python", lambda program: [str(launch.root.interpreter()), "-c", "raise OSError('no torch here')"]
    )
    outcome = Sandbox().run(JOB, Limits())
    assert outcome.status == "sandbox_failed"
    assert "no torch here" in outcome.error["message"]


def test_without_bubblewrap_the_outcome_names_the_package(monkeypatch):
    monkeypatch.setattr(launch.shutil, "which", lambda *args, **kwargs: None)
    outcome = Sandbox().run(JOB, Limits())
    assert outcome.status == "sandbox_failed"
    assert "apt-get install bubblewrap" in outcome.error["message"]


@pytest.mark.parametrize("setting", [("JOBS", 1), ("GROWTH_MB", -10_000)])
def test_a_zygote_that_has_served_enough_or_grown_is_replaced(monkeypatch, setting):
    monkeypatch.setattr(launch, *setting)
    sandbox = Sandbox()
    seen = set()
    for _ in range(2):
        assert sandbox.run(JOB, Limits()).status == "ok"
        seen.add(sandbox._zygotes["cpu"].pid)
    sandbox.close()
    assert len(seen) == 2


def test_closing_ends_every_process(sandbox):
    own = Sandbox()
    own.start()
    tree = descendants(own.zygote_pid())
    assert len(tree) >= 2
    own.close()
    wait_for_end(tree)
    assert own.run(JOB, Limits()).status == "ok"  # and starting again is no trouble
    own.close()


def test_a_zygote_dies_with_its_parent():
    program = (
        "import os, sys, time\n"
        "from grader.sandbox.client import Sandbox\n"
        "sandbox = Sandbox(); sandbox.start(); print(sandbox.zygote_pid(), flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    tree = descendants(int(parent.stdout.readline()))
    assert len(tree) >= 2
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_for_end(tree)


def test_two_sandboxes_run_at_the_same_time(sandbox):
    source = (
        "import time\ndef attempt():\n    start = time.monotonic(); time.sleep(1); return [start, time.monotonic()]"
    )
    other = Sandbox()
    other.start()
    sandbox.start()
    spans = []
    threads = [
        threading.Thread(target=lambda each=each: spans.append(each.run(Job(source, "attempt", "call"), Limits())))
        for each in (sandbox, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    (start, end), (other_start, other_end) = (outcome.header["value"] for outcome in spans)
    assert max(start, other_start) < min(end, other_end)


def test_jobs_from_several_threads_wait_for_each_other(sandbox):
    outcomes = []
    threads = [threading.Thread(target=lambda: outcomes.append(sandbox.run(JOB, Limits()))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [outcome.status for outcome in outcomes] == ["ok"] * 5


def test_a_forked_worker_has_a_sandbox_of_its_own():
    client.warm()
    ours = client._sandbox().zygote_pid()
    queue: multiprocessing.Queue[int] = multiprocessing.get_context("fork").Queue()
    child = multiprocessing.get_context("fork").Process(target=_report_pid, args=(queue,))
    child.start()
    theirs = queue.get(timeout=60)
    child.join()
    assert theirs != ours
    assert client.run(JOB, Limits()).status == "ok"
    client.close()


def _report_pid(queue) -> None:
    client.run(JOB, Limits())
    queue.put(client._sandbox().zygote_pid())
    client.close()


def test_the_zygote_keeps_no_descriptor_but_its_socket(sandbox):
    sandbox.run(JOB, Limits())
    time.sleep(0.2)  # until the next child is ready
    zygote = children(sandbox.zygote_pid())[0]
    kinds = [os.readlink(f"/proc/{zygote}/fd/{number}") for number in os.listdir(f"/proc/{zygote}/fd")]
    assert kinds.count("/dev/null") == 3
    assert all(kind.startswith(("/dev/null", "socket:", "pipe:")) for kind in kinds)
    assert len(kinds) == 6  # its own socket; one socket and one pipe to the child that waits


def test_the_zygote_has_one_thread_and_no_environment_of_ours(sandbox, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for students")
    own = Sandbox()
    own.start()
    zygote = children(own.zygote_pid())[0]
    environment = Path(f"/proc/{zygote}/environ").read_bytes()
    threads = os.listdir(f"/proc/{zygote}/task")
    own.close()
    assert len(threads) == 1
    assert b"SECRET" not in environment
    assert b"DJANGO" not in environment


def test_many_jobs_leave_no_descriptor_and_no_process_behind(sandbox):
    sandbox.run(JOB, Limits())
    before = len(os.listdir("/proc/self/fd"))
    tree = len(descendants(sandbox.zygote_pid()))
    for _ in range(10):
        sandbox.run(JOB, Limits())
    time.sleep(0.2)
    assert len(os.listdir("/proc/self/fd")) == before
    assert len(descendants(sandbox.zygote_pid())) <= tree + 1


def test_the_sandbox_started_as_a_class_is_the_zygote_it_says():
    zygote = Zygote()
    assert zygote.fit()
    zygote.stop()
    assert not zygote.fit()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def descendants(pid: int) -> list[int]:
    found = [pid]
    for child in children(pid):
        found += descendants(child)
    return found


def wait_for_end(pids: list[int]) -> None:
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline, "processes were left behind"
        time.sleep(0.05)
