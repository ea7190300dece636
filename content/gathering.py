"""The files of a folder or an archive, with what belongs together: an exercise's prompt and all that stands beside it.

An archive, or what a browser sends of a folder, is written into a folder of its own first, so that all are read by one
path. Its members are bytes that this module writes itself: no links, no modes, no name that leads out of that folder.
"""

from __future__ import annotations

import lzma
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePath, PurePosixPath
from stat import S_ISLNK
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from content import pictures
from content.documents import SUFFIXES, ending
from content.models import FALLBACK_LANGUAGE, Language
from content.problems import Problem, shown
from content.sources import MAX_BYTES, Beside, Source, Unreadable

LIBRARY = Path(__file__).resolve().parent / "library"
MAX_ZIP_BYTES = 20_000_000
MAX_CONTENT = 40_000_000  # of an archive, unpacked, or of a folder
MOST_FILES = 5000
MOST_LEVELS = 20
ENCRYPTED = 0x1
PLAIN_NAME = re.compile(r"(?!\.\.?$)[^/\\:\x00-\x1f]{1,200}")


def gather(path: Path, language: str = FALLBACK_LANGUAGE) -> tuple[list[Source], list[Problem]]:
    """The files that hold content, in a steady order; `language` is that of files whose place does not say it."""
    if path.is_file() and path.suffix.lower() == ".zip":
        with path.open("rb") as stream:
            return gather_zip(stream.read(MAX_ZIP_BYTES + 1), path.name, language)
    if path.is_file():
        found = [path]
    elif path.is_dir():
        found = sorted(file for file in path.rglob("*") if _holds_content(file, path))
    else:
        return [], [Problem("", _("a file or folder"), _("nothing there"), _("Check the path."), str(path))]
    # An exercise's slug is its folder's name, so a file given by itself is named with its folder.
    root = path if path.is_dir() else path.parent.parent
    if links := [file for file in [path, *path.rglob("*")] if _leads_out(file, root)]:
        return [], [_link(os.path.relpath(file, root)) for file in links]
    if not any(ending(file.name) in SUFFIXES for file in found) and path.is_dir():
        expected, got = _("lessons (.md, .html) or banks (.json, .xml, .gift)"), _("none in the folder")
        return [], [Problem("", expected, got, _("Check the path."), str(path))]
    return [_source(file, root, language) for file in found], []


def gather_zip(data: bytes, name: str, language: str = FALLBACK_LANGUAGE) -> tuple[list[Source], list[Problem]]:
    """The same of an archive, whose problems are told with its name."""
    if len(data) > MAX_ZIP_BYTES:
        return [], [Problem("", _("at most %d bytes") % MAX_ZIP_BYTES, _("more"), _("Split it."), name)]
    try:
        with ZipFile(BytesIO(data)) as archive:
            sources, problems = gather_files(_members(archive), language)
    except Unreadable as error:
        return [], [error.problem.in_file(name)]
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        return [], [Problem("", _("a .zip file"), str(error), _("Pack it again."), name)]
    return [replace(source, archive=name) for source in sources], [problem.in_file(name) for problem in problems]


def gather_files(
    files: Iterable[tuple[str, IO[bytes]]], language: str = FALLBACK_LANGUAGE
) -> tuple[list[Source], list[Problem]]:
    """The same of files under their paths in a folder. Raises Unreadable where it is too much or a name leads out."""
    left = MAX_CONTENT
    with TemporaryDirectory(prefix="content-") as folder:
        root = Path(folder).resolve() / "files"
        root.mkdir()
        for path, stream in files:
            content = stream.read(left + 1)  # whatever size the archive claims
            if len(content) > left:
                expected = _("at most %d bytes, unpacked") % MAX_CONTENT
                raise _refused(expected, _("more in %s") % shown(path), _("Split it."))
            left -= len(content)
            _write(root, path, content)
        sources, problems = gather(root, language)
    return sources, [replace(problem, file="") if problem.file == str(root) else problem for problem in problems]


