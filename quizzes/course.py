"""The course in its order: lessons, each with its quizzes and exercises."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from content import lessons as reading
from content.models import BankVersion, ExerciseTextVersion, LessonVersion
from grader.exercises import in_order

LESSON, QUIZ, EXERCISE = "lesson", "quiz", "exercise"
Key = tuple[str, str]  # kind and slug


@dataclass(frozen=True)
class Item:
    """Something that a student answers and that has a score."""

    kind: str
    slug: str
    title: str
    text: str
    url: str

    @property
    def key(self) -> Key:
        return self.kind, self.slug


@dataclass(frozen=True)
class CourseLesson:
    version: LessonVersion
    items: list[Item]


@dataclass(frozen=True)
class Section:
    title: str
    lessons: list[CourseLesson]


@dataclass(frozen=True)
class Outline:
    sections: list[Section]
    others: list[Item]  # those that no lesson names

    @property
    def items(self) -> list[Item]:
        return [item for section in self.sections for lesson in section.lessons for item in lesson.items] + self.others


def outline(language: str) -> Outline:
    """What is published, in the reader's language; three queries, and one where exercises were uploaded.

    An item belongs to the first lesson that names it.
    """
    left = {item.key: item for item in _items(language)}
    sections = [
        Section(section.title or section.course, [_lesson(version, left) for version in section.lessons])
        for section in reading.sections(reading.outline(language), language)
    ]
    return Outline(sections, list(left.values()))


def _items(language: str) -> Iterator[Item]:
    for bank in BankVersion.objects.current(language).defer("content").order_by("title"):
        url = reverse("quizzes:quiz", args=[bank.item.slug])
        yield Item(QUIZ, bank.item.slug, bank.title, bank.description, url)
    texts = ExerciseTextVersion.objects.current(language).for_list().by_slug()
    for slug in in_order(texts):
        text = texts[slug]
        yield Item(EXERCISE, slug, text.title, text.summary, reverse("grader:exercise", args=[slug]))


def _lesson(version: LessonVersion, left: dict[Key, Item]) -> CourseLesson:
    """Takes the lesson's items out of what is left."""
    keys = [(EXERCISE, slug) for slug in version.exercises] + [(QUIZ, slug) for slug in version.quizzes]
    return CourseLesson(version, [left.pop(key) for key in keys if key in left])
