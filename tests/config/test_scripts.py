"""What make does on a machine that lacks something, with stand-ins for the machine's own commands."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
TOOLS = ("sh", "env", "mktemp", "rm", "tail", "dirname", "true")


@pytest.fixture
def machine(tmp_path):
    """A folder of commands that is the whole PATH; `calls` is what was asked of the stand-ins."""

    class Machine:
        calls = tmp_path / "calls"

        def has(self, name: str, script: str = "") -> None:
            command = tmp_path / name
            command.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.calls}\n{script}\n')
            command.chmod(0o755)

        def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
            command = ["/bin/sh", str(SCRIPTS / script), *arguments]
            return subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)

    for tool in TOOLS:
        (tmp_path / tool).symlink_to(shutil.which(tool))
    return Machine()


def test_nothing_is_installed_where_the_command_is_there(machine):
    machine.has("bwrap")
    machine.has("apt-get")
    done = machine.run("system-packages.sh", "bwrap:bubblewrap")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert not machine.calls.exists()


def test_root_installs_what_is_missing_and_only_that(machine):
    machine.has("bwrap")
    machine.has("apt-get")
    machine.has("id", "echo 0")
    done = machine.run("system-packages.sh", "bwrap:bubblewrap", "chromium:chromium")
    assert done.returncode == 0, done.stderr
    asked = [line for line in machine.calls.read_text().splitlines() if line.startswith("apt-get")]
    assert asked == ["apt-get update", "apt-get install --yes --no-install-recommends chromium"]


def test_sudo_is_used_where_it_asks_for_no_password(machine):
    machine.has("apt-get")
    machine.has("id", "echo 1000")
    machine.has("sudo", 'shift; exec "$@"')
    assert machine.run("system-packages.sh", "bwrap:bubblewrap").returncode == 0
    assert "sudo -n apt-get update" in machine.calls.read_text()


def test_without_rights_it_says_the_one_command_and_stops(machine):
    machine.has("apt-get")
    machine.has("id", "echo 1000")
    machine.has("sudo", "exit 1")
    done = machine.run("system-packages.sh", "bwrap:bubblewrap", "chromium:chromium")
    assert done.returncode == 1
    assert (
        "sudo apt-get update && sudo apt-get install --yes --no-install-recommends bubblewrap chromium" in done.stderr
    )
    assert "apt-get" not in machine.calls.read_text().replace("sudo -n", "")


def test_without_apt_it_names_the_packages_and_stops(machine):
    done = machine.run("system-packages.sh", "bwrap:bubblewrap")
    assert done.returncode == 1
    assert "bubblewrap" in done.stderr


def test_a_failing_apt_is_shown(machine):
    machine.has("apt-get", "echo E: no network; exit 100")
    machine.has("id", "echo 0")
    done = machine.run("system-packages.sh", "bwrap:bubblewrap")
    assert done.returncode == 1
    assert "E: no network" in done.stderr


def test_a_missing_python_is_said(machine, tmp_path):
    done = machine.run("make-venv.sh", "python3.99", str(tmp_path / "venv"))
    assert done.returncode == 1
    assert "No python3.99 on the PATH" in done.stderr


def test_an_old_python_is_said(machine, tmp_path):
    machine.has("python3", 'case "$1" in -V) echo Python 3.9.2 ;; *) exit 1 ;; esac')
    done = machine.run("make-venv.sh", "python3", str(tmp_path / "venv"))
    assert done.returncode == 1
    assert "Expected Python 3.11 or newer, got Python 3.9.2" in done.stderr


def test_help_names_every_target():
    makefile = (SCRIPTS.parent / "Makefile").read_text()
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=SCRIPTS.parent, capture_output=True, text=True, check=True
    ).stdout
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:"))
    assert {line.split()[0] for line in shown.splitlines()} == set(phony.split()[1:])
