"""What is published, as files: in the folders from which it can be imported again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from itertools import groupby
from typing import Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.db.models import Prefetch

from content.exchange.files import File
from content.exchange.gift_writer import write_gift
from content.exchange.moodle_writer import write_moodle
from content.exchange.native import bank_file, hints_file, lesson_file, program_files, prompt_file, solution_file
from content.exchange.picture_files import picture_files
from content.models import (
    FALLBACK_LANGUAGE,
    BankVersion,
    ExerciseTextVersion,
    LessonVersion,
    Version,
)

Format = Literal["native", "moodle", "gift"]
FORMATS: tuple[Format, ...] = ("native", "moodle", "gift")
MODELS: tuple[type[Version], ...] = (LessonVersion, BankVersion, ExerciseTextVersion)
WHEN = (1980, 1, 1, 0, 0, 0)  # the same content makes the same archive, whenever it is packed


def published(slugs: Collection[str] = (), models: Collection[type[Version]] = MODELS) -> list[Version]:
    """The newest version of everything in every language, or of the items with these slugs; two queries a model."""
    found: list[Version] = []
    for model in models:
        uses: Any = model._meta.get_field("pictures").related_model
        shown = Prefetch("pictures", uses.objects.select_related("picture"))
        versions = model.objects.newest().prefetch_related(shown)
        if slugs:
            versions = versions.filter(item__slug__in=slugs)
        found += versions.select_related("item", "course") if model is LessonVersion else versions
    return found


def files(versions: Iterable[Version], form: Format = "native") -> list[File]:
    """In a steady order. Moodle XML and GIFT hold questions alone, so lessons and exercises give no file there."""
    versions = list(versions)
    found = [_file(version, form) for version in versions if isinstance(version, LessonVersion | BankVersion)]
    if form == "native":
        texts = [version for version in versions if isinstance(version, ExerciseTextVersion)]
        texts.sort(key=lambda version: (version.item.slug, version.language))
        for _slug, group in groupby(texts, key=lambda version: version.item.slug):
            found += _exercise_files(list(group))
        found += picture_files((version, _place(version)) for version in versions)
    return sorted((file for file in found if file), key=lambda file: file.path)


def zipped(found: Iterable[File]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for file in found:
            member = ZipInfo(file.path, date_time=WHEN)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, file.data)
    return buffer.getvalue()


def _place(version: Version) -> str:
    """The path of the file that holds its text, from which an import reads language and slug."""
    slug = version.item.slug
    if isinstance(version, LessonVersion):
        return f"{version.language}/lessons/{slug}.{'html' if version.format == LessonVersion.Format.HTML else 'md'}"
    if isinstance(version, BankVersion):
        return f"{version.language}/quizzes/{slug}.json"
    return f"{version.language}/exercises/{slug}/prompt.md"


def _file(version: LessonVersion | BankVersion, form: Format) -> File | None:
    place = _place(version)
    if isinstance(version, LessonVersion):
        return File(place, lesson_file(version)) if form == "native" else None
    if form == "moodle":
        return File(f"{place.removesuffix('.json')}.xml", write_moodle(version.content))
    if form == "gift":
        return File(f"{place.removesuffix('.json')}.gift", write_gift(version.content))
    return File(place, bank_file(version))


def _exercise_files(versions: list[ExerciseTextVersion]) -> Iterator[File]:
    """One exercise in all its languages. A solution that languages share stands with the English text alone."""
    by_language = {version.language: version for version in versions}
    original = by_language.get(FALLBACK_LANGUAGE)
    shared = [version for version in versions if original and _code(version) == _code(original)]
    for version in versions:
        place = _place(version).removesuffix("/prompt.md")
        yield File(f"{place}/prompt.md", prompt_file(version))
        yield File(f"{place}/starter.py", version.starter)
        if version.hints:
            yield File(f"{place}/hints.md", hints_file(version))
        if version.judging:
            yield from (File(f"{place}/{name}", code) for name, code in program_files(version.judging).items())
        if version is original or version not in shared:
            tellers = shared if version is original else [version]
            for number, solution in enumerate(version.solutions):
                told = {teller.language: teller.solutions[number] for teller in tellers}
                yield File(f"{place}/solutions/{solution['name']}.py", solution_file(told))


def _code(version: ExerciseTextVersion) -> list[tuple[str, str]]:
    return [(solution["name"], solution["code"]) for solution in version.solutions]
