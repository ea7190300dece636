"""The shape of one entry in the bank of misconceptions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Misconception:
    """A known mistake. The texts hold "en" and "vi"; `lesson` and `section` are a lesson's slug and an anchor in it."""

    slug: str
    exercises: tuple[str, ...]
    title: dict[str, str]
    wrong: dict[str, str]
    why: dict[str, str]
    lesson: str
    section: str


def known(
    slug: str, exercises: tuple[str, ...], link: str, *, en: tuple[str, str, str], vi: tuple[str, str, str]
) -> Misconception:
    """An entry from its three sentences per language: the title, what went wrong, why it matters."""
    title, wrong, why = (
        {"en": in_english, "vi": in_vietnamese} for in_english, in_vietnamese in zip(en, vi, strict=True)
    )
    lesson, section = link.split("#")
    return Misconception(slug, exercises, title, wrong, why, lesson, section)


def bank(*entries: Misconception) -> dict[str, Misconception]:
    by_slug = {entry.slug: entry for entry in entries}
    if len(by_slug) != len(entries):
        raise ValueError("two misconceptions share a slug; each needs its own")
    return by_slug
