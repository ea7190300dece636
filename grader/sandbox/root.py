"""What the sandbox can see of this host's files: a Python with torch, read-only, and nothing else.

Theory of operation
-------------------
bubblewrap starts from an empty file system, so this module lists what goes in rather than what stays out: the
interpreter, its standard library, the shared libraries of the system, the packages that torch and numpy need, and the
sandbox's own modules under a directory of their own, beside an empty `grader/__init__.py`. Python may come from pyenv,
a virtual environment, a Debian package or an image: everything is computed from the running interpreter.

Packages are taken one by one (torch and what it requires), not by the directory, because the same site-packages holds
the rest of the product.
"""

from __future__ import annotations

import functools
import importlib.metadata
import os
import re
import sys
import sysconfig
from pathlib import Path

CODE = "/sandbox"  # where grader/sandbox lies inside
PACKAGES = ("torch", "numpy", "tqdm")  # the last for its progress bars, which many loops are written with
PACKAGES_AT = "/sandbox/packages"  # not where the host has them: a checkout in /tmp would vanish under each job's own


def bindings() -> list[str]:
    """bubblewrap's arguments for the root file system, in order."""
    stdlib = Path(sysconfig.get_path("stdlib"))
    system = [(path, path) for path in (interpreter(), *shared_libraries(), *_runtime(stdlib))]
    foreign = [path for name in ("site-packages", "dist-packages") if (path := stdlib / name).is_dir()]
    packages = [(path, _inside(path)) for path in package_paths()]
    ours = [
        (Path(__file__).parent, Path(CODE, "grader/sandbox")),
        (Path("/dev/null"), Path(CODE, "grader/__init__.py")),
    ]
    arguments = ["--tmpfs", "/", *_bind(system)]
    for path in foreign:  # other packages than torch's, in the middle of the standard library
        arguments += ["--tmpfs", str(path)]
    arguments += _bind(packages + ours)
    for path in foreign:
        arguments += ["--remount-ro", str(path)]
    return arguments


def interpreter() -> Path:
    """The real executable: a virtual environment's is a link to it."""
    return Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))


def import_path() -> list[str]:
    """What the zygote puts on sys.path, in order; the standard library is there already."""
    return [CODE, *(str(_inside(home)) for home in _homes())]


def _homes() -> list[Path]:
    """The directories of sys.path that hold the packages, in its order."""
    found = set(package_paths()) | {path.parent for path in package_paths()}
    return [Path(entry) for entry in dict.fromkeys(sys.path) if entry and Path(entry) in found]


def _inside(path: Path) -> Path:
    """Where a package, or one of the directories that hold them, lies in the sandbox."""
    number, home = next((n, home) for n, home in enumerate(_homes()) if path.is_relative_to(home))
    return Path(PACKAGES_AT, str(number), path.relative_to(home))


def shared_libraries() -> list[Path]:
    """The loader, its cache, and the directories it looks in, narrowed to this machine's architecture."""
    triplet = sysconfig.get_config_var("MULTIARCH") or ""
    narrow = [Path(directory, triplet) for directory in ("/lib", "/usr/lib") if triplet]
    wide = [Path("/lib"), Path("/usr/lib")]
    libraries = [path for path in narrow if path.is_dir()] or wide
    libraries += [Path("/lib64"), Path("/usr/lib64"), Path("/etc/ld.so.cache")]
    return [path for path in libraries if path.exists()]


def _runtime(stdlib: Path) -> list[Path]:
    """The standard library, and whatever an interpreter outside the system's directories keeps beside it."""
    home = Path(sysconfig.get_config_var("LIBDIR") or stdlib)
    return [home, stdlib] if home not in (Path("/usr/lib"), *shared_libraries()) else [stdlib]


@functools.cache
def package_paths() -> tuple[Path, ...]:
    """Top-level files and directories of torch, numpy, and what they require."""
    found: dict[str, tuple[Path, ...]] = {}
    waiting = list(PACKAGES)
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = ()
            continue
        found[name] = _top_level(distribution)
        required = [line for line in distribution.requires or () if "extra ==" not in line]
        waiting += [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in required]
    return tuple(sorted({path for paths in found.values() for path in paths}))


def _top_level(distribution: importlib.metadata.Distribution) -> tuple[Path, ...]:
    base = Path(str(distribution.locate_file("")))
    names = {Path(file).parts[0] for file in distribution.files or ()}
    wanted = {name for name in names if name != ".." and not name.endswith((".pth", ".dist-info", "__pycache__"))}
    if not wanted:  # a system package that lists no files: take its directory
        return (base,)
    return tuple(base / name for name in sorted(wanted) if (base / name).exists())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _bind(mounts: list[tuple[Path, Path]]) -> list[str]:
    """Read-only mounts. The directories on the way are made first: bubblewrap's own would be closed to others."""
    arguments: list[str] = []
    for source, target in mounts:
        for parent in reversed(target.parents):
            arguments += ["--perms", "0755", "--dir", str(parent)]
        arguments += ["--ro-bind", str(source), str(target)]
    return arguments
