"""A picture's file: what it really is, whether it can be shown, and what of it is kept.

What is believed is the bytes, never the name. Pillow, held to four formats, reads the header first, so that a picture
that unpacks into more pixels than anybody needs is refused before it takes their memory; then it decodes the picture,
since half a file is no picture. What is kept are the author's own pixels without what else the file tells: a
photograph's place, date and camera.
"""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from content.models import PictureFormat
from content.picture_metadata import STRIPPERS, Malformed
from content.problems import Problem, shown
from content.sources import Source, Unreadable

SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
FORMATS: dict[str, Any] = {
    "PNG": PictureFormat.PNG,
    "JPEG": PictureFormat.JPEG,
    "GIF": PictureFormat.GIF,
    "WEBP": PictureFormat.WEBP,
}
MAX_BYTES = 5_000_000
MOST_PIXELS = 24_000_000  # a photograph of a telephone has 12
MOST_FRAMES = 300
MOST_MOVING_PIXELS = 200_000_000  # of all frames together: a browser unpacks them all


@dataclass(frozen=True)
class Image:
    """A picture that may be shown."""

    data: bytes
    format: PictureFormat
    width: int
    height: int

    @cached_property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def is_picture(name: str) -> bool:
    return PurePosixPath(name.lower()).suffix in SUFFIXES


def read_picture(source: Source) -> Image:
    """Raises Unreadable."""
    if len(source.data) > MAX_BYTES:
        expected, remedy = _("a picture of at most %d bytes") % MAX_BYTES, _("Make it smaller, or save it as WebP.")
        raise _refused(source, expected, _("more"), remedy)
    kind, width, height = _decoded(source)
    told = SUFFIXES[PurePosixPath(source.name.lower()).suffix]
    if kind != told:
        raise _refused(source, _("a file of the format that its name says, %s") % told, kind, _("Rename it."))
    try:
        data = STRIPPERS[kind](source.data)
    except Malformed as error:
        raise _broken(source, kind, str(error)) from None
    return Image(data, FORMATS[kind], width, height)


def _decoded(source: Source) -> tuple[str, int, int]:
    """The format and the size of a picture whose every pixel can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own bound is wider than ours
            with Pillow.open(BytesIO(source.data), formats=list(FORMATS)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                _check_size(source, picture)
                picture.load()
    except UnidentifiedImageError:
        expected = _("a PNG, JPEG, GIF or WebP picture")
        raise _refused(source, expected, shown(source.data[:8]), _("Save it in one of these formats.")) from None
    except Pillow.DecompressionBombError:
        raise _too_large(source, _("more")) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, TypeError, KeyError) as error:
        raise _broken(source, _("PNG, JPEG, GIF or WebP"), str(error)) from None
    return ("JPEG" if kind == "MPO" else kind), width, height  # MPO: a telephone's JPEG with others behind it


def _check_size(source: Source, picture: Pillow.Image) -> None:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_large(source, f"{width} × {height}")
    frames = getattr(picture, "n_frames", 1)
    if frames > MOST_FRAMES or (frames > 1 and frames * width * height > MOST_MOVING_PIXELS):
        expected = _("at most %(frames)d frames, and %(pixels)d pixels in all of them together")
        got = _("%(frames)d frames of %(width)d × %(height)d pixels")
        words = {"frames": frames, "width": width, "height": height}
        limits = {"frames": MOST_FRAMES, "pixels": MOST_MOVING_PIXELS}
        raise _refused(source, expected % limits, got % words, _("Make it shorter or smaller."))


def _too_large(source: Source, got: str) -> Unreadable:
    return _refused(source, _("at most %d pixels") % MOST_PIXELS, got, _("Make it smaller."))


def _broken(source: Source, kind: str, got: str) -> Unreadable:
    return _refused(source, _("a whole picture (%s)") % kind, got or _("a broken one"), _("Save it again."))


def _refused(source: Source, expected: str, got: str, remedy: str) -> Unreadable:
    return Unreadable(Problem("", expected, got, remedy, source.name))
