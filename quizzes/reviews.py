"""A finished attempt with its key: what was given, what was right, why, and where to read on."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from content import marking
from content.lessons import titles
from content.orderings import RightStep, is_order, misplaced, right_steps
from content.questions import BankDocument, LessonLink, Question
from content.rendering import render_inline, render_markdown
from quizzes.feedback import PARTLY, RIGHT, WRONG
from quizzes.models import Attempt, QuestionCorrection
from quizzes.papers import Paper, PaperQuestion, as_typed
from quizzes.rescoring import explanation, mark, rekeyed
from quizzes.rulings import Corrections

UNANSWERED = "unanswered"


@dataclass(frozen=True)
class LessonReference:
    title: str
    url: str  # empty where the bank names a lesson that is not published here


@dataclass(frozen=True)
class ReviewedOption:
    """An option; or a step as it was placed, and then `right` says that it may stay where it is."""

    html: SafeString
    chosen: bool
    right: bool
    note: SafeString  # what a wrong one overlooks, where the bank says so


@dataclass(frozen=True)
class ReviewedQuestion:
    paper: PaperQuestion
    state: str
    percent: int
    options: list[ReviewedOption]
    right_steps: list[RightStep]  # empty but for steps
    right_number: str
    tolerance: str
    explanation: SafeString
    lesson: LessonReference | None
    correction: QuestionCorrection | None = None  # where it was set right

    @property
    def is_right_order(self) -> bool:
        return bool(self.options) and all(step.right for step in self.options)


@dataclass(frozen=True)
class ReviewedDomain:
    score: marking.DomainScore
    passed: bool
    lessons: list[LessonReference]  # to read again, where it is below the passing score


class Key:
    """What is right in one version of a bank and why, with its lessons as they are called in this language."""

    def __init__(self, document: BankDocument, language: str, corrections: Corrections | None = None) -> None:
        self.document = document
        self._corrections = corrections or {}
        self._questions = {str(question.id): question for question in document.questions}
        self._titles = _lesson_titles(_links(document), language)

    def reference(self, link: LessonLink) -> LessonReference:
        title = self._titles.get(link.slug)
        if title is None:
            return LessonReference(link.title or link.slug, "")
        anchor = f"#{link.section}" if link.section else ""
        return LessonReference(title, reverse("content:lesson", args=[link.slug]) + anchor)

    def review(self, shown: PaperQuestion, given: Any) -> ReviewedQuestion:
        correction = self._corrections.get(shown.id)
        asked = self._questions[shown.id]
        earned, told, question = (
            mark(asked, given, correction),
            explanation(asked, correction),
            rekeyed(asked, correction),
        )
        numeric = question.numeric
        return ReviewedQuestion(
            paper=shown,
            state=_state(shown, earned),
            percent=round(earned * 100),
            options=_placed(question, given) if question.order else _with_key(shown, question, told.notes),
            right_steps=right_steps(question, given),
            right_number=as_typed(numeric.value) if numeric else "",
            tolerance=as_typed(numeric.tolerance) if numeric and numeric.tolerance else "",
            explanation=render_markdown(told.why),
            lesson=self.reference(question.lesson) if question.lesson else None,
            correction=correction,
        )


class Review:
    """A finished attempt, ready to be shown."""

    def __init__(self, attempt: Attempt, language: str) -> None:
        paper = Paper(attempt)
        self.attempt = attempt
        self._key = Key(paper.document, language, paper.corrections)
        self.passing_score = paper.document.passing_score
        self.questions = [self._key.review(shown, paper.given.get(shown.id)) for shown in paper.questions]
        self.domains = [self._domain(marking.DomainScore(**row)) for row in attempt.domains]

    @property
    def laborious(self) -> list[ReviewedQuestion]:
        """Of a self-check: what was not found at the first try without help."""
        tried = (question for question in self.questions if question.state != UNANSWERED)
        return [question for question in tried if question.paper.feedback and not question.paper.feedback.was_easy]

    @property
    def untried(self) -> list[ReviewedQuestion]:
        return [question for question in self.questions if question.state == UNANSWERED]

    def _domain(self, score: marking.DomainScore) -> ReviewedDomain:
        links = marking.lessons_to_revisit(self._key.document, [score])
        passed = score.percent >= self.passing_score
        return ReviewedDomain(score, passed, [self._key.reference(link) for link in links])


def _state(shown: PaperQuestion, earned: Fraction) -> str:
    if shown.feedback:
        return shown.feedback.state or UNANSWERED
    if not shown.answered:
        return UNANSWERED
    return {0: WRONG, 1: RIGHT}.get(earned, PARTLY)  # type: ignore[call-overload]


def _with_key(shown: PaperQuestion, question: Question, notes: Mapping[int, str]) -> list[ReviewedOption]:
    chosen = [(shown.order[option.position], option) for option in shown.options]
    return [
        ReviewedOption(
            option.html, option.chosen, index in question.correct_options, render_markdown(notes.get(index, ""))
        )
        for index, option in chosen
    ]


def _placed(question: Question, given: Any) -> list[ReviewedOption]:
    """The steps in the order given; none where there is no answer."""
    if not is_order(question, given):
        return []
    moved = misplaced(question, given)
    return [
        ReviewedOption(render_inline(question.order[step]), True, step not in moved, SafeString()) for step in given
    ]


def _links(document: BankDocument) -> list[LessonLink]:
    of_domains = [link for domain in document.domains for link in domain.lessons]
    return of_domains + [question.lesson for question in document.questions if question.lesson]


def _lesson_titles(links: list[LessonLink], language: str) -> dict[str, str]:
    return titles({link.slug for link in links}, language)
