"""Broken files that would not stay as they are on a disk: archives, other encodings, sizes, links, pictures.

Each function gives the files of one case under their paths. What can lie on a disk lies in `broken/`.
"""

import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image

LESSON = "---\ntitle: Noise\nslug: noise\n---\n\n"
Files = dict[str, bytes]
BUILT: dict[str, Callable[[], Files]] = {}


def built(make: Callable[[], Files]) -> Callable[[], Files]:
    BUILT[make.__name__.replace("_", "-")] = make
    return make


def lesson(body: str = "Text.\n") -> bytes:
    return (LESSON + body).encode()


def archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> Files:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members:
            packed.writestr(name, data)
    return {"course.zip": stream.getvalue()}


def picture(width: int = 4, height: int = 3, kind: str = "PNG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", (width, height), "navy").save(stream, kind)
    return stream.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@built
def utf_16() -> Files:
    return {"noise.md": lesson("Nhiễu.\n").decode().encode("utf-16")}


@built
def windows_1258() -> Files:
    return {"noise.md": lesson("Một hai.\n").decode().encode("utf-8").replace("ộ".encode(), b"\xf4\xf2")}


@built
def nul_character() -> Files:
    return {"noise.md": lesson("a\x00b\n")}


@built
def empty_file() -> Files:
    return {"noise.md": b""}


@built
def lesson_too_large() -> Files:
    return {"noise.md": lesson("word " * 200_000)}


@built
def zip_that_is_none() -> Files:
    return {"course.zip": b"PK\x03\x04 and no more"}


@built
def zip_cut_off() -> Files:
    return {"course.zip": archive(("noise.md", lesson()))["course.zip"][:-30]}


@built
def zip_bomb() -> Files:
    return archive(("noise.md", lesson()), ("zeros.json", bytes(60_000_000)))


@built
def zip_bomb_that_lies_about_its_size() -> Files:
    data = archive(("noise.md", lesson()), ("zeros.json", bytes(60_000_000)))["course.zip"]
    return {"course.zip": data.replace(struct.pack("<I", 60_000_000), struct.pack("<I", 100))}


@built
def zip_with_a_wrong_checksum() -> Files:
    data = archive(("noise.md", lesson()))["course.zip"]
    checksum = struct.pack("<I", zlib.crc32(lesson()))
    return {"course.zip": data.replace(checksum, struct.pack("<I", 1))}


@built
def zip_of_too_many_files() -> Files:
    return archive(*((f"{number}.md", b"") for number in range(5001)))


@built
def zip_too_large() -> Files:
    return {"course.zip": bytes(20_000_001)}


@built
def zip_with_a_password() -> Files:
    data = bytearray(archive(("noise.md", lesson()))["course.zip"])
    data[6] |= 1  # the flag in the member's own header, then in the directory's
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return {"course.zip": bytes(data)}


@built
def zip_that_climbs_out() -> Files:
    return archive(("../../noise.md", lesson()))


@built
def zip_with_an_absolute_name() -> Files:
    return archive(("/etc/noise.md", lesson()))


@built
def zip_with_a_backslash() -> Files:
    member = zipfile.ZipInfo("noise.md")
    member.filename = "..\\noise.md"
    return archive((member, lesson()))


@built
def zip_with_a_link() -> Files:
    member = zipfile.ZipInfo("noise.md")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return archive((member, b"/etc/passwd"))


@built
def zip_with_a_name_twice() -> Files:
    return archive(("noise.md", lesson()), ("./noise.md", lesson("Other.\n")))


@built
def zip_without_content() -> Files:
    return archive(("notes.docx", b"x"))


@built
def zip_with_a_broken_lesson() -> Files:
    return archive(("en/lessons/noise.md", b"Text.\n"))


@built
def picture_of_another_format() -> Files:
    return {"noise.md": lesson("![Blue](blue.png)\n"), "blue.png": picture(kind="JPEG")}


@built
def picture_cut_off() -> Files:
    return {"noise.md": lesson("![Blue](blue.png)\n"), "blue.png": picture(400, 300)[:-200]}


@built
def picture_of_too_many_pixels() -> Files:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(1000))) + png_chunk(b"IEND", b"")
    return {"noise.md": lesson("![Blue](blue.png)\n"), "blue.png": b"\x89PNG\r\n\x1a\n" + header + body}


@built
def picture_too_large() -> Files:
    return {"noise.md": lesson("![Blue](blue.png)\n"), "blue.png": picture() + bytes(5_000_000)}
