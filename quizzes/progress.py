"""How far a student is in the course: each lesson with its steps, what to do next, and what is missing at the end."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import reverse

from content.models import LessonVersion
from quizzes.course import EXERCISE, LESSON, QUIZ, CourseLesson, Item, Outline
from quizzes.models import Attempt
from quizzes.readings import readings_of
from quizzes.standings import Standing, standings

STAGES = 7  # of the picture that clears up: from noise, 0, to digits, which only a finished course shows


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
        return self.is_read and all(step.is_done for step in self.steps)

    @property
    def is_started(self) -> bool:
        return self.is_read or any(step.standing or step.is_open for step in self.steps)


@dataclass(frozen=True)
class SectionProgress:
    title: str
    lessons: list[LessonProgress]


@dataclass(frozen=True)
class Tally:
    """How many of one kind are done: lessons read, quizzes passed, exercises accepted."""

    kind: str
    done: int
    total: int


@dataclass(frozen=True)
class Next:
    """A step to take, or without one the lesson to read."""

    step: Step | None
    lesson: LessonProgress | None  # the one that the step belongs to


@dataclass(frozen=True)
class Missing:
    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Stopped:
    lesson: LessonVersion
    section: str  # the anchor of the heading last in view


class Progress:
    """One student's course at a glance; four queries beside the outline."""

    def __init__(self, user: User, outline: Outline) -> None:
        self.outline = outline
        self.best = standings([user.pk])[user.pk]
        self._readings = readings_of(user)
        begun = list(Attempt.objects.for_user(user).open().for_list())
        # A clock that runs comes before everything; a self-check may stay open for weeks and is in nobody's way.
        self.running_exam = next((attempt for attempt in begun if attempt.is_exam), None)
        self._open = {(QUIZ, attempt.bank.slug) for attempt in begun}
        self.sections = [
            SectionProgress(section.title, [self._lesson(lesson) for lesson in section.lessons])
            for section in outline.sections
        ]
        self.lessons = [lesson for section in self.sections for lesson in section.lessons]
        self.others = self._steps(outline.others)
        self.tallies = [tally for tally in self._tallies() if tally.total]
        self.done = sum(tally.done for tally in self.tallies)
        self.total = sum(tally.total for tally in self.tallies)

    @property
    def is_complete(self) -> bool:
        return self.done == self.total > 0

    @property
    def percent(self) -> int:
        """Rounded down: a hundred means all."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def stage(self) -> int:
        return STAGES * self.done // self.total if self.total else 0

    @property
    def stopped(self) -> Stopped | None:
        """The lesson that was opened last and is not read, where it is still published."""
        reading = self._readings.stopped
        lessons = (lesson.lesson for lesson in self.lessons)
        found = next((one for one in lessons if reading and one.item_id == reading.lesson_id), None)
        return Stopped(found, reading.section) if found and reading else None

    @property
    def next(self) -> Next | None:
        """The course in its order. A lesson that was begun and not marked as read waits until nothing else is left."""
        for lesson in self.lessons:
            if not lesson.is_started:
                return Next(None, lesson)
            for step in lesson.steps:
                if not step.is_done:
                    return Next(step, lesson)
        alone = (Next(step, None) for step in self.others if not step.is_done)
        unread = (Next(None, lesson) for lesson in self.lessons if not lesson.is_read)
        return next(alone, None) or next(unread, None)

    @property
    def missing(self) -> list[Missing]:
        """What is not done yet, in the order of the course, lessons first."""
        lessons = [_lesson_missing(lesson.lesson) for lesson in self.lessons if not lesson.is_read]
        steps = [
            Missing(step.item.kind, step.item.title, step.item.url) for step in self._every_step() if not step.is_done
        ]
        return lessons + steps

    def _tallies(self) -> Iterator[Tally]:
        yield Tally(LESSON, sum(lesson.is_read for lesson in self.lessons), len(self.lessons))
        for kind in (QUIZ, EXERCISE):
            steps = [step for step in self._every_step() if step.item.kind == kind]
            yield Tally(kind, sum(step.is_done for step in steps), len(steps))

    def _every_step(self) -> Iterator[Step]:
        for lesson in self.lessons:
            yield from lesson.steps
        yield from self.others

    def _lesson(self, lesson: CourseLesson) -> LessonProgress:
        is_read = lesson.version.item.slug in self._readings.read
        return LessonProgress(lesson.version, self._steps(lesson.items), is_read)

    def _steps(self, items: list[Item]) -> list[Step]:
        return [Step(item, self.best.get(item.key), item.key in self._open) for item in items]


def _lesson_missing(version: LessonVersion) -> Missing:
    return Missing(LESSON, version.title, reverse("content:lesson", args=[version.item.slug]))
