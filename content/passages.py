"""The texts of a file that pages show, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.problems import json_path
from content.rendering import render_document, render_inline, render_markdown

Form = Literal["lesson", "markdown", "html", "inline", "code"]
TEXTS: dict[str, Form] = {"question": "markdown", "explanation": "markdown", "code": "code"}
LISTS: dict[str, Form] = {"options": "inline", "order": "inline", "hints": "markdown"}


@dataclass(frozen=True)
class Passage:
    text: str
    form: Form
    path: str = ""  # in a file of JSON; other files are told by lines
    first_line: int = 1

    @property
    def html(self) -> SafeString:
        """As a page has it."""
        if self.form == "inline":
            return render_inline(self.text)
        if self.form == "markdown":
            return render_markdown(self.text)
        return render_document(self.text, is_html=self.form == "html").html if self.form != "code" else SafeString()

    def place(self, offset: int) -> str:
        line = self.text.count("\n", 0, offset)
        if self.path:
            return self.path if line == 0 else _("%(path)s, line %(line)d") % {"path": self.path, "line": line + 1}
        column = offset - self.text.rfind("\n", 0, offset)
        return _("line %(line)d, column %(column)d") % {"line": self.first_line + line, "column": column}

    def place_of(self, words: str) -> str:
        """Where they stand first; the whole of the text where they are spelled otherwise in the source."""
        offset = self.text.find(words)
        return self.place(offset) if offset >= 0 else self.path or _("line %d") % self.first_line


def of_bank(data: Any) -> Iterator[Passage]:
    """Also of a bank that has other faults: whatever there is text where a text belongs."""
    questions = data.get("questions") if isinstance(data, dict) else None
    for index, question in enumerate(questions if isinstance(questions, list) else []):
        if isinstance(question, dict):
            for field, form, text in _fields(question):
                if isinstance(text, str) and text.strip():
                    yield Passage(text, form, json_path(("questions", index, field)))


def _fields(question: dict[str, Any]) -> Iterator[tuple[str, Form, Any]]:
    for field, form in TEXTS.items():
        yield field, form, question.get(field)
    for field, form in LISTS.items():
        entries = question.get(field)
        for number, entry in enumerate(entries if isinstance(entries, list) else []):
            yield f"{field}[{number}]", form, entry
