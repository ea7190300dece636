"""The root of the sandbox holds Python and torch, and no path of ours."""

import os
import sys
from pathlib import Path

from grader.sandbox import launch, root

REPOSITORY = Path(__file__).parents[3]


def sources() -> list[Path]:
    arguments = root.bindings()
    return [Path(arguments[place + 1]) for place, word in enumerate(arguments) if word == "--ro-bind"]


def test_nothing_of_ours_is_mounted_but_the_sandbox_itself():
    packages = Path(next(entry for entry in sys.path if entry.endswith("site-packages")))
    ours = [path for path in sources() if REPOSITORY in path.parents and packages not in path.parents]
    assert ours == [REPOSITORY / "grader" / "sandbox"]


def test_no_mount_holds_a_directory_above_ours():
    assert not [path for path in sources() if path in REPOSITORY.parents or path == REPOSITORY]


def test_of_the_packages_only_what_torch_needs_is_mounted():
    names = {path.name for path in root.package_paths()}
    assert {"torch", "numpy", "sympy"} <= names
    assert not names & {"django", "celery", "redis", "psycopg", "pytest", "diffusers", "sklearn", "scipy"}


def test_every_mount_is_read_only():
    arguments = launch.command(3, "cpu")
    assert "--bind" not in arguments
    assert not [word for word in arguments if word.startswith("--dev-bind") and word != "--dev-bind-try"]
    devices = {arguments[place + 1] for place, word in enumerate(arguments) if word == "--dev-bind-try"}
    assert devices == {"/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom"}


def test_graphics_cards_are_mounted_for_cuda_alone(monkeypatch):
    monkeypatch.setattr(os, "listdir", lambda path: ["null", "nvidia0", "nvidiactl", "sda"])
    assert "/dev/nvidia0" in launch.devices("cuda")
    assert "/dev/nvidia0" not in launch.devices("cpu")
    assert "/dev/sda" not in launch.devices("cuda")


def test_the_environment_is_ours_to_the_last_name(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    arguments = launch.environment()
    names = set(arguments[1::3])
    assert "SECRET_KEY" not in names
    assert "OPENBLAS_CORETYPE" in names


def test_a_package_that_lists_no_files_is_taken_by_its_directory():
    """As Debian's packages may be."""

    class Listless:
        files = None

        def locate_file(self, path):
            return Path("/usr/lib/python3/dist-packages")

    assert root._top_level(Listless()) == (Path("/usr/lib/python3/dist-packages"),)


def test_no_package_lies_under_a_directory_that_each_job_covers_with_its_own(monkeypatch):
    """As those of a checkout in /tmp would, were they mounted where the host has them."""
    monkeypatch.setattr(root, "package_paths", lambda: (Path("/tmp/site/lib/site-packages/torch"),))
    monkeypatch.setattr(sys, "path", ["/tmp/site", "/tmp/site/lib/site-packages"])
    arguments = root.bindings()
    targets = [arguments[place + 2] for place, word in enumerate(arguments) if word == "--ro-bind"]
    assert "/sandbox/packages/0/torch" in targets
    assert root.import_path() == ["/sandbox", "/sandbox/packages/0"]
    assert not [target for target in targets if Path(target).is_relative_to("/tmp")]
