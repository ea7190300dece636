"""What a lesson's text points at: pictures, figures that move, questions of a bank. Each has to be there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from content.documents import Document
from content.models import FALLBACK_LANGUAGE, Bank, BankVersion, Lesson
from content.problems import Problem, shown
from content.questions import BankDocument
from content.rendering import CHECK_LINE, render_document

IMAGE = re.compile(r'<img[^>]* src="([^"]*)"')
FIGURE = re.compile(r'<figure[^>]* data-figure="([^"]*)"')
QUESTION = re.compile(r'<div[^>]* data-check="([^"]*)"')
ANCHOR = re.compile(r' id="([^"]*)"')
FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.MULTILINE | re.DOTALL)
COMPONENTS = "js/figures"  # a figure's name is that of its script


def broken_references(documents: Sequence[Document], at: datetime | None = None) -> Iterator[Problem]:
    """`at` is when they will be published, if not at once."""
    banks = Banks(documents, at)
    for document in documents:
        if document.item is Lesson:
            yield from _Lesson(document).problems(banks)


class Banks:
    """The banks as they will be once these documents are published."""

    def __init__(self, documents: Sequence[Document], at: datetime | None = None) -> None:
        self._at = at
        self._found: dict[tuple[str, str], BankDocument | None] = {
            (document.slug, document.language): BankDocument.model_validate(document.fields["content"])
            for document in documents
            if document.item is Bank
        }

    def get(self, slug: str, language: str) -> BankDocument | None:
        return self._read(slug, language) or self._read(slug, FALLBACK_LANGUAGE)

    def _read(self, slug: str, language: str) -> BankDocument | None:
        key = (slug, language)
        if key not in self._found:
            version = BankVersion.objects.filter(item__retired_at=None).latest_of(slug, language, self._at)
            self._found[key] = version.document() if version else None
        return self._found[key]


class _Lesson:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.body: str = document.fields["body"]
        self.html: str = render_document(self.body, is_html=document.fields["format"] == "html").html

    def problems(self, banks: Banks) -> Iterator[Problem]:
        yield from self._missing_pictures()
        yield from self._missing_figures()
        yield from self._malformed_checks()
        yield from self._missing_questions(banks)
        yield from self._repeated_anchors()

    def _missing_pictures(self) -> Iterator[Problem]:
        for address in IMAGE.findall(self.html):
            name = address.removeprefix(settings.STATIC_URL)
            if name != address and finders.find(name) is None:
                remedy = _("Correct the name, or have the picture added to the site.")
                yield self._problem(address, _("a picture of this site"), address, remedy)

    def _missing_figures(self) -> Iterator[Problem]:
        for name in FIGURE.findall(self.html):
            if finders.find(f"{COMPONENTS}/{name}.js") is None:
                remedy = _("Use the name of a script in %s.") % f"static/{COMPONENTS}/"
                yield self._problem(f'data-figure="{name}"', _("a figure that moves"), shown(name), remedy)

    def _malformed_checks(self) -> Iterator[Problem]:
        for line in self._text.splitlines():
            if line.lstrip().startswith("!check") and not CHECK_LINE.fullmatch(line):
                remedy = _("Write it on a line of its own, without indentation.")
                yield self._problem(line, _("!check BANK-SLUG/QUESTION-ID"), shown(line), remedy)

    def _missing_questions(self, banks: Banks) -> Iterator[Problem]:
        for name in QUESTION.findall(self.html):
            slug, _slash, key = name.partition("/")
            bank = banks.get(slug, self.document.language)
            if bank is None:
                remedy = _("Publish the bank first, or import it together with the lesson.")
                yield self._problem(name, _("a published question bank"), shown(slug), remedy)
            elif key not in map(str, bank.by_id()):
                remedy = _("Use one of its ids: %s.") % ", ".join(map(str, bank.by_id()))
                yield self._problem(name, _("a question of the bank “%s”") % slug, shown(key), remedy)

    def _repeated_anchors(self) -> Iterator[Problem]:
        anchors = [*ANCHOR.findall(self.html), *(f"check {name}" for name in QUESTION.findall(self.html))]
        for anchor in sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
            got = _("%(value)s, %(count)d times") % {"value": shown(anchor), "count": anchors.count(anchor)}
            yield self._problem(anchor, _("an id or a question only once in a lesson"), got, _("Rename all but one."))

    @cached_property
    def _text(self) -> str:
        """The body without its code, which may show what it likes; line breaks stay."""
        if self.document.fields["format"] == "html":
            return ""
        return FENCE.sub(lambda fenced: "\n" * fenced[0].count("\n"), self.body)

    def _problem(self, words: str, expected: str, got: str, remedy: str) -> Problem:
        """At the line of the file that holds the words."""
        place = self.body.find(words)
        line = self.document.body_line + self.body.count("\n", 0, max(place, 0))
        return Problem(_("line %d") % line, expected, got, remedy, self.document.source)
