"""The names by which authors' texts call pictures, and the addresses that take their place on a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

PICTURES = "/pictures/"
OF_THE_SITE = "/static/"
ATTRIBUTE = r'\s+[\w-]+="[^"]*"'
IMAGE = re.compile(rf'(?P<before><img(?:{ATTRIBUTE})*?\s+src=")(?P<name>[^"]*)"')
MENTION = re.compile(r"!\[|<img\b", re.IGNORECASE)


def names(html: str) -> list[str]:
    """Of the pictures in sanitised HTML that are not the site's own, each once, in their order."""
    found = (unescape(match["name"]) for match in IMAGE.finditer(html))
    return list(dict.fromkeys(name for name in found if not name.startswith(OF_THE_SITE)))


def with_addresses(html: str, addresses: Mapping[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        name = unescape(match["name"])
        return f'{match["before"]}{escape(addresses.get(name, name))}"'

    return IMAGE.sub(replace, html)


def mentioned(content: Any) -> bool:
    """Whether there may be a picture in the texts of a bank; cheap, and now and then wrong about code."""
    return any(MENTION.search(text) for text in _texts(content))


def addressed(content: Any, addresses: Mapping[str, str]) -> Any:
    """The same JSON, with the addresses in its Markdown and HTML."""
    if isinstance(content, dict):
        return {key: addressed(value, addresses) for key, value in content.items()}
    if isinstance(content, list):
        return [addressed(value, addresses) for value in content]
    return _with_addresses_in_text(content, addresses) if isinstance(content, str) else content


def _with_addresses_in_text(text: str, addresses: Mapping[str, str]) -> str:
    if MENTION.search(text):
        for name, address in addresses.items():
            called = re.compile(rf"""(\]\(\s*<?|\]:\s*<?|src=["'])(?:{re.escape(name)})(?=["'>)\s]|$)""", re.MULTILINE)
            text = called.sub(lambda match, address=address: match[1] + address, text)  # type: ignore[misc]
    return text


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    entries = content.values() if isinstance(content, dict) else content if isinstance(content, list) else ()
    return [text for entry in entries for text in _texts(entry)]


def place(text: str, name: str) -> str:
    """The path of the picture that a text at this path calls by this name; one from the top begins with a slash."""
    path = unquote(re.split("[?#]", name)[0])
    folder = "" if path.startswith("/") else posixpath.dirname(text)
    return posixpath.normpath(posixpath.join(folder, path.lstrip("/")))


def own_place(text: str, name: str) -> str:
    """A path at which no other text has a picture: an import looks there first."""
    path = unquote(re.split("[?#]", name)[0])
    one_name = re.sub(r"^\.|[%/\\:\x00-\x1f]", lambda match: f"%{ord(match[0]):02X}", path)
    return f"{posixpath.splitext(text)[0]}.pictures/{one_name}"
