"""The one way in for content: bundled files, the command line, an upload.

Every file is read and checked first, and every problem listed. Only when there is none does one transaction write all
of it, so a course is never half published. Importing what is already there makes no new version.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from content.checking import translation_problems
from content.documents import Document, read
from content.gathering import LIBRARY, gather
from content.models import FALLBACK_LANGUAGE, Bank, BankVersion, Course, State, Version, VersionQuerySet
from content.problems import Problem
from content.questions import BankDocument
from content.references import broken_references
from content.sources import Source

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
    documents: list[Document] = field(default_factory=list)  # those that could be read

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def warnings(self) -> list[Problem]:
        """What is imported in spite of: fields that are ignored, questions that are left out."""
        return [warning for document in self.documents for warning in document.warnings]

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
    """`keep_newer` leaves alone whatever has been published before, even where another version has followed it."""
    result = ImportResult()
    for source in sources:
        document, problems = read(source)
        result.problems += problems
        if document:
            result.documents.append(document)
    documents = result.documents
    result.problems += [*_clashes(documents), *_mistranslations(documents), *broken_references(documents)]
    if result.problems:
        return result
    with transaction.atomic():
        result.changes = [_publish(document, author, note, keep_newer) for document in documents]
        transaction.set_rollback(dry_run)
    return result


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
