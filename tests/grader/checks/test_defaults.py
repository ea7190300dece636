"""The defaults of a training loop's signature: read without harm, compared with the statement's."""

from collections.abc import Callable
from typing import Any

import pytest

from ddpm_reference.training import train_ddpm, train_ddpm_cfg
from grader.checks.framework import Findings
from grader.sandbox.signature import defaults_of
from tests.grader.checks.in_process import Recorded, check_module, failed, record


class Spiteful(float):
    def __float__(self) -> float:
        raise RuntimeError


def other_device(model, dataloader, schedule, epochs=100, *, device="cpu", lr=2e-4): ...


def decided_by_the_machine(model, device="cuda" if __debug__ else "cpu", epochs=None): ...


def spiteful(epochs=10**400, lr=float("nan"), p_uncond=Spiteful(1)): ...  # noqa: B008


def judged(exercise: str, loop: Callable[..., Any], defaults: Any) -> Findings:
    case, recorded = record(exercise, loop)
    return check_module(exercise).verify(case, Recorded({**recorded.header, "defaults": defaults}, recorded.tensors))


def test_numbers_and_spelt_out_strings_are_read() -> None:
    assert defaults_of(other_device) == {"epochs": 100, "lr": 2e-4, "device": "cpu"}


def test_what_the_machine_decides_and_what_is_filled_in_later_say_nothing() -> None:
    assert defaults_of(decided_by_the_machine) == {}


def test_a_function_without_a_signature_says_nothing() -> None:
    assert defaults_of(dict) == {}


def test_numbers_that_json_cannot_carry_come_as_text() -> None:
    found = defaults_of(spiteful)
    assert found.keys() == {"epochs", "lr", "p_uncond"}
    assert all(isinstance(value, str) for value in found.values())


@pytest.mark.parametrize("given", [{}, None, [], 3, {"lr": 1 / 5000, "device": "cuda:0"}, {"epochs": None}, {"b": 1}])
def test_right_defaults_and_none_pass(given: Any) -> None:
    assert not failed(judged("train-ddpm", train_ddpm, given))


@pytest.mark.parametrize(
    "given",
    [
        {"epochs": 99},
        {"lr": 2.1e-4},
        {"lr": float("nan")},
        {"lr": 10**400},
        {"p_uncond": "0.1"},
        {"num_classes": 9},
        {"device": "cpu"},
    ],
)
def test_a_default_that_differs_costs_its_own_check_alone(given: dict[str, Any]) -> None:
    assert failed(judged("train-cfg", train_ddpm_cfg, given)) == {"defaults"}
