"""Front matter as the library's own files have it: one field a line, in the order in which an author thinks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from typing import Any

import yaml

# Such a text stays on its line only in double quotes, with escapes.
UNPRINTABLE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
INDENT = "  "


def with_front_matter(fields: dict[str, Any], body: str) -> str:
    return "---\n" + "".join(f"{line}\n" for line in _lines(fields)) + f"---\n\n{body}"


def _lines(fields: dict[str, Any], indent: str = "") -> Iterator[str]:
    for name, value in fields.items():
        if isinstance(value, dict):
            yield f"{indent}{name}:"
            yield from _lines(value, indent + INDENT)
        elif isinstance(value, list) and value and not _are_slugs(value):
            yield f"{indent}{name}:"
            yield from (f"{indent}{INDENT}- {_scalar(one) or QUOTED}" for one in value)
        else:
            yield f"{indent}{name}: {_scalar(value)}".rstrip()


QUOTED = '""'


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if value == "":
        return ""
    style = '"' if isinstance(value, str) and UNPRINTABLE.search(value) else None
    dumped = yaml.safe_dump(value, allow_unicode=True, width=inf, default_style=style)
    return dumped.removesuffix("\n").removesuffix("\n...")


def _are_slugs(values: list[str]) -> bool:
    return all(re.fullmatch(r"[a-z0-9-]+", value) for value in values)
