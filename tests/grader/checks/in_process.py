"""Judging a function of this process, without the sandbox: for tests of the checks alone."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from torch import Tensor

from grader import exercises
from grader.checks.framework import Case, Findings
from grader.sandbox.drivers import DRIVERS


@dataclass
class Recorded:
    header: dict[str, Any]
    tensors: dict[str, Tensor] = field(default_factory=dict)


def check_module(exercise: str) -> ModuleType:
    return importlib.import_module(exercises.get(exercise).check)


def record(exercise: str, function: Callable[..., Any], seed: int = 1) -> tuple[Case, Recorded]:
    case = check_module(exercise).make_case(seed, "cpu")
    return case, Recorded(*DRIVERS[case.driver](function, case.args, case.tensors))


def judge(exercise: str, function: Callable[..., Any], seed: int = 1) -> Findings:
    case, recorded = record(exercise, function, seed)
    return check_module(exercise).verify(case, recorded)


def failed(findings: Findings) -> set[str]:
    return {check.name for check in findings.checks if not check.passed}
