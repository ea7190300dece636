"""Uploaded exercises as the registry has them: those that are published, and whose trial has passed.

An exercise is one item with texts in several languages, and one of them says how it is judged: the English one where it
does, else another. A later text that does not say it changes the words alone. Publishing lets nothing pass that was not
tried; a version that came by another way and was not is no exercise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, When

from content.models import FALLBACK_LANGUAGE, NEWEST_FIRST, ExerciseTextVersion, Language, VersionQuerySet
from grader.exercises import EXERCISES, OF, Exercise, Uploaded, mistake_slug
from grader.material import Material
from grader.misconceptions import MISCONCEPTIONS
from grader.misconceptions.entry import Misconception
from grader.trial_models import ExerciseTrial

CHECK = "grader.checks.against_reference"


def find(slug: str) -> Exercise | None:
    version = _judged().filter(item__slug=slug).first()
    return _exercise(version) if version else None


def in_order(slugs: Iterable[str]) -> list[str]:
    """Those of them that are uploaded exercises, as their authors ordered them; one query."""
    found: dict[str, int] = {}
    for slug, order in _judged().filter(item__slug__in=slugs).values_list("item__slug", "judging__order"):
        found.setdefault(slug, order)
    return sorted(found, key=lambda slug: (found[slug], slug))


def example(exercise: Exercise) -> dict[str, Any]:
    """What "run" calls, as the page shows it."""
    assert exercise.uploaded
    report = ExerciseTrial.objects.values_list("report", flat=True).get(digest=exercise.uploaded.digest)
    return report["example"]


def mistakes(slugs: Iterable[str]) -> dict[str, Misconception]:
    """Of these names, the known mistakes: the site's own, and those that authors named; a query where there are any."""
    wanted = set(slugs)
    found = {slug: MISCONCEPTIONS[slug] for slug in wanted & MISCONCEPTIONS.keys()}
    owners = {slug.split(OF)[0] for slug in wanted - found.keys() if OF in slug}
    if owners:
        versions = ExerciseTextVersion.objects.filter(item__slug__in=owners).exclude(judged_by="")
        for slug, judging in versions.order_by("number").values_list("item__slug", "judging"):  # the newest words win
            found |= {entry.slug: entry for entry in _named(slug, judging) if entry.slug in wanted}
    return found


def version_number(pk: int | None) -> int | None:
    """Of the text that a verdict was judged against."""
    return ExerciseTextVersion.objects.filter(pk=pk).values_list("number", flat=True).first() if pk else None


def _judged() -> VersionQuerySet:
    """The versions in force come first. What is retired is shown nowhere, but what was handed in is judged."""
    passed = ExerciseTrial.objects.filter(state=ExerciseTrial.State.PASSED).values("digest")
    live = ExerciseTextVersion.objects.live().filter(judged_by__in=passed)
    mine = live.exclude(item__slug__in=EXERCISES).select_related("item")
    return mine.order_by(Case(When(language=FALLBACK_LANGUAGE, then=0), default=1), *NEWEST_FIRST)


def _exercise(version: ExerciseTextVersion) -> Exercise:
    material, digest = Material.of(version), version.judged_by

    def stored() -> bytes:
        return bytes(ExerciseTrial.objects.values_list("cases", flat=True).get(digest=digest))

    named = tuple(one.name for one in material.wrong if one.words)
    uploaded = Uploaded(digest, material.tolerance, material.count, named, version.pk, stored)
    order = len(EXERCISES) + 1 + version.judging["order"]
    return Exercise(version.item.slug, material.entry_point, CHECK, material.limits, order, uploaded=uploaded)


def _named(slug: str, judging: dict[str, Any]) -> list[Misconception]:
    return [_entry(slug, wrong) for wrong in judging["wrong"] if wrong["words"]]


def _entry(exercise: str, wrong: dict[str, Any]) -> Misconception:
    """Where a language has no words of its own it has those of another."""
    words = wrong["words"]
    told = {
        language: words.get(language) or words.get("en") or next(iter(words.values())) for language in Language.values
    }
    title, text = ({language: one[part] for language, one in told.items()} for part in ("title", "text"))
    nothing = dict.fromkeys(Language.values, "")
    return Misconception(mistake_slug(exercise, wrong["name"]), (exercise,), title, text, nothing, "", "")
