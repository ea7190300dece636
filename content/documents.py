"""One authored file's bytes, read into what a version row stores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from content.checking import check_bank
from content.exercises import read_beside
from content.matter import CourseMatter, LessonMatter, PromptMatter, read_matter
from content.models import Bank, ExerciseText, Item, Lesson
from content.problems import Problem
from content.rendering import render_document
from content.sources import Beside, Source, Unreadable, decode, unstorable

HTML = {".html", ".htm"}
SUFFIXES = {".md", ".json", *HTML}


@dataclass(frozen=True)
class Document:
    """A checked file: the item it belongs to, and the fields of the version it would make."""

    item: type[Item]
    slug: str
    language: str
    fields: dict[str, Any]
    course: CourseMatter | None = None
    source: str = field(default="", compare=False)
    body_line: int = field(default=1, compare=False)  # the line of the file on which the text begins

    @property
    def content_hash(self) -> str:
        course = self.course.slug if self.course else None
        canonical = json.dumps([self.fields, course], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """What the file says, or everything that is wrong with it."""
    try:
        document, problems = _reader(source.name)(source, decode(source))
    except Unreadable as error:
        document, problems = None, [error.problem]
    return document, [problem.in_file(problem.file or source.name) for problem in problems]


def _reader(name: str) -> Callable[[Source, str], tuple[Document | None, list[Problem]]]:
    path = PurePosixPath(name)
    if path.suffix.lower() not in SUFFIXES:
        expected, remedy = _("a .md, .html or .json file"), _("Rename it, or leave it out.")
        raise Unreadable(Problem("", expected, path.suffix or _("a name without an ending"), remedy, name))
    if path.suffix.lower() == ".json":
        return _read_bank
    return _read_prompt if path.name == "prompt.md" else _read_lesson


def _read_bank(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    data = _load_json(text)
    problems = list(unstorable(data, ()))
    bank, found = check_bank(data)
    problems += found
    if bank is None or problems:
        return None, problems
    fields = {
        "title": bank.title,
        "description": bank.description,
        "level": bank.level,
        "duration_minutes": bank.duration_minutes,
        "passing_score": bank.passing_score,
        "questions_count": len(bank.questions),
        "content": data,
    }
    return Document(Bank, bank.slug, bank.language or source.language, fields, source=source.name), []


def _load_json(text: str) -> Any:
    def refuse_constant(name: str) -> None:
        raise ValueError(_("%s, which is not JSON") % name)

    def refuse_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _value in pairs]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(_("the field “%s” twice in one object") % key)
        return dict(pairs)

    try:
        return json.loads(text, parse_constant=refuse_constant, object_pairs_hook=refuse_repeats)
    except json.JSONDecodeError as error:
        where = _("line %(line)d, column %(column)d") % {"line": error.lineno, "column": error.colno}
        raise Unreadable(Problem(where, "JSON", error.msg, _("Correct the file there."))) from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(Problem("$", "JSON", str(error), _("Correct the file."))) from None


def _read_lesson(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    matter, body, problems = read_matter(LessonMatter, text)
    is_html = PurePosixPath(source.name).suffix.lower() in HTML
    problems += _body_problems(body, is_html=is_html)
    if matter is None or problems:
        return None, problems
    fields = matter.model_dump(exclude={"id", "slug", "language", "course"})
    fields |= {
        "external_id": str(matter.id),
        "format": "html" if is_html else "markdown",
        "body": body,
    }
    language = matter.language or source.language
    line = text.count("\n", 0, text.rindex(body.rstrip("\n"))) + 1
    return Document(Lesson, matter.slug, language, fields, matter.course, source.name, line), []


def _read_prompt(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    matter, body, problems = read_matter(PromptMatter, text)
    beside, found = read_beside(source.beside or Beside(), source.language)
    problems += [*_body_problems(body, is_html=False), *found]
    if matter is None or problems:
        return None, problems
    fields = {"title": matter.title, "summary": matter.summary, "prompt": body, **beside}
    slug = PurePosixPath(source.name).parent.name
    return Document(ExerciseText, slug, source.language, fields, source=source.name), []


def _body_problems(body: str, *, is_html: bool) -> list[Problem]:
    if not body.strip():
        return [Problem("", _("text under the front matter"), _("nothing"), _("Write it."))]
    try:
        render_document(body, is_html=is_html)
    except RecursionError:
        return [Problem("", _("text that can be laid out"), _("too deep a nesting"), _("Nest it less deeply."))]
    return []
