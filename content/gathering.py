"""The files of a folder or an archive, with what belongs together: an exercise's prompt and all that stands beside it.

An archive is unpacked into a folder of its own first, so that both are read by one path. Its members are bytes that
this module writes itself: no links, no modes, no name that leads out of that folder.
"""

from __future__ import annotations

import os
import re
import zlib
from io import BytesIO
from pathlib import Path, PurePath, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from content.documents import SUFFIXES, ending
from content.models import FALLBACK_LANGUAGE, Language
from content.problems import Problem, shown
from content.sources import MAX_BYTES, Beside, Source, Unreadable

LIBRARY = Path(__file__).resolve().parent / "library"
MAX_ZIP_BYTES = 20_000_000
MAX_ZIP_CONTENT = 40_000_000
MOST_FILES = 5000
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
    if not found:
        expected, got = _("lessons (.md, .html) or banks (.json, .xml, .gift)"), _("none in the folder")
        return [], [Problem("", expected, got, _("Check the path."), str(path))]
    # An exercise's slug is its folder's name, so a file given by itself is named with its folder.
    root = path if path.is_dir() else path.parent.parent
    return [_source(file, root, language) for file in found], []


def gather_zip(data: bytes, name: str, language: str = FALLBACK_LANGUAGE) -> tuple[list[Source], list[Problem]]:
    """The same of an archive, whose files are named with it."""
    try:
        with TemporaryDirectory(prefix="archive-") as folder:
            root = Path(folder).resolve() / "archive"
            _unpack(data, root)
            sources, problems = gather(root, language)
    except Unreadable as error:
        return [], [error.problem.in_file(name)]
    return sources, [problem.in_file(name) for problem in problems]


def _unpack(data: bytes, root: Path) -> None:
    """Only plain files with plain names, and no more of them than an import can hold."""
    root.mkdir()
    left = MAX_ZIP_CONTENT
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES or len(data) > MAX_ZIP_BYTES:
                raise _refused(_("at most %d files") % MOST_FILES, str(len(members)), _("Split it."))
            for member in members:
                content = _content(archive, member, left)
                left -= len(content)
                target = root / member.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise _refused(_("a .zip file"), str(error), _("Pack it again.")) from None


def _content(archive: ZipFile, member: ZipInfo, left: int) -> bytes:
    parts = PurePosixPath(member.filename).parts
    if member.flag_bits & ENCRYPTED:
        raise _refused(_("an archive without a password"), shown(member.filename), _("Pack it without one."))
    if not all(PLAIN_NAME.fullmatch(part) for part in parts):
        raise _refused(_("plain names of files and folders"), shown(member.filename), _("Rename it."))
    with archive.open(member) as stream:
        content = stream.read(left + 1)  # whatever size the archive claims
    if len(content) > left:
        expected = _("at most %d bytes, unpacked") % MAX_ZIP_CONTENT
        raise _refused(expected, _("more in %s") % shown(member.filename), _("Split it."))
    return content


def _refused(expected: str, got: str, remedy: str) -> Unreadable:
    return Unreadable(Problem("", expected, got, remedy))


def _holds_content(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    apart = file.name.lower() == "readme.md" or (file.name == "hints.md" and file.with_name("prompt.md").is_file())
    return file.is_file() and ending(file.name) in SUFFIXES and not apart and not hidden


def _source(file: Path, root: Path, language: str) -> Source:
    return _plain_source(file, root, language, _beside(file, root, language) if file.name == "prompt.md" else None)


def _plain_source(file: Path, root: Path, language: str, beside: Beside | None = None) -> Source:
    return Source(os.path.relpath(file, root), _bytes(file), language_of(file, language), beside)


def _beside(prompt: Path, root: Path, language: str) -> Beside:
    starter, hints = (
        _plain_source(file, root, language) if (file := prompt.with_name(name)).is_file() else None
        for name in ("starter.py", "hints.md")
    )
    solutions = tuple(_plain_source(file, root, language) for file in _solutions(prompt))
    return Beside(starter, hints, solutions)


def _solutions(prompt: Path) -> list[Path]:
    """Code is the same in every language: a text without solutions of its own has those of the English one."""
    exercise = prompt.parent
    languages = exercise.parent.parent.parent
    original = languages / FALLBACK_LANGUAGE / exercise.parent.name / exercise.name
    folders = (folder / "solutions" for folder in (exercise, original))
    return next((files for folder in folders if (files := sorted(folder.glob("*.py")))), [])


def _bytes(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)  # one more than allowed, so that the check sees that it is too large


def language_of(file: PurePath, default: str = FALLBACK_LANGUAGE) -> str:
    """What its name says (training.vi.md), else the nearest folder named for a language (vi/lessons/training.md)."""
    named = [suffix.removeprefix(".") for suffix in file.suffixes[:-1]]
    nearest = [folder.name for folder in list(file.parents)[:3]]
    return next((name for name in [*named, *nearest] if name in Language.values), default)
