"""One quiz as its class took it: each question's figures, what was chosen, how long it took.

Counted is every student's first exam: later ones are taken by people who have seen the answers. Where a question was
changed since, answers to the old wording are left out and counted as such.

The key is the one that holds for the class: what its instructors or, for everybody, a content admin set right. A
question that was dropped has no mark; one that is right for everybody tells nobody apart, and no figure of it suggests
anything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.utils.safestring import SafeString

from content import marking
from content.models import Bank
from content.questions import BankDocument, Question
from content.rendering import render_inline, render_markdown
from quizzes import classwork, rulings
from quizzes.models import Answer, Attempt, Cohort, QuestionCorrection
from quizzes.rescoring import is_dropped, mark, rekeyed
from quizzes.rulings import Corrections, Kind
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
    correction: QuestionCorrection | None  # by which it is marked

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

    questions: dict[str, Question]  # as they were written
    given: dict[str, Any]
    marks: Marks
    seconds: dict[str, float]


def report(cohort: Cohort, bank: Bank, language: str) -> QuizReport | None:
    """None where the bank has nothing published. Four queries, and one for each version that was answered."""
    version = bank.version_for(language)
    if version is None:
        return None
    first = _first_exams(cohort, bank)
    said, present = rulings.of_class(cohort, bank.pk), version.document()
    sheets, corrections = list(_sheets(first, said)), rulings.held(said, present)
    rows = [
        _row(number, question, corrections.get(str(question.id)), sheets)
        for number, question in enumerate(present.questions, start=1)
    ]
    scores = [attempt.score for attempt in first if attempt.score is not None]
    mean = sum(scores) / len(scores) if len(scores) >= FEWEST else None
    return QuizReport(len(first), mean, sum(attempt.passed for attempt in first), rows)


def _first_exams(cohort: Cohort, bank: Bank) -> list[Attempt]:
    rows = classwork.attempts(cohort).filter(bank=bank).order_by("started_at", "pk")
    first: dict[int, Attempt] = {}
    for row in rows.defer("question_order", "option_order", "domains", "flagged"):
        first.setdefault(row.user_id, row)
    return list(first.values())


def _sheets(exams: list[Attempt], said: list[QuestionCorrection]) -> Iterator[Sheet]:
    versions: dict[int, tuple[dict[str, Question], Corrections]] = {}
    answers: dict[int, list[Answer]] = defaultdict(list)
    for answer in Answer.objects.filter(attempt__in=[exam.pk for exam in exams]).order_by("saved_at", "pk"):
        answers[answer.attempt_id].append(answer)
    for exam in exams:
        if exam.bank_version_id not in versions:
            versions[exam.bank_version_id] = _version(exam.document(), said)
        questions, corrections = versions[exam.bank_version_id]
        given = {answer.question: answer.given for answer in answers[exam.pk]}
        marks = _marks(questions, given, corrections)
        yield Sheet(questions, given, marks, _seconds(exam.started_at, answers[exam.pk]))


def _version(document: BankDocument, said: list[QuestionCorrection]) -> tuple[dict[str, Question], Corrections]:
    return {str(question.id): question for question in document.questions}, rulings.held(said, document)


def _marks(questions: dict[str, Question], given: dict[str, Any], corrections: Corrections) -> Marks:
    """Of every question that counts."""
    return {
        key: float(mark(question, given.get(key), corrections.get(key)))
        for key, question in questions.items()
        if not is_dropped(corrections.get(key))
    }


def _seconds(started: datetime, answers: list[Answer]) -> dict[str, float]:
    """From one answer to the next; an answer that was changed counts from the one before the change."""
    before, taken = started, {}
    for answer in answers:
        gap = (answer.saved_at - before).total_seconds()
        if 0 < gap <= LONGEST_SECONDS:
            taken[answer.question] = gap
        before = answer.saved_at
    return taken


def _row(number: int, asked: Question, correction: QuestionCorrection | None, sheets: list[Sheet]) -> QuestionRow:
    key, question = str(asked.id), rekeyed(asked, correction)
    given_it = [sheet for sheet in sheets if key in sheet.questions]
    same = [sheet for sheet in given_it if _is_same(asked, sheet.questions[key])]
    marks = [sheet.marks for sheet in same]
    best = {id(same[place]) for place in best_third(marks)} if same else set()
    choices = _choices(question, same, best)
    analysis = Analysis(len(same), None, None) if is_dropped(correction) else analyse(key, marks)
    suggests = correction is None or correction.kind == Kind.REKEY
    enough = len(same) >= FEWEST
    times = [sheet.seconds[key] for sheet in same if key in sheet.seconds]
    return QuestionRow(
        number=number,
        question=question,
        analysis=analysis,
        flag=flag(analysis, _has_rival(choices, len(best))) if suggests else None,
        choices=choices if enough else [],
        wrong_answers=_wrong_answers(question, same) if enough else [],
        seconds=median(times) if len(times) >= FEWEST else None,
        left_out=len(given_it) - len(same),
        correction=correction,
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
    answers = [sheet.given[key] for sheet in sheets if key in sheet.given]
    wrong = [given for given in answers if marking.mark(question, given) < 1]
    return [(f"{number:g}", count) for number, count in Counter(wrong).most_common(3) if count > 1]
