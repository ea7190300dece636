"""Whatever a sandbox sends back, the judge returns findings, accepts nothing forged and never raises."""

import functools
import json
import random
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.grader.checks.corpus import samples
from tests.grader.checks.in_process import Recorded, check_module, record

EXERCISES = {
    "forward-diffusion": "forward_diffusion",
    "sample-ddpm": "sample_ddpm",
    "fix-the-sampler": "buggy_sample",
    "sample-cfg": "sample_cfg",
}
JUNK: tuple[Any, ...] = (None, True, -1, 1e308, "t0", "", [], {}, [None], {"type": "Tensor"}, [[[]]], {"type": 3})


@functools.cache
def right_record(exercise: str) -> tuple[Any, Recorded]:
    names: dict[str, Any] = {}
    exec(next(s for s in samples(exercise) if s.accepted).source, names)
    return record(exercise, names[EXERCISES[exercise]])


def accepted(exercise: str, case: Any, recorded: Recorded) -> bool:
    findings = check_module(exercise).verify(case, recorded)
    assert len(findings.checks) == len(check_module(exercise).CHECKS)
    return all(check.passed for check in findings.checks if check.required)


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize(
    "header", [{}, {"runs": 3}, {"calls": None}, {"runs": [[]], "calls": ["x"]}, {"runs": [{}] * 99}]
)
def test_a_header_of_another_form_is_not_accepted(exercise: str, header: dict) -> None:
    case, recorded = right_record(exercise)
    assert not accepted(exercise, case, Recorded(header, recorded.tensors))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_mangled_headers_are_judged_without_an_exception(exercise: str) -> None:
    case, recorded = right_record(exercise)
    assert accepted(exercise, case, recorded)
    rng = random.Random(1)
    for _ in range(25):
        header = json.loads(json.dumps(recorded.header))
        for _ in range(rng.randint(1, 4)):
            mangle(header, rng)
        accepted(exercise, case, Recorded(header, recorded.tensors))


def mangle(value: Any, rng: random.Random) -> None:
    """Replace, drop or repeat one thing somewhere inside."""
    while isinstance(value, dict | list) and value:
        key = rng.choice(list(value)) if isinstance(value, dict) else rng.randrange(len(value))
        if not isinstance(value[key], dict | list) or rng.random() < 0.3:
            value[key] = rng.choice(JUNK)
            return
        value = value[key]


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda tensor: tensor[:0],
        lambda tensor: tensor.flatten(),
        lambda tensor: torch.full_like(tensor.float(), float("nan")),
        lambda tensor: torch.full_like(tensor.float(), float("inf")),
        lambda tensor: tensor.float() * 1e30,
        lambda tensor: tensor.bool(),
        lambda tensor: tensor.to(torch.complex64),
        lambda tensor: torch.zeros(()),
        torch.zeros_like,
    ],
)
def test_spoilt_tensors_are_judged_without_an_exception_and_not_accepted(exercise: str, spoil) -> None:
    case, recorded = right_record(exercise)
    everywhere: dict[str, Tensor] = {name: spoil(tensor) for name, tensor in recorded.tensors.items()}
    assert not accepted(exercise, case, Recorded(recorded.header, everywhere))
    rng = random.Random(2)
    for _ in range(5):
        name = rng.choice(list(recorded.tensors))
        accepted(exercise, case, Recorded(recorded.header, {**recorded.tensors, name: spoil(recorded.tensors[name])}))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_record_without_tensors_is_not_accepted(exercise: str) -> None:
    case, recorded = right_record(exercise)
    assert not accepted(exercise, case, Recorded(recorded.header, {}))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_one_changed_value_in_a_state_is_found_out(exercise: str) -> None:
    case, recorded = right_record(exercise)
    states = [name for name, tensor in recorded.tensors.items() if tensor.ndim == 4 and len(tensor) == 5][:4]
    sizes = {name: tensor for name, tensor in recorded.tensors.items() if tensor.ndim == 4}
    for name in states or list(sizes)[:2]:
        changed = recorded.tensors[name].clone()
        changed.view(-1)[7] += 40.0
        assert not accepted(exercise, case, Recorded(recorded.header, {**recorded.tensors, name: changed}))
