"""The programs in tests/submissions/, each with the verdict that it must get."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.exercises import EXERCISES

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "submissions"


@dataclass(frozen=True)
class Case:
    exercise: str
    name: str
    source: str
    accepted: bool
    misconception: str | None


def cases(exercise: str) -> Iterator[Case]:
    for folder in sorted((FOLDER / exercise).glob("*/")):
        expected = json.loads((folder / "expect.json").read_text())
        source = (folder / "submission.py").read_text()
        yield Case(exercise, folder.name, source, expected["accepted"], expected.get("misconception"))


def all_cases(exercises: list[str]) -> Iterator[Case]:
    for exercise in exercises or EXERCISES:
        yield from cases(exercise)
