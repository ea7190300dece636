"""The supervisor's own rules, with small services in place of the real ones."""

import os
import signal
import sys
import threading
import time
from dataclasses import replace

import pytest

from config.run.services import Service
from config.run.supervisor import Supervisor
from tests.site import alive


@pytest.fixture(autouse=True)
def _restored_signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def shell(name: str, script: str, grace_s: float = 5) -> Service:
    return Service(name, ["sh", "-c", script], grace_s)


def stop_me() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def run(*services: Service, until) -> int:
    """Until the condition holds, which is when the supervisor is sent SIGTERM."""
    return Supervisor(list(services)).run(until, stop_me)


def test_what_the_others_use_stops_after_them(capsys, tmp_path):
    told = "trap 'sleep {}; echo stopping; exit 0' TERM; touch {}; while :; do sleep 0.05; done"
    user = shell("user", told.format(0.5, tmp_path / "user"))
    used = replace(shell("used", told.format(0, tmp_path / "used")), stops_last=True)
    assert run(used, user, until=lambda: len(list(tmp_path.iterdir())) == 2) == 0
    lines = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.endswith("stopping")]
    assert lines == ["user", "used"]


def test_a_second_ctrl_c_does_not_wait(tmp_path):
    deaf = shell("deaf", f"trap '' TERM; touch {tmp_path}/up; while :; do sleep 0.05; done", grace_s=60)

    def stop_me_twice() -> None:
        stop_me()
        threading.Timer(0.5, stop_me).start()

    began = time.monotonic()
    assert Supervisor([deaf]).run((tmp_path / "up").exists, stop_me_twice) == 0
    assert time.monotonic() - began < 30


def test_a_service_that_never_starts_ends_the_run(capsys):
    assert Supervisor([shell("broken", "echo no luck; exit 3")]).run(lambda: False, stop_me, tries=2) == 1
    said = capsys.readouterr().out
    assert "broken stopped (exit status 3); starting it again in 1 s" in said
    assert "broken cannot start; its own words are above." in said
    assert said.count("no luck") == 2


def test_the_pause_before_a_new_start_grows(tmp_path):
    starts = tmp_path / "starts"
    failing = [sys.executable, "-c", f"import time; print(time.time(), file=open({str(starts)!r}, 'a'))"]
    Supervisor([Service("failing", failing, 1)]).run(lambda: False, stop_me, tries=3)
    first, second, third = map(float, starts.read_text().split())
    assert 1 <= second - first < third - second


def test_a_service_that_ignores_sigterm_is_killed_after_its_grace(tmp_path):
    deaf = shell("deaf", f"trap '' TERM; echo $$ > {tmp_path}/pid; while :; do sleep 0.05; done", grace_s=0.5)
    began = time.monotonic()
    assert run(deaf, until=lambda: (tmp_path / "pid").exists()) == 0
    assert 0.5 < time.monotonic() - began < 4
    assert alive([int((tmp_path / "pid").read_text())]) == []


def test_what_a_dead_service_leaves_in_its_group_is_killed(tmp_path):
    leaver = shell("leaver", f"sleep 60 & echo $! > {tmp_path}/pid; exit 1")
    Supervisor([leaver]).run(lambda: False, stop_me, tries=1)
    assert alive([int((tmp_path / "pid").read_text())]) == []


def test_a_line_written_in_two_parts_is_said_once(capsys, tmp_path):
    slow = shell("slow", f"printf one; sleep 0.3; echo ' two'; touch {tmp_path}/done; sleep 5")
    run(slow, until=lambda: (tmp_path / "done").exists())
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("slow")] == ["slow      │ one two"]
