"""One authored file's bytes, read into what a version row stores."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Protocol

from django.utils.translation import gettext as _

from content.checking import check_bank
from content.exchange.from_portable import bank_data
from content.exchange.gift_reader import read_gift
from content.exchange.moodle_reader import read_moodle
from content.exercises import read_beside
from content.functions import read_function
from content.json_text import Slip, read_json
from content.matter import CourseMatter, LessonMatter, PromptMatter, read_matter
from content.models import Bank, ExerciseText, Item, Lesson, LessonVersion
from content.passages import Passage, of_bank
from content.problems import Problem
from content.proofreading import Notes, proofread
from content.sources import Beside, Source, Unreadable, decode, unstorable

HTML = {".html", ".htm"}
FOREIGN = {".xml": read_moodle, ".gift": read_gift}
SUFFIXES = {".md", ".json", *HTML, *FOREIGN}
IN_QUESTION = re.compile(r"\$\.questions\[(\d+)\]")


class Shown(Protocol):
    """A picture that has come or is there already."""

    @property
    def hash(self) -> str: ...


@dataclass(frozen=True)
class Document:
    """A checked file: the item it belongs to, and the fields of the version it would make."""

    item: type[Item]
    slug: str
    language: str
    fields: dict[str, Any]
    course: CourseMatter | None = None
    source: str = field(default="", compare=False)
    archive: str = field(default="", compare=False)  # which its file came in
    body_line: int = field(default=1, compare=False)  # the line of the file on which the text begins
    warnings: tuple[Problem, ...] = field(default=(), compare=False)  # what is imported in spite of
    pictures: Mapping[str, Shown] = field(default_factory=dict)  # by the names that the text calls them

    @property
    def passages(self) -> Iterator[Passage]:
        """The texts that pages show."""
        if self.item is Bank:
            yield from of_bank(self.fields["content"])
        elif self.item is Lesson:
            is_html = self.fields["format"] == LessonVersion.Format.HTML
            yield Passage(self.fields["body"], "html" if is_html else "lesson", first_line=self.body_line)
        else:
            yield Passage(self.fields["prompt"], "markdown", first_line=self.body_line)

    @property
    def content_hash(self) -> str:
        told: list[Any] = [self.fields, self.course.slug if self.course else None]
        if self.pictures:
            told.append({name: picture.hash for name, picture in self.pictures.items()})
        canonical = json.dumps(told, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


def read(source: Source) -> tuple[Document | None, list[Problem]]:
    """What the file says, and everything that is wrong with it; where only its texts are, there is a document all the
    same, so that what they point at can be looked for too."""
    try:
        document, problems = _reader(source.name)(source, decode(source))
    except Unreadable as error:
        document, problems = None, [error.problem]
    if document:
        document = replace(document, warnings=_in_file(document.warnings, source.name), archive=source.archive)
    return document, list(_in_file(problems, source.name))


def _in_file(problems: Iterable[Problem], name: str) -> tuple[Problem, ...]:
    return tuple(problem.in_file(problem.file or name) for problem in problems)


def _reader(name: str) -> Callable[[Source, str], tuple[Document | None, list[Problem]]]:
    path = PurePosixPath(name)
    suffix = ending(name)
    if suffix not in SUFFIXES:
        expected, remedy = _("a .md, .html, .json, .xml or .gift file"), _("Rename it, or leave it out.")
        raise Unreadable(Problem("", expected, suffix or _("a name without an ending"), remedy, name))
    if suffix in FOREIGN:
        return _read_foreign
    if suffix == ".json":
        return _read_bank
    return _read_prompt if path.name == "prompt.md" else _read_lesson


def ending(name: str) -> str:
    """In lower case; Moodle calls its GIFT files "questions.gift.txt"."""
    lower = name.lower()
    return ".gift" if lower.endswith(".gift.txt") else PurePosixPath(lower).suffix


def _read_bank(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    return _bank(source, _load_json(text))


def _read_foreign(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    """Questions from another program, as a bank of ours; then the same checks, told by line and by path."""
    portable, warnings = FOREIGN[ending(source.name)](text, source.language)
    if not portable.questions:
        left_out = "; ".join(warning.got for warning in warnings) or _("nothing")
        return None, [Problem("", _("questions that this site knows"), left_out, _("Check which file it is."))]
    data, supposed = bank_data(portable, source.name)
    document, problems = _bank(source, data)
    lines = [question.line for question in portable.questions]
    problems = [_at_line(problem, lines) for problem in problems]
    if document:
        document = replace(document, warnings=(*warnings, *supposed, *document.warnings))
    return document, problems


def _at_line(problem: Problem, lines: list[int]) -> Problem:
    match = IN_QUESTION.match(problem.where)
    if match is None:
        return problem
    words = {"line": lines[int(match[1])], "path": problem.where}
    return replace(problem, where=_("line %(line)d (%(path)s)") % words)


def _bank(source: Source, data: Any) -> tuple[Document | None, list[Problem]]:
    problems = list(unstorable(data, ()))
    bank, found = check_bank(data)
    notes = proofread(of_bank(data))
    problems += found
    if bank is None or problems:
        return None, [*problems, *notes.problems]
    fields = {
        "title": bank.title,
        "description": bank.description,
        "level": bank.level,
        "duration_minutes": bank.duration_minutes,
        "passing_score": bank.passing_score,
        "questions_count": len(bank.questions),
        "content": data,
    }
    language, warnings = bank.language or source.language, tuple(notes.warnings)
    return Document(Bank, bank.slug, language, fields, source=source.name, warnings=warnings), notes.problems


def _load_json(text: str) -> Any:
    try:
        return read_json(text)
    except Slip as slip:
        place = {"line": text.count("\n", 0, slip.at) + 1, "column": slip.at - text.rfind("\n", 0, slip.at)}
        where = _("line %(line)d, column %(column)d") % place
        raise Unreadable(Problem(where, "JSON", slip.got, slip.remedy)) from None
    except RecursionError:
        got, remedy = _("too deep a nesting"), _("Nest it less deeply.")
        raise Unreadable(Problem("$", "JSON", got, remedy)) from None


def _read_lesson(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    read = read_matter(LessonMatter, text)
    is_html = ending(source.name) in HTML
    line = _first_line(text, read.body)
    notes = _proofread(Passage(read.body, "html" if is_html else "lesson", first_line=line))
    matter = read.matter
    if matter is None or read.problems:
        return None, [*read.problems, *notes.problems]
    fields = matter.model_dump(exclude={"id", "slug", "language", "course"})
    fields |= {
        "external_id": str(matter.id),
        "format": "html" if is_html else "markdown",
        "body": read.body,
    }
    language = matter.language or source.language
    warnings = (*read.warnings, *notes.warnings)
    document = Document(Lesson, matter.slug, language, fields, matter.course, source.name, warnings=warnings)
    return replace(document, body_line=line), notes.problems


def _read_prompt(source: Source, text: str) -> tuple[Document | None, list[Problem]]:
    read = read_matter(PromptMatter, text)
    beside, found = read_beside(source.beside or Beside(), source.language)
    line = _first_line(text, read.body)
    notes = _proofread(Passage(read.body, "markdown", first_line=line))
    problems = [*read.problems, *notes.problems, *found]
    if read.matter is None:
        return None, problems
    slug = PurePosixPath(source.name).parent.name
    judged, found = read_function(read.matter, source.beside or Beside(), slug, text, beside)
    problems += found
    if problems:
        return None, problems
    fields = {"title": read.matter.title, "summary": read.matter.summary, "prompt": read.body, **beside, **judged}
    document = Document(ExerciseText, slug, source.language, fields, source=source.name, body_line=line)
    return replace(document, warnings=(*read.warnings, *notes.warnings)), []


def _first_line(text: str, body: str) -> int:
    return text.count("\n", 0, text.rindex(body.rstrip("\n"))) + 1


def _proofread(body: Passage) -> Notes:
    if not body.text.strip():
        where = _("line %d") % body.first_line
        return Notes([Problem(where, _("text under the front matter"), _("nothing"), _("Write it."))])
    return proofread([body])
