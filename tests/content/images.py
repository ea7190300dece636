"""Small pictures for tests."""

from io import BytesIO

from PIL import Image
from PIL.PngImagePlugin import PngInfo

SUFFIXES = {"PNG": ".png", "JPEG": ".jpg", "GIF": ".gif", "WEBP": ".webp"}
SECRET = b"10.7626 N 106.6602 E"


def image(kind="PNG", size=(8, 6), colour="navy", **options):
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, kind, **options)
    return stream.getvalue()


def talkative(kind):
    """A picture whose file tells a place, and more behind its end."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # ImageDescription
    exif[0x0112] = 6  # held upright by turning it
    options = {"exif": exif.tobytes()} if kind != "GIF" else {}
    if kind == "PNG":
        notes = PngInfo()
        notes.add_text("Comment", SECRET.decode())
        options["pnginfo"] = notes
    if kind == "JPEG":
        options["comment"] = SECRET
    return image(kind, size=(40, 30), **options) + (SECRET if kind != "GIF" else b"")
