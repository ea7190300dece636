"""The one way in for content: bundled files, the command line, an upload.

Every file is read and checked first, and every problem listed. Only when there is none does one transaction write all
of it as drafts, so a course is never half there. An upload leaves them to be looked at; an import publishes them in the
same transaction. Importing what is already there makes no new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from content.addresses import present_slugs
from content.agreement import disagreements
from content.documents import Document, read
from content.gathering import LIBRARY, gather
from content.illustrating import illustrate, keep
from content.links import loose_ends
from content.models import Course, Item, Lesson, State, Upload, Version
from content.pictures import is_picture
from content.preparing import prepare
from content.problems import Problem
from content.publishing import discard, draft, publish
from content.sources import Source

Action = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True)
class Change:
    """What importing one file did, or would do; `version` is what it made."""

    source: str
    kind: str
    slug: str
    language: str
    title: str
    action: Action
    number: int
    version: Version | None = None


@dataclass
class ImportResult:
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)  # those that could be read
    more_warnings: list[Problem] = field(default_factory=list)  # told once all files are known
    upload: Upload | None = None  # what holds the drafts together, where there are any

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def warnings(self) -> list[Problem]:
        """What is imported in spite of: fields that are ignored, questions that are left out."""
        told = [warning for document in self.documents for warning in document.warnings]
        return [*told, *self.more_warnings]

    @property
    def versions(self) -> list[Version]:
        return [change.version for change in self.changes if change.version]

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
    """Import a file, or every lesson, bank and exercise text in a folder or a .zip."""
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
    """Published at once. `keep_newer` leaves alone what was published before, even where another version followed."""
    result = _checked(sources)
    if not result.ok:
        return result
    prepare(result.documents)  # which takes its time, so no transaction is open yet
    with transaction.atomic():
        result.changes = [_store(document, keep_newer, author=author, note=note) for document in result.documents]
        result.problems = publish(result.versions, by=author)
        transaction.set_rollback(dry_run or not result.ok)
    return result


def upload_sources(
    sources: Iterable[Source], *, author: AbstractBaseUser | None, note: str, problems: Iterable[Problem] = ()
) -> ImportResult:
    """As drafts, held together by one upload. An author's own waiting drafts of the same texts make way for them."""
    result = _checked(sources)
    result.problems[:0] = problems
    if not result.ok:
        return result
    with transaction.atomic():
        warnings = [asdict(warning) for warning in result.warnings]
        upload = Upload.objects.create(author=author, note=note, warnings=warnings)
        told = {"author": author, "note": note, "upload": upload}
        result.changes = [_store(document, keep_newer=False, **told) for document in result.documents]
        for version in result.versions:
            waiting = version.item.versions.filter(language=version.language, state=State.DRAFT, author=author)
            discard(waiting.exclude(pk=version.pk))
        transaction.set_rollback(not result.versions)
    result.upload = upload if result.versions else None
    return result


def _checked(sources: Iterable[Source]) -> ImportResult:
    result, came = ImportResult(), list(sources)
    for source in came:
        if is_picture(source.name):
            continue
        document, problems = read(source)
        result.problems += problems
        if document:
            result.documents.append(document)
    result.documents = _at_present_addresses(result.documents)
    shown = illustrate(result.documents, [source for source in came if is_picture(source.name)])
    result.documents, result.more_warnings = shown.documents, [*shown.warnings, *loose_ends(shown.documents)]
    result.problems += [*shown.problems, *_clashes(result.documents), *disagreements(result.documents)]
    return result


def _at_present_addresses(documents: list[Document]) -> list[Document]:
    """A file may still call a lesson by a slug that it had before."""
    present = present_slugs([document.slug for document in documents if document.item is Lesson])
    return [
        replace(document, slug=present.get(document.slug, document.slug)) if document.item is Lesson else document
        for document in documents
    ]


def _clashes(documents: Sequence[Document]) -> Iterable[Problem]:
    first: dict[tuple[Any, str, str], Document] = {}
    for document in documents:
        key = (document.item, document.slug, document.language)
        if key in first:
            got = _("“%(slug)s” again, already in %(file)s") % {"slug": document.slug, "file": first[key].source}
            yield Problem("slug", _("a slug of its own"), got, _("Rename one of them."), document.source)
        first.setdefault(key, document)


def _store(document: Document, keep_newer: bool, **told: Any) -> Change:
    item, _created = document.item.objects.get_or_create(slug=document.slug)
    there = _already_there(document, item, keep_newer)
    if there:
        return _change(document, "unchanged", there)
    had_any = item.versions.filter(language=document.language).shown_once().exists()
    fields = document.fields | {"content_hash": document.content_hash} | _course(document)
    version = draft(item, document.language, fields, **told)
    keep(version, document.pictures)
    return _change(document, "updated" if had_any else "created", version)


def _already_there(document: Document, item: Item, keep_newer: bool) -> Version | None:
    """The published version that says just this."""
    versions = item.versions.filter(language=document.language)
    current = versions.latest_of(item.slug, document.language)
    if current and current.content_hash == document.content_hash and not _retitles_course(document):
        return current
    if keep_newer:
        return versions.shown_once().filter(content_hash=document.content_hash).last()
    return None


def _retitles_course(document: Document) -> bool:
    if document.course is None:
        return False
    title = {f"titles__{document.language}": document.course.title}
    return not Course.objects.filter(slug=document.course.slug, **title).exists()


def _course(document: Document) -> dict[str, Any]:
    """The fields of a version that say which course it belongs to. What the course is called waits for publishing."""
    if document.course is None:
        return {}
    course, _created = Course.objects.get_or_create(slug=document.course.slug)
    return {"course": course, "course_told": {"id": str(document.course.id), "title": document.course.title}}


def _change(document: Document, action: Action, version: Version) -> Change:
    kind = str(document.item._meta.verbose_name)
    return Change(
        document.source,
        kind,
        document.slug,
        document.language,
        document.fields["title"],
        action,
        version.number,
        version if action != "unchanged" else None,
    )
