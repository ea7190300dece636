"""The path of a run on the visible example: to the sandbox like a submission, and back without a judgement."""

from __future__ import annotations

import time
from typing import Any

import torch
from torch import Tensor

from ddpm_reference.schedules import precompute_schedule
from grader import exercises
from grader.checks import inputs
from grader.checks.errors import explain_error
from grader.checks.example import lines_and_pictures
from grader.checks.pictures import patterns
from grader.checks.prepared import answers
from grader.checks.shown_example import shown
from grader.examples import BETAS, EXAMPLES
from grader.exercises import Exercise
from grader.grading import judge_of
from grader.sandbox import client
from grader.sandbox.client import Job, Outcome
from grader.verdicts import RAN, Verdict


def run(slug: str, source: str, *, seed: int, device: str = "cpu", sandbox: Any = None) -> Verdict:
    """What the student's function makes of the example, worth no points. Raises UnknownExercise."""
    started = time.perf_counter()
    exercise = exercises.get(slug)
    outcome = (sandbox or client).run(_job(exercise, source, seed, device), exercise.limits, device)
    timings = {**outcome.timings, "total_ms": (time.perf_counter() - started) * 1e3}
    return _verdict(exercise, outcome, seed, device, {name: round(ms, 3) for name, ms in timings.items()})


def _job(exercise: Exercise, source: str, seed: int, device: str) -> Job:
    if exercise.uploaded:
        case = judge_of(exercise).make_example(seed, device)
        return Job(source, exercise.entry_point, case.driver, case.args, case.tensors)
    example = EXAMPLES[exercise.slug]
    args = {
        "code": example.code,
        "name": exercise.entry_point,
        "shows": list(example.shows),
        "seed": inputs.derived_seed(seed, "run"),
        "device": device,
    }
    return Job(source, exercise.entry_point, "example", args, _given())


def _given() -> dict[str, Tensor]:
    schedule = precompute_schedule(torch.tensor(BETAS))
    return {**inputs.as_tensors(schedule), "pictures": patterns()}


def _came(exercise: Exercise, outcome: Outcome) -> tuple[Any, Any]:
    """Lines and pictures to look at."""
    if exercise.uploaded:
        ((answer, _after),) = answers(outcome.header, outcome.tensors, 1)
        return shown(answer)
    return lines_and_pictures(EXAMPLES[exercise.slug], outcome)


def _verdict(exercise: Exercise, outcome: Outcome, seed: int, device: str, timings: dict[str, float]) -> Verdict:
    ran = outcome.status == "ok"
    lines, pictures = _came(exercise, outcome) if ran else ((), ())
    return Verdict(
        exercise=exercise.slug,
        outcome=RAN if ran else outcome.status,
        accepted=False,
        score=0.0,
        max_score=0.0,
        misconception=explain_error(exercise.slug, outcome.error),
        checks=(),
        seed=seed,
        device=device,
        timings=timings,
        stdout=outcome.stdout,
        stdout_truncated=outcome.stdout_truncated,
        error=outcome.error,
        figures=pictures,
        returned=lines,
        version=exercise.uploaded.version if exercise.uploaded else None,
    )
