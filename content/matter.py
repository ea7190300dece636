"""The YAML front matter of lessons and exercise prompts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Annotated, Any, Generic, TypeVar

import yaml
from django.utils.translation import gettext as _
from frontmatter.default_handlers import YAMLHandler
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from content.patterns import IDENTIFIER, KIND, LANGUAGE, SLUG, WEB_ADDRESS
from content.problems import Problem, from_validation, shown
from content.sources import Unreadable, unstorable


def _empty_as(value: Any) -> BeforeValidator:
    """YAML's bare `description:` is None; an author who left it empty meant the default."""
    return BeforeValidator(lambda given: value if given is None else given)


NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]{1,3}", re.ASCII)
Text = Annotated[str, _empty_as("")]
Texts = Annotated[list[str], _empty_as([])]
Slugs = Annotated[list[Annotated[str, Field(pattern=SLUG)]], _empty_as([])]
Identifier = Annotated[int | Annotated[str, Field(max_length=100)], _empty_as("")]


class Matter(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")


class CourseMatter(Matter):
    id: Identifier = ""
    title: str = Field(min_length=1, max_length=200)
    slug: str = Field(pattern=SLUG, max_length=100)


class LessonMatter(Matter):
    id: Identifier = ""
    title: str = Field(min_length=1, max_length=200)
    slug: str = Field(pattern=SLUG, max_length=100)
    language: Annotated[str, Field(pattern=LANGUAGE), _empty_as("")] = ""
    description: Text = ""
    duration_minutes: int | None = Field(None, ge=1, le=6000)
    is_free: Annotated[bool, _empty_as(True)] = True
    video_url: Annotated[str, Field(pattern=WEB_ADDRESS, max_length=200), _empty_as("")] = ""
    sort_order: Annotated[int, Field(ge=0, le=1_000_000), _empty_as(0)] = 0
    section_title: Annotated[str, Field(max_length=200), _empty_as("")] = ""
    course: CourseMatter | None = None
    goals: Texts = []
    quizzes: Slugs = []
    exercises: Slugs = []


def _as_number(value: Any) -> Any:
    """YAML takes 1e-6, without a dot, for text."""
    return float(value) if isinstance(value, str) and NUMBER.fullmatch(value) else value


Number = Annotated[float, BeforeValidator(_as_number), Field(allow_inf_nan=False)]


class ToleranceMatter(Matter):
    model_config = ConfigDict(strict=True, extra="forbid")
    absolute: Annotated[Number, Field(ge=0, le=1e6)] = 1e-6
    relative: Annotated[Number, Field(ge=0, le=0.5)] = 1e-4


class LimitsMatter(Matter):
    """What a program may use; the highest values are the site's own."""

    model_config = ConfigDict(strict=True, extra="forbid")
    wall_s: Annotated[Number, Field(ge=1, le=30)] = 10.0
    memory_mb: Annotated[int, Field(ge=64, le=1024)] = 512


class PromptMatter(Matter):
    title: str = Field(min_length=1, max_length=200)
    summary: Text = ""
    kind: Annotated[str, Field(pattern=KIND), _empty_as("")] = ""
    entry_point: Annotated[str, Field(pattern=IDENTIFIER), _empty_as("")] = ""
    tolerance: Annotated[ToleranceMatter, _empty_as(ToleranceMatter())] = ToleranceMatter()
    limits: Annotated[LimitsMatter, _empty_as(LimitsMatter())] = LimitsMatter()
    cases: Annotated[int, Field(ge=4, le=64), _empty_as(16)] = 16
    order: Annotated[int, Field(ge=0, le=1_000_000), _empty_as(0)] = 0


M = TypeVar("M", bound=Matter)


@dataclass
class Read(Generic[M]):
    """The front matter and what is under it; `matter` is None where it has problems."""

    matter: M | None
    body: str
    problems: list[Problem]
    warnings: list[Problem]


def read_matter(model: type[M], text: str) -> Read[M]:
    header, body = _split(text)
    data, lines = _load_yaml(header)
    read: Read[M] = Read(None, body, list(_unstorable(data, lines)), list(_ignored(model, data, lines)))
    try:
        read.matter = model.model_validate(data)
    except ValidationError as error:
        for path, problem in from_validation(error, data):
            line = lines.get(str(path[0])) if path else None
            read.problems.append(replace(problem, where=_("line %d") % line if line else _("front matter")))
    return read


def _unstorable(data: Any, lines: dict[str, int]) -> Iterator[Problem]:
    for name, value in data.items() if isinstance(data, dict) else ():
        for problem in unstorable({name: value}, ()):
            yield replace(problem, where=_("line %d") % lines[name] if name in lines else _("front matter"))


def _ignored(model: type[Matter], data: Any, lines: dict[str, int]) -> Iterator[Problem]:
    """Fields that nothing reads: most are a slip of the pen, and the text would go out without what they say."""
    if not isinstance(data, dict):
        return
    course = data.get("course") if "course" in model.model_fields else None
    found = [(str(name), str(name), model) for name in data]
    found += [(f"course.{name}", "course", CourseMatter) for name in (course if isinstance(course, dict) else {})]
    for name, top, owner in found:
        known = list(owner.model_fields)
        bare = name.removeprefix("course.") if owner is CourseMatter else name
        if bare not in known:
            meant = get_close_matches(bare.lower().replace("-", "_"), known, n=1)
            hint = _("Did you mean “%s”?") % meant[0] if meant else _("Known are: %s.") % ", ".join(known)
            where = _("line %d") % lines[top] if top in lines else _("front matter")
            yield Problem(where, _("a field that is known"), shown(name), f"{_('It is ignored.')} {hint}")


def _split(text: str) -> tuple[str, str]:
    handler = YAMLHandler()
    if not handler.detect(text):
        expected, remedy = _("front matter between two lines of ---"), _("Begin the file with --- and its title.")
        raise Unreadable(Problem(_("line %d") % 1, expected, shown(text.split("\n", 1)[0]), remedy))
    try:
        header, body = handler.split(text)
    except ValueError:
        got, remedy = _("one that does not end"), _("Close the front matter with a line of ---.")
        raise Unreadable(Problem(_("line %d") % 1, _("front matter between two lines of ---"), got, remedy)) from None
    return header, body.strip("\n") + "\n"


def _load_yaml(header: str) -> tuple[Any, dict[str, int]]:
    """The front matter's values, and the line in the file where each top-level field stands."""
    tree: Any = None
    try:
        _refuse_aliases(header)
        tree = yaml.compose(header, yaml.SafeLoader)
        data = yaml.safe_load(header)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        got = getattr(error, "problem", None) or str(error)
        remedy = _("Put quotes round a value that holds a colon or another sign of YAML.")
        raise Unreadable(Problem(_place(mark), "YAML", got, remedy)) from None
    except (ValueError, RecursionError) as error:
        raise Unreadable(Problem(_place(_broken(tree)), "YAML", str(error), _("Correct the value."))) from None
    nodes: Any = tree.value if isinstance(tree, yaml.MappingNode) else []
    lines: dict[str, int] = {}
    for key, _value in nodes:
        line = key.start_mark.line + 1
        if key.value in lines:
            got, remedy = _("“%s” again") % key.value, _("Keep one of them.")
            raise Unreadable(Problem(_("line %d") % line, _("each field once"), got, remedy))
        lines[key.value] = line
    return data, lines


def _refuse_aliases(header: str) -> None:
    """A few lines of them can stand for more than fits into any memory."""
    for token in yaml.scan(header, yaml.SafeLoader):
        if isinstance(token, yaml.AliasToken):
            expected, got = _("values that are written out"), f"*{token.value}"
            raise Unreadable(Problem(_place(token.start_mark), expected, got, _("Put quotes round it if it is text.")))


def _broken(tree: Any) -> Any:
    """Where the first value begins that says what cannot be, such as a 31st of February."""
    for _key, value in tree.value if isinstance(tree, yaml.MappingNode) else []:
        try:
            yaml.constructor.SafeConstructor().construct_object(value, deep=True)
        except (ValueError, RecursionError):
            return value.start_mark
    return None


def _place(mark: Any) -> str:
    """A mark counts from 0, and the header begins under the opening ---."""
    if mark is None:
        return _("front matter")
    return _("line %(line)d, column %(column)d") % {"line": mark.line + 1, "column": mark.column + 1}
