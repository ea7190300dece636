"""The supervisor with its real services."""

import os
import signal
import stat

import pytest
import redis

from tests.conftest import wait_until
from tests.site import RunningSite, alive, descendants, free_port, running_site

pytestmark = pytest.mark.services

WARM_S = 180  # a worker is well once its two pool processes have imported torch, each behind its own wall


@pytest.fixture(scope="module")
def site():
    with running_site() as site:
        yield site


def test_every_part_is_well_once_the_site_says_that_it_is_ready(site):
    assert site.health() == (200, dict.fromkeys(["database", "broker", "workers", "sandbox"], "ok"))


def test_the_demo_passwords_are_shown_and_kept_in_a_private_file(site):
    assert set(site.accounts()) == {"student", "instructor", "admin"}
    for password in site.accounts().values():
        assert password in site.output
    assert stat.S_IMODE((site.data_dir / "demo-accounts.txt").stat().st_mode) == 0o600


def test_the_data_directory_is_private(site):
    assert stat.S_IMODE(site.data_dir.stat().st_mode) == 0o700
    assert stat.S_IMODE((site.data_dir / "secret-key").stat().st_mode) == 0o600


def test_a_killed_worker_is_started_again_and_leaves_nothing_behind(site):
    worker = site.service(" worker ")
    pool = descendants(worker)
    os.kill(worker, signal.SIGKILL)
    site.wait_for("worker stopped (killed by SIGKILL); starting it again in 1 s")
    wait_until(lambda: not alive(pool), "the killed worker's pool and sandboxes are gone")
    site.wait_for("ready.", times=2)
    assert site.service(" worker ") != worker
    wait_until(lambda: site.health()[0] == 200, "the new worker can grade", timeout_s=WARM_S)


@pytest.mark.skipif("REDIS_URL" in os.environ, reason="the broker is not ours to kill")
def test_a_killed_broker_is_started_again_with_what_it_held(site):
    client = redis.Redis(unix_socket_path=str(site.data_dir / "broker.sock"))
    client.set("kept", "yes")
    os.kill(site.service("valkey-server"), signal.SIGKILL)
    site.wait_for("broker stopped (killed by SIGKILL); starting it again in 1 s")
    wait_until(lambda: site.health()[0] == 200, "healthy again", timeout_s=WARM_S)
    assert client.get("kept") == b"yes"


def test_a_second_run_on_the_same_data_directory_says_so_and_ends(site):
    second = RunningSite(site.data_dir, free_port())
    assert second.wait() == 2
    assert len(second.lines) == 1
    assert f"Another run (process {site.process.pid}) already uses {site.data_dir}" in second.output


def test_a_taken_port_is_said_in_one_line(site, tmp_path):
    second = RunningSite(tmp_path, site.port)
    assert second.wait() == 2
    assert len(second.lines) == 1
    assert f"Cannot listen on 127.0.0.1 port {site.port} (Address already in use)" in second.output
    assert not (tmp_path / "db.sqlite3").exists()


def test_ctrl_c_leaves_no_process():
    with running_site() as site:
        everything = descendants(site.process.pid)
        assert len(everything) > 6
        site.process.send_signal(signal.SIGINT)
        assert site.wait() == 0
        assert alive(everything) == []


def test_a_killed_supervisor_takes_its_services_with_it():
    with running_site() as site:
        everything = descendants(site.process.pid)
        site.process.kill()
        site.wait()
        wait_until(lambda: not alive(everything), "every process is gone", timeout_s=30)


def test_a_second_start_keeps_accounts_and_says_where_their_passwords_are():
    with running_site() as site:
        first = site.accounts()
        site.stop()
        again = RunningSite(site.data_dir, site.port, **site.environment).wait_until_ready()
        assert again.stop() == 0
        assert again.accounts() == first
        assert str(site.data_dir / "demo-accounts.txt") in again.output
        assert not any(password in again.output for password in first.values())
