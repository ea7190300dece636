"""Exercises that authors make: what their front matter and their programs say about how they are judged.

`kind: function` beside these files makes a folder an exercise of its own; without it, it is a text for one of the
site's.

reference.py    a right solution, which says what is right
inputs.py       inputs(seed) returns the arguments of one call
wrong/*.py      known wrong solutions; a comment above the code, in every language, says what is wrong in them:

    # en: The logarithm is missing
    #     The task asks for log SNR.
    # vi: Thiếu logarit
    #     …

Programs are only parsed here: they run in the sandbox, when the exercise is tried.
"""

from __future__ import annotations

import ast
import hashlib
import json
import keyword
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext as _

from content.matter import PromptMatter
from content.patterns import SLUG
from content.problems import Problem, shown
from content.programs import comment_and_code, read_python, spoken
from content.sources import Beside, Source

OWN_FIELDS = ("entry_point", "tolerance", "limits", "cases", "order")
MAX_SLUG = 48  # with a wrong solution's name it still names a mistake
MAX_NAME = 30
MOST_WRONG = 10

Fields = dict[str, Any]


def read_function(
    matter: PromptMatter, beside: Beside, slug: str, text: str, fields: Fields
) -> tuple[Fields, list[Problem]]:
    """The fields that say how it is judged, none for a text of the site's own exercise, and what is wrong with them.

    `fields` are those of the text: its starter and its solutions are programs too.
    """
    if not matter.kind:
        return {}, list(_without_kind(matter, beside, text))
    problems = [*_names(matter, slug, text), *_missing(beside)]
    numbers = matter.model_dump(include={"kind", *OWN_FIELDS})
    judging = {
        **numbers,
        "reference": _program(beside.reference, problems),
        "inputs": _program(beside.inputs, problems),
        "wrong": [_wrong(source, problems) for source in beside.wrong],
    }
    problems += [*_too_many(judging["wrong"], matter, text), *_undefined(judging, fields, slug)]
    return {"judging": judging, "judged_by": _digest(judging, fields)}, problems


def _digest(judging: Fields, fields: Fields) -> str:
    """The same for two versions that are judged alike: what is said of a mistake changes nothing."""
    numbers = {name: judging[name] for name in ("entry_point", "tolerance", "limits", "cases", "reference", "inputs")}
    wrong = [(one["name"], one["code"]) for one in judging["wrong"]]
    right = [(one["name"], one["code"]) for one in fields["solutions"]]
    canonical = json.dumps([numbers, wrong, right, fields["starter"]], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _without_kind(matter: PromptMatter, beside: Beside, text: str) -> Iterator[Problem]:
    remedy = _("Add “kind: function” to the front matter, or leave it out.")
    for name in OWN_FIELDS:
        if name in matter.model_fields_set:
            yield Problem(_place(text, name), _("a field of an exercise of one's own only there"), name, remedy)
    for source in (beside.reference, beside.inputs, *beside.wrong):
        if source is not None:
            name = PurePosixPath(source.name).name
            yield Problem("", _("a program of an exercise of one's own only there"), name, remedy, source.name)


def _names(matter: PromptMatter, slug: str, text: str) -> Iterator[Problem]:
    if not re.fullmatch(SLUG, slug) or len(slug) > MAX_SLUG:
        expected = _("a folder named with at most %d lower-case letters, digits and single hyphens") % MAX_SLUG
        yield Problem("", expected, shown(slug), _("Rename the folder."))
    if not matter.entry_point:
        expected = _("the name of the function that students write")
        yield Problem(_place(text, "entry_point"), expected, _("nothing"), _("Add entry_point."))
    elif keyword.iskeyword(matter.entry_point):
        where, got = _place(text, "entry_point"), shown(matter.entry_point)
        yield Problem(where, _("the name of a function"), got, _("Choose another name."))


def _missing(beside: Beside) -> Iterator[Problem]:
    wanted = (
        (beside.reference, _("a reference solution, reference.py")),
        (beside.inputs, _("a generator of inputs, inputs.py")),
        (beside.wrong, _("at least one known wrong solution in wrong/")),
    )
    for found, expected in wanted:
        if not found:
            remedy = _("Put it beside prompt.md. A translation leaves “kind” out, and is judged as its original.")
            yield Problem("", expected, _("nothing"), remedy)


def _program(source: Source | None, problems: list[Problem]) -> str:
    if source is None:
        return ""
    code, found = read_python(source)
    problems += found
    return code


def _wrong(source: Source, problems: list[Problem]) -> Fields:
    """{"name", "code", "words": {language: {"title", "text"}}}."""
    name = PurePosixPath(source.name).stem
    if not re.fullmatch(SLUG, name) or len(name) > MAX_NAME:
        expected = _("a name of at most %d lower-case letters, digits and single hyphens") % MAX_NAME
        problems.append(Problem("", expected, shown(name), _("Rename it."), source.name))
    text, found = read_python(source)
    problems += found
    comment, code = comment_and_code(text)
    words = {language: {"title": title, "text": " ".join(rest)} for language, (title, *rest) in spoken(comment).items()}
    return {"name": name, "code": code if words else text, "words": words}


def _too_many(wrong: list[Fields], matter: PromptMatter, text: str) -> Iterator[Problem]:
    if len(wrong) > MOST_WRONG:
        expected = _("at most %d known wrong solutions") % MOST_WRONG
        yield Problem("", expected, str(len(wrong)), _("Keep the most common ones."))
    if matter.cases < len(wrong):
        expected = _("at least as many cases as there are wrong solutions, %d") % len(wrong)
        yield Problem(_place(text, "cases"), expected, str(matter.cases), _("Raise it."))


def _undefined(judging: Fields, fields: Fields, slug: str) -> Iterator[Problem]:
    """Every program that does not define what is asked of it."""
    wanted = [("inputs.py", judging["inputs"], "inputs")]
    programs = [("starter.py", fields["starter"]), ("reference.py", judging["reference"])]
    programs += [(f"solutions/{one['name']}.py", one["code"]) for one in fields["solutions"]]
    programs += [(f"wrong/{one['name']}.py", one["code"]) for one in judging["wrong"]]
    wanted += [(file, code, judging["entry_point"]) for file, code in programs]
    for file, code, name in wanted:
        if code and name and (got := _defined_instead(code, name)) is not None:
            yield Problem("", _("a function named %s") % name, got, _("Name it exactly so."), f"{slug}/{file}")


def _defined_instead(code: str, name: str) -> str | None:
    """The functions of a program whose top level does not give the name to anything; None where it does."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # told already
    if any(name in _given(statement) for statement in tree.body):
        return None
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return ", ".join(functions[:5]) or _("no function")


def _given(statement: ast.stmt) -> set[str]:
    match statement:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {alias.asname or alias.name for alias in names}
        case _:
            nodes = ast.walk(statement)
            return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _place(text: str, name: str) -> str:
    """The line of the front matter that begins with the name."""
    lines = text.split("\n")
    line = next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{name}:")), None)
    return _("line %d") % line if line else _("front matter")
