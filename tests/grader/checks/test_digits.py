"""The digits beside a verdict: right ones are the reference's, and nothing that comes back breaks the judge."""

import ast
from typing import Any

import pytest
import torch

from ddpm_reference.guidance import sample_cfg
from ddpm_reference.sampling import sample, sample_ddpm
from grader import exercises
from grader.checks import digits
from grader.sandbox.drawing_drivers import draw
from grader.verdicts import Text
from tests.grader.checks.in_process import Recorded

RIGHT = {"sample-ddpm": sample_ddpm, "fix-the-sampler": sample, "sample-cfg": sample_cfg}


def drawn(exercise: str, function: Any) -> Any:
    case = digits.make_case(exercise)
    return digits.figure(case, Recorded(*draw(function, case.args, case.tensors)))


def test_every_sampler_is_drawn():
    assert set(digits.SIGNATURES) == {slug for slug, exercise in exercises.EXERCISES.items() if exercise.is_drawn}


@pytest.mark.parametrize("exercise", RIGHT)
def test_a_right_sampler_makes_the_digits_of_the_reference(exercise):
    yours, reference = drawn(exercise, RIGHT[exercise])["rows"]
    assert yours["pixels"] == reference["pixels"]
    assert yours["shape"] == [digits.COUNTS[digits.SIGNATURES[exercise]], 8, 8]


def test_guided_digits_say_which_class_each_was_asked_to_be():
    yours, reference = drawn("sample-cfg", sample_cfg)["rows"]
    assert yours["heads"] == reference["heads"] == list(range(10))
    assert drawn("sample-ddpm", sample_ddpm)["rows"][0]["heads"] == []


def test_a_sampler_that_grows_is_drawn_in_black_and_white():
    def loud(model, n, channels, size, schedule, device):
        return 1e30 * torch.randn(n, channels, size, size)

    yours, reference = drawn("sample-ddpm", loud)["rows"]
    assert yours["pixels"] != reference["pixels"]


def test_the_network_travels_as_a_module_that_needs_torch_alone():
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(ast.parse(digits.network()["source"]))
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        (node.module or "").split(".")[0]
        for node in ast.walk(ast.parse(digits.network()["source"]))
        if isinstance(node, ast.ImportFrom)
    }
    assert imported == {"math", "torch"}


SHAPE = (15, 1, 8, 8)
ODD: list[Any] = [
    None,
    {},
    {"type": "Tensor"},
    {"type": "Tensor", "tensor": "missing"},
    {"type": "list", "items": [{"type": "Tensor", "tensor": "t"}]},
    {"type": "Sly", "tensor": "t"},
    7,
]


@pytest.mark.parametrize("returned", ODD)
def test_what_is_no_batch_of_digits_is_said_to_be_none(returned):
    case = digits.make_case("sample-ddpm")
    assert isinstance(digits.figure(case, Recorded({"returned": returned}, {"t": torch.zeros(SHAPE)})), Text)
    assert isinstance(digits.figure(case, Recorded({}, {})), Text)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.zeros(15, 1, 8, 9),
        torch.zeros(1000, 1, 8, 8),
        torch.zeros(()),
        torch.zeros(SHAPE, dtype=torch.complex64),
        torch.zeros(SHAPE, dtype=torch.int64),
        torch.zeros(SHAPE, dtype=torch.bool),
        torch.full(SHAPE, float("nan")),
        torch.full(SHAPE, float("inf")),
        torch.zeros(SHAPE).index_fill(0, torch.tensor(3), float("nan")),
    ],
)
def test_odd_tensors_are_not_drawn(tensor):
    case = digits.make_case("sample-ddpm")
    assert isinstance(
        digits.figure(case, Recorded({"returned": {"type": "Tensor", "tensor": "t"}}, {"t": tensor})), Text
    )


class TestForgiving:
    """What the judge refuses may still be drawn, as far as there is one thing that it can mean."""

    def told(self, tell: Any) -> Any:
        def sampler(model, n, channels, size, schedule, device):
            return sample(lambda x, t: model(x, tell(t)), (n, channels, size, size), schedule, device)

        return drawn("sample-ddpm", sampler)

    @pytest.mark.parametrize("tell", [lambda t: int(t[0]), lambda t: t[:1], lambda t: t[:, None], lambda t: t.float()])
    def test_one_t_for_all(self, tell):
        yours, reference = self.told(tell)["rows"]
        assert yours["pixels"] == reference["pixels"]

    def test_calls_without_end_are_ended(self):
        def sampler(model, n, channels, size, schedule, device):
            while True:
                model(torch.randn(1, channels, size, size), 0)

        with pytest.raises(ValueError, match="again and again"):
            drawn("sample-ddpm", sampler)
