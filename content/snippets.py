"""Python in an author's text that Python would not compile.

A warning and no error: a lesson may show a part of a program, or a mistake on purpose, and the page shows it whatever
it says. A block that is not meant to compile names another language, such as `pycon` or `text`.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from textwrap import dedent

from content.masking import fenced

PYTHON = re.compile(r"\{?\s*\.?(?:python3?|py3?)\b(?![-\w])", re.IGNORECASE)
ELEMENT = re.compile(
    r"<pre\b[^>]*>\s*<code\b[^>]*\bclass=[\"'][^\"']*\blang(?:uage)?-(?:python3?|py)\b[^\"']*[\"'][^>]*>",
    re.IGNORECASE,
)
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
FLAGS = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


@dataclass(frozen=True)
class Snippet:
    offset: int  # of its first line in the text
    code: str


def snippets(text: str, *, is_html: bool) -> Iterator[Snippet]:
    for block in [] if is_html else fenced(text):
        if PYTHON.match(block.info):
            code = text[block.code_start : block.code_end]
            yield Snippet(block.code_start, QUOTED.sub("", code) if block.quoted else code)
    for match in ELEMENT.finditer(text):
        if (end := text.find("</code", match.end())) != -1:
            yield Snippet(match.end(), unescape(text[match.end() : end]))


def error_in(code: str) -> tuple[int, str] | None:
    """The line, from 0, and what Python says of it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(dedent(code), "<code>", "exec", FLAGS)
    except SyntaxError as error:
        return (error.lineno or 1) - 1, error.msg
    except (ValueError, RecursionError, MemoryError) as error:
        return 0, str(error) or type(error).__name__
    return None
