"""Every submission of the corpus gets the verdict that stands beside it, through the real sandbox."""

import zlib

import pytest

from grader.exercises import EXERCISES
from grader.grading import grade
from grader.messages import LANGUAGES, render
from grader.sandbox.client import Sandbox
from grader.verdicts import Verdict
from tests.grader.checks.corpus import Sample, samples

ENOUGH = dict.fromkeys(EXERCISES, (6, 10)) | dict.fromkeys(
    ("forward-diffusion", "sample-ddpm", "sample-cfg", "train-ddpm"), (12, 20)
)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.label)
def test_each_submission_gets_its_verdict(sample: Sample, sandbox: Sandbox) -> None:
    verdict = grade(sample.exercise, sample.source, seed=zlib.crc32(sample.label.encode()), sandbox=sandbox)
    explanation = [render(check.message) for check in verdict.checks if not check.passed] or verdict.error
    assert (verdict.accepted, verdict.misconception) == (sample.accepted, sample.misconception), explanation
    if sample.accepted:
        assert verdict.score == verdict.max_score, explanation
    for language in LANGUAGES:
        assert all(render(check.message, language) for check in verdict.checks)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_corpus_holds_right_and_wrong_submissions_for_every_exercise(exercise: str) -> None:
    right, wrong = ENOUGH[exercise]
    found = samples(exercise)
    assert sum(sample.accepted for sample in found) >= right
    assert sum(not sample.accepted for sample in found) >= wrong


def test_a_regrade_with_the_same_seed_repeats_itself(sandbox: Sandbox) -> None:
    source = next(sample for sample in samples("sample-ddpm") if sample.accepted).source
    first, second = (grade("sample-ddpm", source, seed=5, sandbox=sandbox) for _ in range(2))
    assert _without_timings(first) == _without_timings(second)


def test_another_seed_asks_about_other_inputs(sandbox: Sandbox) -> None:
    source = next(sample for sample in samples("sample-ddpm") if sample.accepted).source
    first, second = (grade("sample-ddpm", source, seed=seed, sandbox=sandbox) for seed in (5, 6))
    assert first.figures != second.figures


def _without_timings(verdict: Verdict) -> dict:
    return {**verdict.to_row(), "timings": None}
