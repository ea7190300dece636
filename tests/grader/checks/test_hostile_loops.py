"""Whatever comes back from a schedule or a training loop, the judge returns findings that can be stored and shown."""

import json
import random
from typing import Any

import pytest
import torch

from grader.checks.framework import Case
from grader.exercises import get
from grader.messages import LANGUAGES, render
from grader.misconceptions import MISCONCEPTIONS
from tests.grader.checks.corpus import samples
from tests.grader.checks.in_process import Recorded, check_module, record
from tests.grader.checks.test_hostile_records import mangle

SCHEDULES = ("linear-schedule", "cosine-schedule", "precompute-schedule", "compare-schedules")
LOOPS = ("train-ddpm", "train-cfg")
SPOIL = {
    "emptied": lambda tensor: tensor.flatten()[:0],
    "reshaped": lambda tensor: tensor[None],
    "nan": lambda tensor: torch.full_like(tensor.double(), float("nan")),
    "infinite": lambda tensor: torch.full_like(tensor.double(), float("inf")),
    "huge": lambda tensor: tensor.double() * 1e300,
    "bool": lambda tensor: tensor.bool(),
    "complex": lambda tensor: tensor.to(torch.complex64),
    "scalar": lambda tensor: torch.zeros(()),
    "zero": torch.zeros_like,
    "half": lambda tensor: tensor.half(),
}


def right_record(exercise: str) -> tuple[Case, Recorded]:
    names: dict[str, Any] = {}
    exec(next(s for s in samples(exercise) if s.name.startswith("right-")).source, names)
    return record(exercise, names[get(exercise).entry_point])


def accepted(exercise: str, case: Case, recorded: Recorded) -> bool:
    findings = check_module(exercise).verify(case, recorded)
    assert json.dumps([check.as_row() for check in findings.checks], allow_nan=False)
    assert all(render(check.message, language) for check in findings.checks for language in LANGUAGES)
    assert findings.misconception is None or exercise in MISCONCEPTIONS[findings.misconception].exercises
    return all(check.passed for check in findings.checks if check.required)


@pytest.mark.parametrize("exercise", SCHEDULES + LOOPS)
@pytest.mark.parametrize("header", [{}, {"calls": None}, {"calls": ["x", 3, []]}, {"calls": [{}] * 99}])
def test_a_header_of_another_form_is_not_accepted(exercise: str, header: dict) -> None:
    case, recorded = right_record(exercise)
    assert not accepted(exercise, case, Recorded(header, recorded.tensors))


@pytest.mark.parametrize("exercise", SCHEDULES + LOOPS)
def test_mangled_headers_are_judged_without_an_exception(exercise: str) -> None:
    case, recorded = right_record(exercise)
    assert accepted(exercise, case, recorded)
    rng = random.Random(1)
    for _ in range(50):
        header = json.loads(json.dumps(recorded.header))
        for _ in range(rng.randint(1, 4)):
            mangle(header, rng)
        accepted(exercise, case, Recorded(header, recorded.tensors))


@pytest.mark.parametrize("exercise", [*SCHEDULES[:3], *LOOPS])
@pytest.mark.parametrize("spoil", SPOIL.values(), ids=SPOIL)
def test_spoilt_tensors_are_judged_without_an_exception_and_not_accepted(exercise: str, spoil: Any) -> None:
    case, recorded = right_record(exercise)
    everywhere = {name: spoil(tensor) for name, tensor in recorded.tensors.items()}
    assert not accepted(exercise, case, Recorded(recorded.header, everywhere))
    rng = random.Random(2)
    for _ in range(8):
        name = rng.choice(list(recorded.tensors))
        accepted(exercise, case, Recorded(recorded.header, {**recorded.tensors, name: spoil(recorded.tensors[name])}))


@pytest.mark.parametrize("exercise", LOOPS)
@pytest.mark.parametrize("part", ["x", "t", "weights"])
def test_a_record_changed_at_one_call_is_found_out(exercise: str, part: str) -> None:
    case, recorded = right_record(exercise)
    name = recorded.header["calls"][7][part]["tensor"]
    changed = recorded.tensors[name].clone()
    changed.view(-1)[0] += 3 if part != "t" else 1 - 2 * int(changed.view(-1)[0] > 0)
    assert not accepted(exercise, case, Recorded(recorded.header, {**recorded.tensors, name: changed}))


@pytest.mark.parametrize("exercise", LOOPS)
def test_a_call_that_is_claimed_but_not_shown_is_not_accepted(exercise: str) -> None:
    case, recorded = right_record(exercise)
    header = {**recorded.header, "calls": recorded.header["calls"][:-1], "uncounted": 1}
    assert not accepted(exercise, case, Recorded(header, recorded.tensors))
