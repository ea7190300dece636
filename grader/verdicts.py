"""What a judgement is: check results gathered into one verdict, free of torch and of Django."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.messages import render

JUDGED, RAN, ERROR, TIMEOUT, MEMORY, KILLED, SANDBOX_FAILED = (
    "judged",
    "ran",
    "error",
    "timeout",
    "memory",
    "killed",
    "sandbox_failed",
)
BLOCKED = "common.blocked"  # the message of a check that an earlier one keeps from being judged


@dataclass(frozen=True)
class Text:
    """A message by key, so that it can be stored once and shown in any language."""

    key: str
    params: dict[str, Any] = field(default_factory=dict)

    def as_row(self) -> dict[str, Any]:
        return {"key": self.key, "params": self.params}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Text:
        return cls(row["key"], dict(row["params"]))


@dataclass(frozen=True)
class CheckResult:
    """One check of one submission. `figure` is evidence to draw, in the shape that checks/figures.py makes."""

    name: str
    passed: bool
    required: bool
    points: float
    max_points: float
    message: Text
    p_value: float | None = None
    figure: dict[str, Any] | None = None

    @property
    def is_blocked(self) -> bool:
        return self.message.key == BLOCKED

    def as_row(self) -> dict[str, Any]:
        return {**vars(self), "message": self.message.as_row()}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> CheckResult:
        return cls(**{**row, "message": Text.from_row(row["message"])})


@dataclass(frozen=True)
class Verdict:
    """One graded submission. `accepted` means that every required check passed.

    A run on the visible example has no checks: its outcome is RAN and `returned` holds lines of checks/example.py.
    `version` is the row of the uploaded text that it was judged against; the site's own exercises have none.
    """

    exercise: str
    outcome: str
    accepted: bool
    score: float
    max_score: float
    misconception: str | None
    checks: tuple[CheckResult, ...]
    seed: int
    device: str
    timings: dict[str, float]
    stdout: str = ""
    stdout_truncated: bool = False
    error: dict[str, Any] | None = None
    figures: tuple[dict[str, Any], ...] = ()
    returned: tuple[dict[str, Any], ...] = ()
    version: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The command line's contract, less the file name that only the command line knows."""
        return {
            "exercise": self.exercise,
            "accepted": self.accepted,
            "score": self.score,
            "max_score": self.max_score,
            "outcome": self.outcome,
            "misconception": self.misconception,
            "checks": [
                {"name": c.name, "passed": c.passed, "required": c.required, "message": render(c.message)}
                for c in self.checks
            ],
            "seed": self.seed,
            "device": self.device,
            "timings": self.timings,
        }

    def to_row(self) -> dict[str, Any]:
        """JSON for storage: message keys, p-values and figures are kept, so any language can be rendered later."""
        lists = {"figures": list(self.figures), "returned": list(self.returned)}
        return {**vars(self), "checks": [c.as_row() for c in self.checks], **lists}

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Verdict:
        checks = tuple(CheckResult.from_row(c) for c in row["checks"])
        lists = {"figures": tuple(row["figures"]), "returned": tuple(row.get("returned", ()))}
        return cls(**{**row, "checks": checks, **lists})
