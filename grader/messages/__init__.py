"""Every sentence that a judgement can say, by key, in English and Vietnamese.

One module per family of exercises, each with MESSAGES and CHECK_TITLES; a new file in this package is picked up by
itself. Keys read `family.what-happened`; parameters are numbers, shapes and code, never words, so that one key is one
sentence in every language.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.verdicts import Text

LANGUAGES = ("en", "vi")


def merge_tables(package_path: Any, package_name: str, table: str) -> dict[str, Any]:
    """The named dict of every module in a package, as one dict; a key that two modules define is an error."""
    merged: dict[str, Any] = {}
    for info in pkgutil.iter_modules(package_path):
        entries = getattr(importlib.import_module(f"{package_name}.{info.name}"), table, {})
        if twice := merged.keys() & entries.keys():
            raise ValueError(f"{package_name}.{info.name}.{table} repeats {sorted(twice)}; rename or remove them there")
        merged.update(entries)
    return merged


MESSAGES: dict[str, dict[str, str]] = merge_tables(__path__, __name__, "MESSAGES")
CHECK_TITLES: dict[str, dict[str, str]] = merge_tables(__path__, __name__, "CHECK_TITLES")


def in_language(texts: dict[str, str], language: str) -> str:
    """`vi-vn` reads Vietnamese; a language without a translation reads English."""
    return texts.get(language.split("-")[0], texts["en"])


def render(text: Text, language: str = "en") -> str:
    """The sentence; a stored verdict may hold a key that is gone since, and then the key and its values stand in."""
    params = shortened(text.params)
    if text.key not in MESSAGES:
        return ", ".join([text.key, *(f"{name} {value}" for name, value in params.items())])
    return in_language(MESSAGES[text.key], language).format(**params)


def shortened(params: dict[str, Any]) -> dict[str, str]:
    """Values as a sentence shows them."""
    return {name: _short(value) for name, value in params.items()}


def title(check_name: str, language: str = "en") -> str:
    return in_language(CHECK_TITLES.get(check_name, {"en": check_name}), language)


def _short(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
