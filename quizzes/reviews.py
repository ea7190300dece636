"""A finished attempt with its key: what was given, what was right, why, and where to read on."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from content import marking
from content.models import LessonVersion
from content.questions import LessonLink, Question
from content.rendering import render_markdown
from quizzes.models import Attempt
from quizzes.papers import Option, Paper, PaperQuestion, as_typed

RIGHT, PARTLY, WRONG, UNANSWERED = "right", "partly", "wrong", "unanswered"


@dataclass(frozen=True)
class LessonReference:
    title: str
    url: str  # empty where the bank names a lesson that is not published here


@dataclass(frozen=True)
class ReviewedOption:
    html: SafeString
    chosen: bool
    right: bool


@dataclass(frozen=True)
class ReviewedQuestion:
    paper: PaperQuestion
    state: str
    percent: int
    options: list[ReviewedOption]
    right_number: str
    tolerance: str
    explanation: SafeString
    lesson: LessonReference | None


class Review:
    """A finished attempt, ready to be shown."""

    def __init__(self, attempt: Attempt, language: str) -> None:
        self.attempt = attempt
        self.document = attempt.document()
        self.passing_score = self.document.passing_score
        self._titles = _lesson_titles(self._links(), language)
        given = attempt.given()
        questions = {str(question.id): question for question in self.document.questions}
        self.questions = [
            self._review(shown, questions[shown.id], given.get(shown.id)) for shown in Paper(attempt).questions
        ]
        self.domains = [marking.DomainScore(**row) for row in attempt.domains]
        self.lessons = [self._reference(link) for link in marking.lessons_to_revisit(self.document, self.domains)]

    def _links(self) -> list[LessonLink]:
        of_domains = [link for domain in self.document.domains for link in domain.lessons]
        return of_domains + [question.lesson for question in self.document.questions if question.lesson]

    def _reference(self, link: LessonLink) -> LessonReference:
        title = self._titles.get(link.slug)
        if title is None:
            return LessonReference(link.title or link.slug, "")
        anchor = f"#{link.section}" if link.section else ""
        return LessonReference(title, reverse("content:lesson", args=[link.slug]) + anchor)

    def _review(self, shown: PaperQuestion, question: Question, given: Any) -> ReviewedQuestion:
        earned = marking.mark(question, given)
        numeric = question.numeric
        return ReviewedQuestion(
            paper=shown,
            state=_state(shown, earned),
            percent=round(earned * 100),
            options=[_with_key(option, shown.order, question) for option in shown.options],
            right_number=as_typed(numeric.value) if numeric else "",
            tolerance=as_typed(numeric.tolerance) if numeric and numeric.tolerance else "",
            explanation=render_markdown(question.explanation),
            lesson=self._reference(question.lesson) if question.lesson else None,
        )


def _state(shown: PaperQuestion, earned: Fraction) -> str:
    if not shown.answered:
        return UNANSWERED
    return {0: WRONG, 1: RIGHT}.get(earned, PARTLY)  # type: ignore[call-overload]


def _with_key(option: Option, order: list[int], question: Question) -> ReviewedOption:
    return ReviewedOption(option.html, option.chosen, order[option.position] in question.correct_options)


def _lesson_titles(links: list[LessonLink], language: str) -> dict[str, str]:
    slugs = {link.slug for link in links}
    versions = LessonVersion.objects.current(language).filter(item__slug__in=slugs)
    return dict(versions.values_list("item__slug", "title"))
