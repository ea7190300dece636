"""The one way in for content: bundled files, the command line, an upload.

Every file is read and checked first, and every problem listed. Only when there is none does one transaction write all
of it, so a course is never half published. Importing what is already there makes no new version.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from content.checking import translation_problems
from content.documents import SUFFIXES, Document, read
from content.models import FALLBACK_LANGUAGE, Bank, BankVersion, Course, Language, State, Version, VersionQuerySet
from content.problems import Problem
from content.questions import BankDocument
from content.references import broken_references
from content.sources import MAX_BYTES, Beside, Source

LIBRARY = Path(__file__).resolve().parent / "library"
Action = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True)
class Change:
    """What importing one file did, or would do."""

    source: str
    kind: str
    slug: str
    language: str
    title: str
    action: Action
    number: int


@dataclass
class ImportResult:
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def created(self) -> int:
        return self._count("created")

    @property
    def updated(self) -> int:
        return self._count("updated")

    @property
    def unchanged(self) -> int:
        return self._count("unchanged")

    def _count(self, action: Action) -> int:
        return sum(change.action == action for change in self.changes)


def import_path(path: Path | str, *, author: AbstractBaseUser | None = None, dry_run: bool = False) -> ImportResult:
    """Import a file, or every lesson, bank and exercise text in a folder."""
    path = Path(path).resolve()
    sources, problems = gather(path)
    if problems:
        return ImportResult(problems)
    # A restart loads the bundled files again; an author's later version must stay on top of them.
    bundled = path.is_relative_to(LIBRARY)
    return import_sources(sources, author=author, dry_run=dry_run, keep_newer=bundled, note=_("import"))


def import_sources(
    sources: Iterable[Source],
    *,
    author: AbstractBaseUser | None = None,
    note: str = "",
    dry_run: bool = False,
    keep_newer: bool = False,
) -> ImportResult:
    """`keep_newer` leaves alone whatever has been published before, even where another version has followed it."""
    documents, result = [], ImportResult()
    for source in sources:
        document, problems = read(source)
        result.problems += problems
        if document:
            documents.append(document)
    result.problems += [*_clashes(documents), *_mistranslations(documents), *broken_references(documents)]
    if result.problems:
        return result
    with transaction.atomic():
        result.changes = [_publish(document, author, note, keep_newer) for document in documents]
        transaction.set_rollback(dry_run)
    return result


def gather(path: Path) -> tuple[list[Source], list[Problem]]:
    """The files that hold content, in a steady order."""
    if path.is_file():
        found = [path]
    elif path.is_dir():
        found = sorted(file for file in path.rglob("*") if _holds_content(file, path))
    else:
        return [], [Problem("", _("a file or folder"), _("nothing there"), _("Check the path."), str(path))]
    if not found:
        expected, got = _("lessons (.md, .html) or banks (.json)"), _("none in the folder")
        return [], [Problem("", expected, got, _("Check the path."), str(path))]
    # An exercise's slug is its folder's name, so a file given by itself is named with its folder.
    root = path if path.is_dir() else path.parent.parent
    return [_source(file, root) for file in found], []


def _holds_content(file: Path, root: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(root).parts)
    apart = file.name.lower() == "readme.md" or (file.name == "hints.md" and file.with_name("prompt.md").is_file())
    return file.is_file() and file.suffix.lower() in SUFFIXES and not apart and not hidden


def _source(file: Path, root: Path) -> Source:
    return _plain_source(file, root, _beside(file, root) if file.name == "prompt.md" else None)


def _plain_source(file: Path, root: Path, beside: Beside | None = None) -> Source:
    return Source(os.path.relpath(file, root), _bytes(file), _language_of(file), beside)


def _beside(prompt: Path, root: Path) -> Beside:
    starter, hints = (
        _plain_source(file, root) if (file := prompt.with_name(name)).is_file() else None
        for name in ("starter.py", "hints.md")
    )
    solutions = tuple(_plain_source(file, root) for file in _solutions(prompt))
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


def _language_of(file: Path) -> str:
    """The nearest folder named for a language: vi/lessons/a.md, vi/exercises/b/prompt.md."""
    nearest = (folder.name for folder in file.parents[:3])
    return next((name for name in nearest if name in Language.values), FALLBACK_LANGUAGE)


def _clashes(documents: Sequence[Document]) -> Iterable[Problem]:
    first: dict[tuple[Any, str, str], Document] = {}
    for document in documents:
        key = (document.item, document.slug, document.language)
        if key in first:
            got = _("“%(slug)s” again, already in %(file)s") % {"slug": document.slug, "file": first[key].source}
            yield Problem("slug", _("a slug of its own"), got, _("Rename one of them."), document.source)
        first.setdefault(key, document)


def _mistranslations(documents: Sequence[Document]) -> Iterable[Problem]:
    banks = [document for document in documents if document.item is Bank]
    originals = {
        document.slug: BankDocument.model_validate(document.fields["content"])
        for document in banks
        if document.language == FALLBACK_LANGUAGE
    }
    for document in banks:
        if document.language != FALLBACK_LANGUAGE:
            original = originals.get(document.slug) or _published_original(document.slug)
            translated = BankDocument.model_validate(document.fields["content"])
            for problem in translation_problems(translated, original) if original else []:
                yield problem.in_file(document.source)


def _published_original(slug: str) -> BankDocument | None:
    version = BankVersion.objects.live().filter(item__slug=slug, language=FALLBACK_LANGUAGE).order_by("-number").first()
    return version.document() if version else None


def _publish(document: Document, author: AbstractBaseUser | None, note: str, keep_newer: bool) -> Change:
    item, _created = document.item.objects.get_or_create(slug=document.slug)
    # Two imports at once would otherwise take the same number.
    document.item.objects.select_for_update().get(pk=item.pk)
    versions = item.versions.filter(language=document.language)
    latest = versions.order_by("-number").first()
    course = _course(document)
    if latest and _already_there(document, latest, versions if keep_newer else versions.none()):
        return _change(document, "unchanged", latest.number)
    version: Version = item.versions.model(
        item=item,
        language=document.language,
        number=latest.number + 1 if latest else 1,
        author=author,
        note=note,
        content_hash=document.content_hash,
        **document.fields,
        **({"course": course} if course else {}),
    )
    version.save(force_insert=True)
    return _change(document, "updated" if latest else "created", version.number)


def _already_there(document: Document, latest: Version, earlier: VersionQuerySet) -> bool:
    same = latest.content_hash == document.content_hash and latest.state == State.PUBLISHED
    return same or earlier.filter(content_hash=document.content_hash).exists()


def _course(document: Document) -> Course | None:
    if document.course is None:
        return None
    course, _created = Course.objects.get_or_create(slug=document.course.slug)
    told = (str(document.course.id) or course.external_id, document.course.title)
    if (course.external_id, course.titles.get(document.language)) != told:
        course.external_id, course.titles[document.language] = told
        course.save(update_fields=["external_id", "titles"])
    return course


def _change(document: Document, action: Action, number: int) -> Change:
    kind = str(document.item._meta.verbose_name)
    title = document.fields["title"]
    return Change(document.source, kind, document.slug, document.language, title, action, number)
