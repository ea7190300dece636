"""A self-check's question as its student has got to know it: what each check told, and nothing more of the key."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from content.questions import Question
from content.rendering import render_markdown
from quizzes import rescoring, trials
from quizzes.models import QuestionCorrection, Trial

RIGHT, PARTLY, WRONG, SHOWN, UNTRIED = "right", "partly", "wrong", "shown", ""


@dataclass(frozen=True)
class Told:
    """What is known of an option that was tried."""

    right: bool
    note: SafeString  # what a wrong one overlooks, where the bank says so


@dataclass(frozen=True)
class Feedback:
    state: str
    tries: int
    is_open: bool
    told: dict[int, Told]  # by the bank's option numbers
    hints: list[SafeString]  # those that were asked for
    next_hint: int  # 0 where there is none
    hints_total: int
    correction: QuestionCorrection | None = None  # once it gives nothing away

    @property
    def may_reveal(self) -> bool:
        return self.is_open and self.tries > 0

    @property
    def was_easy(self) -> bool:
        """Found at the first try and without a hint."""
        return self.state == RIGHT and self.tries == 1 and not self.hints


def feedback(question: Question, trial: Trial | None, correction: QuestionCorrection | None = None) -> Feedback:
    """By the key that holds. Of a correction it is told at the end, except that a question counts for nobody."""
    trial = trial or Trial(question=str(question.id))
    is_open = trials.is_open(question, trial, correction)
    return Feedback(
        state=_state(question, trial, correction),
        tries=len(trial.tried),
        is_open=is_open,
        told=_told(question, trial.tried, correction),
        hints=[render_markdown(hint) for hint in question.hints[: trial.hints]],
        next_hint=trial.hints + 1 if is_open and trial.hints < len(question.hints) else 0,
        hints_total=len(question.hints),
        correction=correction if rescoring.is_dropped(correction) or not is_open else None,
    )


def _state(question: Question, trial: Trial, correction: QuestionCorrection | None) -> str:
    if trial.revealed:
        return SHOWN
    if not trial.tried:
        return UNTRIED
    earned = rescoring.mark(question, trial.tried[-1], correction)
    return {0: WRONG, 1: RIGHT}.get(earned, PARTLY)  # type: ignore[call-overload]


def _told(question: Question, tried: list[Any], correction: QuestionCorrection | None) -> dict[int, Told]:
    """Every option that was part of any try: what was told once stays told."""
    if not question.options:
        return {}
    right = rescoring.rekeyed(question, correction).correct_options
    notes = rescoring.explanation(question, correction).notes
    chosen = {index for given in tried for index in (given if isinstance(given, list) else [given])}
    return {
        index: Told(index in right, render_markdown(notes.get(index, "")))
        for index in chosen
        if isinstance(index, int) and index in range(len(question.options))
    }
