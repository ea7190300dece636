"""The corpus: tests/submissions/<exercise>/<case>/submission.py with its expected verdict in expect.json."""

import json
from dataclasses import dataclass
from pathlib import Path

from grader.exercises import EXERCISES

ROOT = Path(__file__).resolve().parents[2] / "submissions"


@dataclass(frozen=True)
class Sample:
    exercise: str
    name: str
    source: str
    accepted: bool
    misconception: str | None

    @property
    def label(self) -> str:
        return f"{self.exercise}/{self.name}"


def samples(exercise: str | None = None) -> list[Sample]:
    folders = [ROOT / slug for slug in ([exercise] if exercise else EXERCISES)]
    return [_read(case) for folder in folders if folder.is_dir() for case in sorted(folder.iterdir()) if case.is_dir()]


def sample(exercise: str, name: str) -> Sample:
    return _read(ROOT / exercise / name)


def _read(case: Path) -> Sample:
    expected = json.loads((case / "expect.json").read_text(encoding="utf-8"))
    source = (case / "submission.py").read_text(encoding="utf-8")
    return Sample(case.parent.name, case.name, source, expected["accepted"], expected["misconception"])
