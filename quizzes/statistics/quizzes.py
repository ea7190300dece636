"""One quiz as its class took it: each question's figures, what was chosen, how long it took.

Counted is every student's first exam: later ones are taken by people who have seen the answers. Where a question was
changed since, answers to the old wording are left out and counted as such.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.utils.safestring import SafeString

from content.marking import mark
from content.models import Bank
from content.questions import BankDocument, Question
from content.rendering import render_inline, render_markdown
from quizzes import classwork
from quizzes.models import Answer, Attempt, Cohort
from quizzes.statistics.items import FEWEST, Analysis, Flag, Marks, analyse, best_third, flag

LONGEST_SECONDS = 15 * 60  # between two answers; who takes longer went for a coffee


@dataclass(frozen=True)
class Choice:
    """An option, or None for no answer, with how many of all and of the best third chose it."""

    option: int | None
    text: str
    is_right: bool
    count: int
    best: int
    share: float  # of all, 0 to 1

    @property
    def html(self) -> SafeString:
        return render_inline(self.text)


@dataclass(frozen=True)
class QuestionRow:
    number: int
    question: Question
    analysis: Analysis
    flag: Flag | None
    choices: list[Choice]  # empty for questions without options
    wrong_answers: list[tuple[str, int]]  # the most given wrong numbers
    seconds: float | None  # median
    left_out: int  # answers to an earlier wording

    @property
    def html(self) -> SafeString:
        return render_markdown(self.question.question)


@dataclass(frozen=True)
class QuizReport:
    students: int
    mean: float | None  # percent, of the first exams
    passed: int
    rows: list[QuestionRow]

    @property
    def fewest(self) -> int:
        return FEWEST


@dataclass(frozen=True)
class Sheet:
    """One student's first exam."""

    document: BankDocument
    given: dict[str, Any]
    marks: Marks
    seconds: dict[str, float]


def report(cohort: Cohort, bank: Bank, language: str) -> QuizReport | None:
    """None where the bank has nothing published. Three queries, and one for each version that was answered."""
    version = bank.version_for(language)
    if version is None:
        return None
    first = _first_exams(cohort, bank)
    sheets = list(_sheets(first))
    present = version.document()
    rows = [_row(number, question, sheets) for number, question in enumerate(present.questions, start=1)]
    scores = [attempt.score for attempt in first if attempt.score is not None]
    mean = sum(scores) / len(scores) if len(scores) >= FEWEST else None
    return QuizReport(len(first), mean, sum(attempt.passed for attempt in first), rows)


def _first_exams(cohort: Cohort, bank: Bank) -> list[Attempt]:
    rows = classwork.attempts(cohort).filter(bank=bank).order_by("started_at", "pk")
    first: dict[int, Attempt] = {}
    for row in rows.defer("question_order", "option_order", "domains", "flagged"):
        first.setdefault(row.user_id, row)
    return list(first.values())


def _sheets(exams: list[Attempt]) -> Iterator[Sheet]:
    documents: dict[int, BankDocument] = {}
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(attempt__in=[exam.pk for exam in exams]).order_by("saved_at", "pk"):
        answers[answer.attempt_id].append(answer)
    for exam in exams:
        if exam.bank_version_id not in documents:
            documents[exam.bank_version_id] = exam.document()
        document = documents[exam.bank_version_id]
        given = {answer.question: answer.given for answer in answers[exam.pk]}
        marks = {str(one.id): float(mark(one, given.get(str(one.id)))) for one in document.questions}
        yield Sheet(document, given, marks, _seconds(exam.started_at, answers[exam.pk]))


def _seconds(started: datetime, answers: list[Answer]) -> dict[str, float]:
    """From one answer to the next; an answer that was changed counts from the one before the change."""
    before, taken = started, {}
    for answer in answers:
        gap = (answer.saved_at - before).total_seconds()
        if 0 < gap <= LONGEST_SECONDS:
            taken[answer.question] = gap
        before = answer.saved_at
    return taken


def _row(number: int, question: Question, sheets: list[Sheet]) -> QuestionRow:
    key = str(question.id)
    asked = [sheet for sheet in sheets if key in sheet.marks]
    same = [sheet for sheet in asked if _is_same(question, sheet.document.by_id()[question.id])]
    marks = [sheet.marks for sheet in same]
    best = {id(same[place]) for place in best_third(marks)} if same else set()
    choices = _choices(question, same, best)
    analysis = analyse(key, marks)
    enough = analysis.difficulty is not None
    times = [sheet.seconds[key] for sheet in same if key in sheet.seconds]
    return QuestionRow(
        number=number,
        question=question,
        analysis=analysis,
        flag=flag(analysis, _has_rival(choices, len(best))),
        choices=choices if enough else [],
        wrong_answers=_wrong_answers(question, same) if enough else [],
        seconds=median(times) if len(times) >= FEWEST else None,
        left_out=len(asked) - len(same),
    )


def _is_same(now: Question, then: Question) -> bool:
    """As far as answers go; a translation asks the same."""
    shape = len(now.options), now.correct, now.numeric, len(now.order), now.any_order
    return shape == (len(then.options), then.correct, then.numeric, len(then.order), then.any_order)


def _choices(question: Question, sheets: list[Sheet], best: set[int]) -> list[Choice]:
    if not question.options:
        return []
    everybody: Counter[int | None] = Counter()
    able: Counter[int | None] = Counter()
    for sheet in sheets:
        chosen = _chosen(sheet.given.get(str(question.id)))
        everybody.update(chosen)
        if id(sheet) in best:
            able.update(chosen)
    texts: list[tuple[int | None, str]] = [*enumerate(question.options), (None, "")]
    return [
        Choice(
            option=option,
            text=text,
            is_right=option in question.correct_options,
            count=everybody[option],
            best=able[option],
            share=everybody[option] / len(sheets) if sheets else 0.0,
        )
        for option, text in texts
    ]


def _chosen(given: Any) -> list[int | None]:
    if isinstance(given, list):
        return [*given] or [None]
    return [given]


def _has_rival(choices: list[Choice], best: int) -> bool:
    return best > 0 and any(not one.is_right and one.option is not None and one.best > best / 2 for one in choices)


def _wrong_answers(question: Question, sheets: list[Sheet]) -> list[tuple[str, int]]:
    if question.numeric is None:
        return []
    key = str(question.id)
    wrong = [sheet.given[key] for sheet in sheets if key in sheet.given and sheet.marks[key] < 1]
    return [(f"{number:g}", count) for number, count in Counter(wrong).most_common(3) if count > 1]
