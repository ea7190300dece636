"""The one path from source text to verdict, shared by the command line and the worker."""

from __future__ import annotations

import importlib
import secrets
import time
from collections.abc import Callable
from typing import Any

import torch

from grader import exercises
from grader.checks.errors import explain_error
from grader.checks.framework import Case, Findings, heard_by
from grader.exercises import Exercise
from grader.progress import Progress, Witness
from grader.sandbox import client
from grader.sandbox.client import Job, Outcome
from grader.verdicts import JUDGED, SANDBOX_FAILED, Verdict

MAX_SEED = 2**31 - 1

torch.set_num_threads(1)  # judging is many small operations, and a worker judges one submission per process

Run = Callable[..., Outcome]


def fresh_seed() -> int:
    return secrets.randbelow(MAX_SEED)


def grade(
    exercise_slug: str,
    source: str,
    *,
    seed: int | None = None,
    device: str = "cpu",
    sandbox: Any = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Verdict:
    """Judge one submission. `sandbox` has a `run(job, limits, device)`; without one, this process's own is used.

    `on_progress` hears how far it is, and changes nothing.

    Raises UnknownExercise. A student's fault is always a verdict; any other exception is a fault of ours.
    """
    started = time.perf_counter()
    exercise = exercises.get(exercise_slug)
    seed = fresh_seed() if seed is None else seed
    check = judge_of(exercise)
    case: Case = check.make_case(seed, device)
    run: Run = client.run if sandbox is None else sandbox.run
    witness = Witness(on_progress) if on_progress else None
    job = Job(source, exercise.entry_point, case.driver, case.args, case.tensors)
    outcome = run(job, exercise.limits, device, **({"on_progress": witness.run} if witness else {}))
    judging = time.perf_counter()
    with heard_by(witness.judged if witness else None):
        findings = check.verify(case, outcome) if outcome.status == "ok" else _unjudged(exercise, outcome)
    timings = {
        **{name: round(ms, 3) for name, ms in outcome.timings.items()},
        "judge_ms": round((time.perf_counter() - judging) * 1e3, 3),
        "total_ms": round((time.perf_counter() - started) * 1e3, 3),
    }
    return _verdict(exercise, outcome, findings, seed, device, timings)


def judge_of(exercise: Exercise) -> Any:
    """Has `make_case` and `verify`: the check module itself, or what it makes for one uploaded exercise."""
    module = importlib.import_module(exercise.check)
    return module.Judge(exercise) if exercise.uploaded else module


def _unjudged(exercise: Exercise, outcome: Outcome) -> Findings:
    """The code gave nothing to judge: no checks, but an exception often has a well-known cause."""
    return Findings(checks=(), misconception=explain_error(exercise.slug, outcome.error))


def _verdict(
    exercise: Exercise, outcome: Outcome, findings: Findings, seed: int, device: str, timings: dict[str, float]
) -> Verdict:
    judged = outcome.status == "ok"
    return Verdict(
        exercise=exercise.slug,
        outcome=JUDGED if judged else outcome.status,
        accepted=judged and all(check.passed for check in findings.checks if check.required),
        score=float(sum(check.points for check in findings.checks)),
        max_score=exercise.max_score,
        misconception=None if outcome.status == SANDBOX_FAILED else findings.misconception,
        checks=findings.checks,
        seed=seed,
        device=device,
        timings=timings,
        stdout=outcome.stdout,
        stdout_truncated=outcome.stdout_truncated,
        error=outcome.error,
        figures=findings.figures,
        version=exercise.uploaded.version if exercise.uploaded else None,
    )
