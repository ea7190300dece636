"""Authors' Markdown as its reader takes it in: words, numbers and length, without the marks that set it."""

from __future__ import annotations

import re

COMMAND = re.compile(r"\\[A-Za-z]+|\\.")
MARKS = re.compile(r"[\\{}$^_`*]")
WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
NUMBER = re.compile(r"(?<![\w.])[-−]?\d+(?:\.\d+)?")


def length(text: str) -> int:
    """Roughly as many signs as stand on the page: a formula's command is one, whatever its name."""
    return len(MARKS.sub("", COMMAND.sub("x", text)).strip())


def words(text: str) -> list[str]:
    """Words and numbers in lower case; a formula's commands count as words."""
    return WORD.findall(text.lower())


def numbers(text: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in NUMBER.findall(text)]
