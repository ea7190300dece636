"""How far a student is in the course: each lesson's steps, and the one to take next."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from content.models import LessonVersion
from quizzes.course import QUIZ, CourseLesson, Item, Outline
from quizzes.models import Attempt
from quizzes.readings import readings_of
from quizzes.standings import Standing, standings


@dataclass(frozen=True)
class Step:
    item: Item
    standing: Standing | None
    is_open: bool

    @property
    def is_done(self) -> bool:
        return self.standing is not None and self.standing.done


@dataclass(frozen=True)
class LessonProgress:
    lesson: LessonVersion
    steps: list[Step]
    is_read: bool

    @property
    def is_done(self) -> bool:
        return all(step.is_done for step in self.steps) if self.steps else self.is_read

    @property
    def is_started(self) -> bool:
        return self.is_read or any(step.standing or step.is_open for step in self.steps)


@dataclass(frozen=True)
class SectionProgress:
    title: str
    lessons: list[LessonProgress]


@dataclass(frozen=True)
class Next:
    step: Step
    lesson: LessonProgress | None  # the one that the step belongs to


@dataclass(frozen=True)
class Stopped:
    lesson: LessonVersion
    section: str  # the anchor of the heading last in view


class Progress:
    """One student's course at a glance; four queries beside the outline."""

    def __init__(self, user: User, outline: Outline) -> None:
        self._readings = readings_of(user)
        self._best = standings([user.pk])[user.pk]
        self.open_attempts = list(Attempt.objects.for_user(user).open().for_list())
        self._open = {(QUIZ, attempt.bank.slug) for attempt in self.open_attempts}
        self.sections = [
            SectionProgress(section.title, [self._lesson(lesson) for lesson in section.lessons])
            for section in outline.sections
        ]
        self.others = self._steps(outline.others)
        steps = self._steps(outline.items)
        self.done, self.total = sum(step.is_done for step in steps), len(steps)

    @property
    def stopped(self) -> Stopped | None:
        """The lesson that was opened last and is not read, where it is still published."""
        reading = self._readings.stopped
        lessons = (lesson.lesson for section in self.sections for lesson in section.lessons)
        found = next((one for one in lessons if reading and one.item_id == reading.lesson_id), None)
        return Stopped(found, reading.section) if found and reading else None

    @property
    def next(self) -> Next | None:
        """The first step of the course that is not done."""
        for section in self.sections:
            for lesson in section.lessons:
                for step in lesson.steps:
                    if not step.is_done:
                        return Next(step, lesson)
        return next((Next(step, None) for step in self.others if not step.is_done), None)

    def _lesson(self, lesson: CourseLesson) -> LessonProgress:
        return LessonProgress(
            lesson.version, self._steps(lesson.items), lesson.version.item.slug in self._readings.read
        )

    def _steps(self, items: list[Item]) -> list[Step]:
        return [Step(item, self._best.get(item.key), item.key in self._open) for item in items]
