"""The question bank's JSON format, as typed models.

Only the format's own fields are required; the optional ones (several correct answers, numeric answers, steps to put in
order, code, hints, a lesson section) are additions, and a bank without them stays valid. Unknown fields are kept.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from content.patterns import LANGUAGE, SLUG

Kind = Literal["single", "multiple", "numeric", "order"]
FEWEST_STEPS, MOST_STEPS = 3, 12
StepGroup = Annotated[list[int], Field(min_length=2)]  # 0-based numbers of steps


class Part(BaseModel):
    # Strict: "2" for 2 or true for 1 is a slip in the file, and guessing would mark students wrongly.
    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


class LessonLink(Part):
    title: str = ""
    slug: str = Field(min_length=1)
    section: str = ""  # the anchor of a heading in that lesson


class Domain(Part):
    name: str = Field(min_length=1)
    weight: float = Field(ge=0, le=100, allow_inf_nan=False)
    lessons: list[LessonLink] = []


class NumericAnswer(Part):
    """Right when |given − value| ≤ tolerance."""

    value: float = Field(allow_inf_nan=False)
    tolerance: float = Field(ge=0, allow_inf_nan=False)
    unit: str = ""


class Question(Part):
    id: int | str
    domain: str
    question: str = Field(min_length=1)
    options: list[str] = []
    correct: int | list[int] | None = None  # 0-based; a list where several options must all be chosen
    numeric: NumericAnswer | None = None
    order: list[str] = Field([], min_length=FEWEST_STEPS, max_length=MOST_STEPS)  # in a right order; shown shuffled
    any_order: list[StepGroup] = []  # the steps of one group may stand in any order among themselves
    explanation: str = ""
    code: str = ""  # shown under the question as Python
    hints: list[str] = []
    lesson: LessonLink | None = None
    with_previous: bool = False  # builds on the question before it, and stays right behind it

    @property
    def kind(self) -> Kind:
        if self.numeric is not None:
            return "numeric"
        if self.order:
            return "order"
        return "multiple" if isinstance(self.correct, list) else "single"

    @property
    def correct_options(self) -> frozenset[int]:
        """The 0-based options that make up the right answer; empty where there are no options."""
        if self.correct is None:
            return frozenset()
        return frozenset(self.correct if isinstance(self.correct, list) else [self.correct])


class BankDocument(Part):
    id: int | str = ""
    title: str = Field(min_length=1, max_length=200)
    slug: str = Field(pattern=SLUG, max_length=100)
    description: str = ""
    icon: str = ""
    provider: str = ""
    level: str = Field("", max_length=50)
    duration_minutes: int = Field(ge=1, le=600)
    passing_score: int = Field(ge=0, le=100)
    questions_count: int | None = None
    tags: list[str] = []
    series_slug: str = ""
    shuffle_options: bool = True  # false where the order says something, as in "all of the above"
    shuffle_questions: bool = True  # false where the order of the questions matters
    language: str = Field("", pattern=LANGUAGE)  # where a file says it itself; else its folder does
    domains: list[Domain] = Field(min_length=1)
    questions: list[Question] = Field(min_length=1)

    def by_id(self) -> dict[int | str, Question]:
        return {question.id: question for question in self.questions}
