"""How far a submission is while it is graded: made by the judge, written by the worker, read by the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.sandbox.board import Frame

RUNNING, JUDGING = "running", "judging"


@dataclass(frozen=True)
class Progress:
    """`done` of `of` steps of the student's code, or checks of the judge; the losses are those of a training loop."""

    stage: str
    done: int = 0
    of: int = 0
    losses: tuple[float | None, ...] = ()

    def as_row(self) -> dict[str, Any]:
        return {**vars(self), "losses": list(self.losses)}

    @classmethod
    def from_row(cls, row: dict[str, Any] | None) -> Progress:
        """Nothing written yet is a program that runs, no more is known."""
        return cls(RUNNING) if row is None else cls(**{**row, "losses": tuple(row["losses"])})


class Witness:
    """Hears the sandbox and the judge, and tells of both in one form."""

    def __init__(self, tell: Callable[[Progress], None]) -> None:
        self.tell = tell
        self.losses: tuple[float | None, ...] = ()

    def run(self, frame: Frame) -> None:
        self.losses = frame.losses
        self.tell(Progress(RUNNING, frame.done, frame.of, frame.losses))

    def judged(self, done: int, of: int) -> None:
        self.tell(Progress(JUDGING, done, of, self.losses))
