"""Whether documents agree with each other, and with what will be published beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from content.checking import translation_problems
from content.documents import Document
from content.links import broken_links
from content.models import FALLBACK_LANGUAGE, Bank, BankVersion
from content.problems import Problem
from content.questions import BankDocument
from content.references import broken_references


def disagreements(documents: Sequence[Document], at: datetime | None = None) -> Iterator[Problem]:
    """`at` is when they will be published, if not at once."""
    yield from _mistranslations(documents, at)
    yield from broken_references(documents, at)
    yield from broken_links(documents, at)


def _mistranslations(documents: Sequence[Document], at: datetime | None) -> Iterator[Problem]:
    banks = [document for document in documents if document.item is Bank]
    originals = {document.slug: _bank(document) for document in banks if document.language == FALLBACK_LANGUAGE}
    for document in banks:
        if document.language != FALLBACK_LANGUAGE:
            original = originals.get(document.slug) or _published_original(document.slug, at)
            for problem in translation_problems(_bank(document), original) if original else []:
                yield problem.in_file(document.source)


def _published_original(slug: str, at: datetime | None) -> BankDocument | None:
    version = BankVersion.objects.latest_of(slug, FALLBACK_LANGUAGE, at)
    return version.document() if version else None


def _bank(document: Document) -> BankDocument:
    return BankDocument.model_validate(document.fields["content"])
