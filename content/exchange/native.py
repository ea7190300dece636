"""Versions as the files that they came from: importing these makes the same versions again."""

from __future__ import annotations

import json
import re
from textwrap import wrap
from typing import Any

from content.exchange.front_matter import with_front_matter
from content.models import BankVersion, ExerciseTextVersion, LessonVersion

# The order of fields in files. A database may keep JSON in an order of its own.
BANK_FIELDS = (
    *("id", "title", "slug", "language", "description", "icon", "provider", "level", "duration_minutes"),
    *("passing_score", "questions_count", "tags", "series_slug", "shuffle_options", "shuffle_questions"),
    *("domains", "questions"),
)
DOMAIN_FIELDS = ("name", "weight", "lessons")
DOMAIN_LESSON_FIELDS = ("title", "slug", "section")
QUESTION_FIELDS = (
    *("id", "domain", "with_previous", "question", "code", "options", "correct", "numeric", "order", "any_order"),
    *("hints", "explanation", "lesson"),
)
JUDGING_FIELDS = ("kind", "entry_point", "tolerance", "limits", "cases", "order")
NUMERIC_FIELDS = ("value", "tolerance", "unit")
LESSON_FIELDS = ("slug", "title", "section")
COMMENT = "#     "
LINE_LENGTH = 116

Json = dict[str, Any]


def lesson_file(version: LessonVersion) -> str:
    fields: Json = {
        "id": _identifier(version.external_id),
        "title": version.title,
        "slug": version.item.slug,
        "description": version.description,
        "duration_minutes": version.duration_minutes or "",
        "is_free": version.is_free,
        "video_url": version.video_url,
        "sort_order": version.sort_order,
        "section_title": version.section_title,
    }
    if course := version.course:
        title = course.titles.get(version.language) or course.title_for(version.language)
        fields["course"] = {"id": _identifier(course.external_id), "title": title, "slug": course.slug}
    fields |= {"goals": version.goals, "quizzes": version.quizzes, "exercises": version.exercises}
    return with_front_matter(fields, version.body)


def bank_file(version: BankVersion) -> str:
    return json.dumps(in_order(version.content), ensure_ascii=False, indent=2) + "\n"


def in_order(content: Json) -> Json:
    """The same JSON with its fields in the order of our files; fields of the author's own come last, by name."""
    domains = [
        _ordered(domain, DOMAIN_FIELDS) | _each(domain, "lessons", DOMAIN_LESSON_FIELDS)
        for domain in content["domains"]
    ]
    questions = [_question(question) for question in content["questions"]]
    return _ordered(content, BANK_FIELDS) | {"domains": domains, "questions": questions}


def prompt_file(version: ExerciseTextVersion) -> str:
    fields: Json = {"title": version.title, "summary": version.summary}
    if judging := version.judging:
        fields |= {name: judging[name] for name in JUDGING_FIELDS}
        fields["tolerance"] = _ordered(judging["tolerance"], ("absolute", "relative"))
        fields["limits"] = _ordered(judging["limits"], ("wall_s", "memory_mb"))
    return with_front_matter(fields, version.prompt)


def hints_file(version: ExerciseTextVersion) -> str:
    return "\n".join(f"## {hint['title']}\n\n{hint['text']}\n" for hint in version.hints)


def solution_file(told: dict[str, Json]) -> str:
    """One solution: the comment in each of these languages, above the code that they share."""
    return _explained(told, next(iter(told.values()))["code"])


def program_files(judging: Json) -> dict[str, str]:
    """What an exercise of an author's own is judged by. A wrong solution without words is its code."""
    wrong = {
        f"wrong/{one['name']}.py": _explained(one["words"], one["code"]) if one["words"] else one["code"]
        for one in judging["wrong"]
    }
    return {"inputs.py": judging["inputs"], "reference.py": judging["reference"], **wrong}


def _explained(told: dict[str, Json], code: str) -> str:
    return "".join(_comment(language, told[language]) for language in sorted(told)) + f"\n{code}"


def _question(question: Json) -> Json:
    ordered = _ordered(question, QUESTION_FIELDS)
    for name, fields in (("numeric", NUMERIC_FIELDS), ("lesson", LESSON_FIELDS)):
        if isinstance(ordered.get(name), dict):
            ordered[name] = _ordered(ordered[name], fields)
    return ordered


def _each(data: Json, name: str, fields: tuple[str, ...]) -> Json:
    return {name: [_ordered(one, fields) for one in data[name]]} if name in data else {}


def _ordered(data: Json, fields: tuple[str, ...]) -> Json:
    known = {name: data[name] for name in fields if name in data}
    return known | {name: data[name] for name in sorted(data) if name not in known}


def _identifier(stored: str) -> int | str:
    """A number that was written as one is kept as text, and reads best as a number again."""
    return int(stored) if re.fullmatch(r"0|[1-9]\d{0,17}", stored, re.ASCII) else stored


def _comment(language: str, solution: Json) -> str:
    text = solution["text"]
    lines = wrap(text, LINE_LENGTH - len(COMMENT), break_long_words=False, break_on_hyphens=False)
    if " ".join(lines) != text:
        lines = [text]
    return f"# {language}: {solution['title']}\n" + "".join(f"{COMMENT}{line}\n" for line in lines)
