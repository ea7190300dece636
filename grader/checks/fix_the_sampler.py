"""Judges `buggy_sample(model, shape, schedule, device)`: given with a sign error, to be mended."""

from __future__ import annotations

from grader.checks.framework import Case, Findings, Record
from grader.checks.sample_ddpm import CHECKS
from grader.checks.sampler_case import make_sampler_case
from grader.checks.walk_checks import verify_sampler


def make_case(seed: int, device: str) -> Case:
    return make_sampler_case(seed, device, exercise="fix-the-sampler", signature="shape")


def verify(case: Case, outcome: Record) -> Findings:
    return verify_sampler(case, outcome, CHECKS)
