"""The pictures that texts show, found among the files that came with them.

A text calls a picture by a path beside its own file, or by one from the top of the folder, as in /storage/curve.png. In
what was chosen file by file there are no folders, so there the name alone decides. A picture that did not come again
is the one that the version before had under this name. What no text shows is not kept.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

from django.utils.translation import gettext as _

from content.documents import Document
from content.masking import without_code
from content.models import Picture, Version
from content.passages import Passage
from content.picture_names import MENTION, PICTURES, names, own_place, place
from content.pictures import Image, is_picture, read_picture
from content.problems import Problem, shown
from content.sources import Source, Unreadable

TAG = re.compile(r"<img\b[^>]*>")
ALT, SRC = re.compile(r' alt="\s*[^"\s]'), re.compile(r' src="([^"]*)"')
ELSEWHERE = re.compile(
    r"""(?:!\[[^\]\n]*\]\(\s*<?|<img\b[^>]*?\bsrc\s*=\s*["']?)((?:[a-z][a-z0-9+.-]*:|//)[^\s"'<>)]*)""", re.IGNORECASE
)


class Shelf:
    """The pictures among the files of one import; None for one that is broken, whose problem is told already."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.images: dict[tuple[str, str], Image | None] = {}
        self.problems: list[Problem] = []
        self.taken: set[tuple[str, str]] = set()
        for source in sources:
            key = source.archive, _folded(source.name)
            try:
                self.images[key] = read_picture(source)
            except Unreadable as error:
                self.images[key] = None
                self.problems.append(error.problem)

    def find(self, document: Document, name: str) -> tuple[str, str] | None:
        path = place(document.source, name)
        paths = (own_place(document.source, name), path, posixpath.basename(path))
        keys = [(document.archive, _folded(one)) for one in paths]
        return next((key for key in keys if key in self.images), None)

    def take(self, key: tuple[str, str]) -> Image | None:
        self.taken.add(key)
        return self.images[key]

    def like(self, name: str) -> str:
        known = [posixpath.basename(place) for _archive, place in self.images]
        meant = get_close_matches(_folded(posixpath.basename(unquote(name))), known, n=1)
        return meant[0] if meant else ""

    def unused(self) -> Iterator[Problem]:
        for key in sorted(self.images.keys() - self.taken):
            if self.images[key]:
                remedy = _("It is not kept. Show it in a text, or leave it out.")
                yield Problem("", _("a picture that a text shows"), _("one that none shows"), remedy, key[1])


@dataclass
class Illustrated:
    documents: list[Document]
    problems: list[Problem]
    warnings: list[Problem]  # of pictures that belong to no document


def illustrate(documents: Iterable[Document], pictures: Iterable[Source]) -> Illustrated:
    shelf = Shelf(pictures)
    found = [_Search(document, shelf) for document in documents]
    problems = [problem for search in found for problem in search.problems]
    return Illustrated([search.result() for search in found], [*shelf.problems, *problems], list(shelf.unused()))


class _Search:
    """For the pictures of one document."""

    def __init__(self, document: Document, shelf: Shelf) -> None:
        self.document = document
        self.shelf = shelf
        self.found: dict[str, Image | Picture] = {}
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        for passage in document.passages:
            if MENTION.search(passage.text):
                self.read(passage)

    def result(self) -> Document:
        warnings = (*self.document.warnings, *self.warnings)
        return replace(self.document, pictures=self.found, warnings=warnings)

    def read(self, passage: Passage) -> None:
        html = passage.html
        for name in names(html):
            self.look_up(passage, name)
        for tag in TAG.findall(html):
            if not ALT.search(tag):
                source = SRC.search(tag)
                where = passage.place_of(unescape(source[1]) if source else "<img")
                remedy = _("Say in a sentence what the picture shows, for those who do not see it.")
                self.warn(where, _("a description (alt) of the picture"), _("none"), remedy)
        elsewhere = list(ELSEWHERE.finditer(without_code(passage.text, is_html=passage.form == "html")))
        if sum(SRC.search(tag) is None for tag in TAG.findall(html)) > len(elsewhere):
            expected, got = _("pictures called by the name of a file"), _("one that is called otherwise")
            self.refuse(passage.place(0), expected, got, _("Name files by letters, digits, spaces, - and _."))
        for match in elsewhere:
            remedy = _("It is left out of the page. Put the file beside the text, and its name here.")
            self.warn(passage.place(match.start(1)), _("a picture that comes with the text"), shown(match[1]), remedy)

    def look_up(self, passage: Passage, name: str) -> None:
        if name.startswith(PICTURES):
            remedy = _("Put the file beside the text, and its name here.")
            self.refuse(passage.place_of(name), _("the name of a picture's file"), shown(name), remedy)
        elif key := self.shelf.find(self.document, name):
            if image := self.shelf.take(key):
                self.found[name] = image
        elif name in self.kept:
            self.found[name] = self.kept[name]
        elif name.startswith("/"):
            remedy = _("It is imported without. Add the picture under this path, or under its bare name.")
            self.warn(passage.place_of(name), _("a picture that is there"), shown(name), remedy)
        else:
            self.refuse(passage.place_of(name), *self._missing(name))

    def _missing(self, name: str) -> tuple[str, str, str]:
        if name.lower().endswith(".svg"):
            remedy = _("An SVG is a document that can hold programs. Save it as PNG, twice as wide as it is shown.")
            return _("a PNG, JPEG, GIF or WebP picture"), shown(name), remedy
        if not is_picture(name):
            return _("a PNG, JPEG, GIF or WebP picture"), shown(name), _("Save it in one of these formats.")
        meant = self.shelf.like(name)
        remedy = (
            _("Did you mean “%s”?") % meant if meant else _("Choose it together with the text, or put it in the zip.")
        )
        return _("the picture among the files"), _("no %s there") % shown(name), remedy

    @cached_property
    def kept(self) -> Mapping[str, Picture]:
        """What the current version in this language calls by name."""
        versions = self.document.item._meta.get_field("versions").related_model.objects
        version = versions.latest_of(self.document.slug, self.document.language)
        uses = version.pictures.select_related("picture").defer("picture__data") if version else ()
        return {use.name: use.picture for use in uses}

    def refuse(self, where: str, expected: str, got: str, remedy: str) -> None:
        self.problems.append(Problem(where, expected, got, remedy, self.document.source))

    def warn(self, where: str, expected: str, got: str, remedy: str) -> None:
        self.warnings.append(Problem(where, expected, got, remedy, self.document.source))


def keep(version: Version, pictures: Mapping[str, Any]) -> None:
    """The pictures of a version that has just been made, in its transaction."""
    uses: Any = version._meta.get_field("pictures").related_model
    rows = [uses(version=version, name=name, picture=_row(picture)) for name, picture in pictures.items()]
    uses.objects.bulk_create(rows)


def _row(picture: Image | Picture) -> Picture:
    if isinstance(picture, Picture):
        return picture
    fields = {name: getattr(picture, name) for name in ("data", "format", "width", "height")}
    row, _created = Picture.objects.defer("data").get_or_create(hash=picture.hash, defaults=fields)
    return row


def _folded(path: str) -> str:
    """As it is compared: Windows makes no difference between capitals, macOS takes letters and their marks apart."""
    return normalize("NFC", path).casefold()
