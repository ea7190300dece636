"""The doctor says whether this host can sandbox, and the one command that would mend it."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.sandbox import doctor, launch


@pytest.fixture(autouse=True)
def _asked_anew():
    doctor.can_sandbox.cache_clear()
    yield
    doctor.can_sandbox.cache_clear()


def finding(name: str) -> doctor.Finding:
    return next(found for found in doctor.diagnose() if found.name == name)


def test_a_host_that_can_is_told_so():
    assert all(found.ok for found in doctor.diagnose())
    assert doctor.can_sandbox() == (True, "")


def test_a_missing_bubblewrap_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(launch.shutil, "which", lambda *args, **kwargs: None)
    assert finding("bubblewrap").remedy == "apt-get install bubblewrap"
    able, reason = doctor.can_sandbox()
    assert not able
    assert "apt-get install bubblewrap" in reason


def test_another_machine_is_refused(monkeypatch):
    monkeypatch.setattr(doctor.platform, "machine", lambda: "riscv64")
    assert not finding("machine").ok
    assert "riscv64" in finding("machine").detail


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("user/max_user_namespaces", "0", "sysctl -w user.max_user_namespaces=15000"),
        ("kernel/unprivileged_userns_clone", "0", "sysctl -w kernel.unprivileged_userns_clone=1"),
        (
            "kernel/apparmor_restrict_unprivileged_userns",
            "1",
            "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
        ),
    ],
)
def test_a_setting_in_the_way_is_named_with_the_command_that_changes_it(monkeypatch, setting, value, remedy):
    monkeypatch.setattr(doctor, "_setting", lambda name: value if name == setting else "")
    monkeypatch.setattr(launch, "wall", lambda program: ["/bin/sh", "-c", "echo No permission >&2; exit 1"])
    found = finding("confinement")
    assert (found.ok, found.remedy) == (False, remedy)
    assert "No permission" in found.detail


@pytest.mark.parametrize(("release", "ok"), [("5.10.0-30-amd64", False), ("5.14.0-427.el9", True), ("6.1.0", True)])
def test_a_kernel_that_counts_processes_by_user_is_refused(monkeypatch, release, ok):
    monkeypatch.setattr(doctor.platform, "release", lambda: release)
    assert finding("kernel").ok is ok


def test_a_torch_that_only_root_can_read_is_refused(monkeypatch, tmp_path):
    closed = tmp_path / "__init__.py"
    closed.touch(mode=0o600)
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: SimpleNamespace(origin=str(closed)))
    assert finding("torch").remedy == f"chmod -R a+rX {tmp_path}"


def test_a_host_without_torch_is_told_so(monkeypatch):
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: None)
    assert "not installed" in finding("torch").detail


def test_a_host_without_filters_is_refused(monkeypatch):
    monkeypatch.setattr(doctor.Path, "exists", lambda self: False)
    assert not finding("seccomp").ok


def test_a_wall_that_does_not_stand_is_found_by_trying(monkeypatch):
    wall = launch.wall
    broken = "from grader.sandbox import jail; jail.setup_files = lambda device: open('/nowhere'); jail.rehearse()"
    monkeypatch.setattr(launch, "wall", lambda program: wall(broken))
    found = finding("confinement")
    assert not found.ok
    assert "/nowhere" in found.detail


def test_asking_needs_neither_torch_nor_django():
    program = (
        "import sys; from grader.sandbox import doctor, limits; doctor.can_sandbox(); "
        "sys.exit(any(name in sys.modules for name in ('torch', 'numpy', 'django')))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[3], check=False).returncode == 0