def _write(root: Path, path: str, content: bytes) -> None:
    parts = PurePosixPath(path).parts
    if not parts or not all(PLAIN_NAME.fullmatch(part) for part in parts) or len(parts) > MOST_LEVELS:
        raise _refused(_("plain names of files and folders"), shown(path), _("Rename it."))
    target = root.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise _refused(_("each name once"), _("%s again") % shown(path), _("Rename one of them.")) from None
    except OSError as error:
        raise _refused(_("a name that can be stored"), f"{shown(path)}: {error.strerror}", _("Rename it.")) from None


def _members(archive: ZipFile) -> Iterator[tuple[str, IO[bytes]]]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_FILES:
        raise _refused(_("at most %d files") % MOST_FILES, str(len(members)), _("Split it."))
    for member in members:
        _check_member(member)
        with archive.open(member) as stream:
            yield member.filename, stream


def _check_member(member: ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise _refused(_("an archive without a password"), shown(member.filename), _("Pack it without one."))
    if S_ISLNK(member.external_attr >> 16):
        raise Unreadable(_link(member.filename))


def _refused(expected: str, got: str, remedy: str) -> Unreadable:
    return Unreadable(Problem("", expected, got, remedy))


def _link(name: str) -> Problem:
    return Problem("", _("a file"), _("a link, %s") % shown(name), _("Put the file itself in its place."))


def _leads_out(file: Path, root: Path) -> bool:
    """A link to a place outside, which whoever made the folder may not have been allowed to read."""
    return file.is_symlink() and not file.resolve().is_relative_to(root.resolve())


def _holds_content(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    apart = file.name.lower() == "readme.md" or (file.name == "hints.md" and file.with_name("prompt.md").is_file())
    known = ending(file.name) in SUFFIXES or pictures.is_picture(file.name)
    return known and file.is_file() and not apart and not hidden


def _source(file: Path, root: Path, language: str) -> Source:
    return _plain_source(file, root, language, _beside(file, root, language) if file.name == "prompt.md" else None)


def _plain_source(file: Path, root: Path, language: str, beside: Beside | None = None) -> Source:
    name = PurePath(os.path.relpath(file, root)).as_posix()
    return Source(name, _bytes(file), language_of(file, language), beside)


def _beside(prompt: Path, root: Path, language: str) -> Beside:
    starter, hints, reference, inputs = (
        _plain_source(file, root, language) if (file := prompt.with_name(name)).is_file() else None
        for name in ("starter.py", "hints.md", "reference.py", "inputs.py")
    )
    solutions = tuple(_plain_source(file, root, language) for file in _solutions(prompt))
    wrong = tuple(_plain_source(file, root, language) for file in sorted(prompt.parent.glob("wrong/*.py")))
    return Beside(starter, hints, solutions, reference, inputs, wrong)


def _solutions(prompt: Path) -> list[Path]:
    """Code is the same in every language: a text without solutions of its own has those of the English one."""
    exercise = prompt.parent
    languages = exercise.parent.parent.parent
    original = languages / FALLBACK_LANGUAGE / exercise.parent.name / exercise.name
    folders = (folder / "solutions" for folder in (exercise, original))
    return next((files for folder in folders if (files := sorted(folder.glob("*.py")))), [])


def _bytes(file: Path) -> bytes:
    limit = pictures.MAX_BYTES if pictures.is_picture(file.name) else MAX_BYTES
    with file.open("rb") as stream:
        return stream.read(limit + 1)  # one more than allowed, so that the check sees that it is too large


def language_of(file: PurePath, default: str = FALLBACK_LANGUAGE) -> str:
    """What its name says (training.vi.md), else the nearest folder named for a language (vi/lessons/training.md)."""
    named = [suffix.removeprefix(".") for suffix in file.suffixes[:-1]]
    nearest = [folder.name for folder in list(file.parents)[:3]]
    return next((name for name in [*named, *nearest] if name in Language.values), default)
