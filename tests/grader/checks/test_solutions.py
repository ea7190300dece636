"""What students read after full marks gets full marks itself."""

from pathlib import Path

import pytest

from content.importing import LIBRARY
from grader.exercises import EXERCISES
from grader.grading import grade
from grader.messages import render
from grader.sandbox.client import Sandbox

FILES = sorted(LIBRARY.glob("*/exercises/*/solutions/*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}/{file.stem}")
def test_every_solution_is_accepted_with_full_marks(file: Path, sandbox: Sandbox) -> None:
    for seed in (1, 2):
        verdict = grade(file.parts[-3], file.read_text(encoding="utf-8"), seed=seed, sandbox=sandbox)
        failed = [render(check.message) for check in verdict.checks if not check.passed]
        assert verdict.accepted, failed or verdict.error
        assert verdict.score == verdict.max_score


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_a_reference_and_two_other_styles(exercise: str) -> None:
    names = [file.stem for file in FILES if file.parts[-3] == exercise]
    assert names[0] == "1-reference"
    assert len(names) >= 3
