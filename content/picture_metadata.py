"""What a picture's file tells besides the picture, taken out without touching a pixel.

Photographs carry the place, the date and the camera; anything can stand behind a picture's end. Only the parts that
are needed to show it are copied, so what has been through here comes through again unchanged. Of a photograph's notes
one stays: which way up it is held.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colours, transparency and animation; the others are texts, times and what programs leave for themselves.
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
JPEG_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # what they are kept for
JPEG_EXIF, JPEG_COMMENT, JPEG_SCAN, JPEG_END = 0xE1, 0xFE, 0xDA, 0xD9
JPEG_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD9)}
ORIENTATION = 0x0112
WEBP_DROPPED = {b"EXIF", b"XMP "}
WEBP_FLAGS = 0b0000_1100  # in VP8X: that there are EXIF and XMP


class Malformed(ValueError):
    """The parts do not follow each other as the format says."""


def strip_png(data: bytes) -> bytes:
    kept, at = [PNG_SIGNATURE], len(PNG_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if kind in PNG_KEPT:
            kept.append(data[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise Malformed("no end (IEND)")


def strip_jpeg(data: bytes) -> bytes:
    segments = [_kept(marker, segment) for marker, segment in _jpeg_segments(data)]
    return b"".join([b"\xff\xd8", *segments])


def _kept(marker: int, segment: bytes) -> bytes:
    if marker == JPEG_EXIF:
        return _exif(upright) if (upright := _orientation(segment)) else b""
    if 0xE0 <= marker <= 0xEF:
        purpose = JPEG_APPS.get(marker)
        return segment if purpose and segment[4:].startswith(purpose) else b""
    return b"" if marker == JPEG_COMMENT else segment


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The marker and the bytes of each; what is coded belongs to the scan before it."""
    at = 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            raise Malformed(f"no marker at byte {at}")
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        end = at + 2
        if marker == JPEG_END:
            yield marker, data[at:end]
            return
        if marker not in JPEG_WITHOUT_LENGTH:
            if end + 2 > len(data):
                break
            end += struct.unpack_from(">H", data, end)[0]
        if marker == JPEG_SCAN:
            end = _end_of_scan(data, end)
        yield marker, data[at:end]
        at = end
    raise Malformed("no end")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker begins: in coded bytes FF is followed by 0, and restarts stand among them."""
    while (at := data.find(b"\xff", at)) != -1 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2 if data[at + 1] != 0xFF else 1
    raise Malformed("no end")


def _orientation(segment: bytes) -> int:
    """From 2 to 8 where the picture is to be turned, else 0."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\x00\x00" or tiff[:2] not in (b"II", b"MM"):
        return 0
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for entry in range(min(count, 200)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == ORIENTATION:
                return value if 2 <= value <= 8 else 0
    except struct.error:
        pass
    return 0


def _exif(orientation: int) -> bytes:
    tiff = b"MM" + struct.pack(">HIHHHIHHI", 42, 8, 1, ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return struct.pack(">BBH", 0xFF, JPEG_EXIF, len(body) + 2) + body


def strip_webp(data: bytes) -> bytes:
    end, at, kept = 8 + struct.unpack_from("<I", data, 4)[0], 12, []
    while at + 8 <= min(end, len(data)):
        kind, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        chunk = data[at : at + 8 + length + length % 2]
        if kind == b"VP8X" and length:
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_FLAGS]) + chunk[9:]
        if kind not in WEBP_DROPPED:
            kept.append(chunk)
        at += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def keep_all(data: bytes) -> bytes:
    """A GIF has no place for what a camera notes."""
    return data


STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "PNG": strip_png,
    "JPEG": strip_jpeg,
    "WEBP": strip_webp,
    "GIF": keep_all,
}
