"""What an author uploaded for an exercise: the programs and the numbers that it is tried and judged by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from grader.sandbox.limits import Limits

RESULT_MB = 32

Row = dict[str, Any]
Words = dict[str, dict[str, str]]  # {"en": {"title", "text"}, …}


@dataclass(frozen=True)
class Program:
    """One file, by the name that an author knows it by."""

    file: str
    code: str


@dataclass(frozen=True)
class Wrong:
    """A known wrong solution; without words its mistake is not named."""

    name: str
    code: str
    words: Words

    @property
    def file(self) -> str:
        return f"wrong/{self.name}.py"


@dataclass(frozen=True)
class Material:
    entry_point: str
    tolerance: tuple[float, float]  # absolute, relative
    limits: Limits
    count: int
    reference: str
    inputs: str
    starter: str
    solutions: tuple[Program, ...]
    wrong: tuple[Wrong, ...]

    @classmethod
    def of(cls, version: Any) -> Material:
        """Of a version that has something to be judged by."""
        solutions = [{"file": f"solutions/{one['name']}.py", "code": one["code"]} for one in version.solutions]
        return cls.from_row({**version.judging, "starter": version.starter, "solutions": solutions})

    @classmethod
    def from_row(cls, row: Row) -> Material:
        return cls(
            entry_point=row["entry_point"],
            tolerance=(row["tolerance"]["absolute"], row["tolerance"]["relative"]),
            limits=limits(row["limits"]),
            count=row["cases"],
            reference=row["reference"],
            inputs=row["inputs"],
            starter=row["starter"],
            solutions=tuple(Program(one["file"], one["code"]) for one in row["solutions"]),
            wrong=tuple(Wrong(one["name"], one["code"], one["words"]) for one in row["wrong"]),
        )

    def as_row(self) -> Row:
        absolute, relative = self.tolerance
        return {
            "entry_point": self.entry_point,
            "tolerance": {"absolute": absolute, "relative": relative},
            "limits": {"wall_s": self.limits.wall_s, "memory_mb": self.limits.memory_mb},
            "cases": self.count,
            "reference": self.reference,
            "inputs": self.inputs,
            "starter": self.starter,
            "solutions": [dict(vars(one)) for one in self.solutions],
            "wrong": [dict(vars(one)) for one in self.wrong],
        }


def limits(given: dict[str, float]) -> Limits:
    """Processor time is that of one process that does nothing but work."""
    return Limits(
        wall_s=given["wall_s"],
        cpu_s=max(1, math.ceil(given["wall_s"])),
        memory_mb=int(given["memory_mb"]),
        result_mb=RESULT_MB,
    )
