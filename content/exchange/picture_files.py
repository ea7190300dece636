"""Where the pictures of an export stand, so that an import finds each under the name that the text calls it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from content.exchange.files import File
from content.models import Version
from content.picture_names import own_place, place


def picture_files(versions: Iterable[tuple[Version, str]]) -> Iterator[File]:
    """Of versions with the paths of their texts. Where two texts call different pictures alike, the later one's goes
    into a folder of that text alone."""
    taken: dict[str, str] = {}
    for version, text in versions:
        for use in version.pictures.all():
            path = place(text, use.name)
            key = path.casefold()
            if posixpath.isabs(path) or path.startswith("..") or taken.get(key, use.picture.hash) != use.picture.hash:
                path = own_place(text, use.name)
            if path.casefold() not in taken:
                yield File(path, bytes(use.picture.data))
            taken[path.casefold()] = use.picture.hash
