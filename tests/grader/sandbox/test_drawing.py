"""Pictures come from a sandbox job of their own, whatever a program does there."""

import pytest

from grader import drawing
from grader.grading import grade
from grader.sandbox.limits import Limits
from grader.verdicts import Text
from tests.grader.checks.corpus import sample

WATCHFUL = """
import torch

def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    if len(schedule["betas"]) == 100:
        {then}
    return torch.randn(n_samples, img_channels, img_size, img_size)
"""


def why_not(drawn: dict) -> str:
    return Text.from_row(drawn["missing"]).key


@pytest.mark.parametrize(("exercise", "case"), [("sample-ddpm", "right-textbook"), ("sample-cfg", "right-two-calls")])
def test_a_right_program_draws_what_the_reference_draws(sandbox, exercise, case):
    yours, reference = drawing.draw(exercise, sample(exercise, case).source, sandbox=sandbox)["figure"]["rows"]
    assert yours["pixels"] == reference["pixels"]


def test_a_wrong_program_draws_its_mistake(sandbox):
    source = sample("fix-the-sampler", "wrong-left-as-it-was").source
    yours, reference = drawing.draw("fix-the-sampler", source, sandbox=sandbox)["figure"]["rows"]
    assert yours["pixels"] != reference["pixels"]


@pytest.mark.parametrize(
    ("then", "key"),
    [
        ("raise ValueError('no')", "digits.raised"),
        ("raise SystemExit", "digits.killed"),
        ("import os; os._exit(0)", "digits.killed"),
        ("while True: pass", "digits.timeout"),
        ("return [torch.zeros(2**20)] * 60", "digits.raised"),
        ("torch.ones(2**34)", "digits.memory"),
        ("return torch.full((n_samples, 1, 8, 8), float('nan'))", "common.not-finite"),
        ("return torch.zeros(3)", "common.wrong-shape"),
        ("return 'digits'", "common.not-a-tensor"),
    ],
)
def test_cant_break_the_judge_by_its_pictures(sandbox, monkeypatch, then, key):
    monkeypatch.setattr(drawing, "LIMITS", Limits(**{**drawing.LIMITS.as_dict(), "wall_s": 1.0}))
    assert why_not(drawing.draw("sample-ddpm", WATCHFUL.format(then=then), sandbox=sandbox)) == key


def test_cant_find_more_of_ours_than_the_network(sandbox):
    """The network's module is there by its text; the packages that it comes from are not."""
    then = "import ddpm_reference"
    assert why_not(drawing.draw("sample-ddpm", WATCHFUL.format(then=then), sandbox=sandbox)) == "digits.raised"


def test_the_verdict_is_the_same_for_a_program_whose_pictures_fail(sandbox):
    source = sample("sample-ddpm", "right-textbook").source
    spoiled = source.replace("    x = torch.randn", '    assert len(schedule["betas"]) != 100\n    x = torch.randn', 1)
    assert spoiled != source
    assert grade("sample-ddpm", spoiled, seed=3, sandbox=sandbox).accepted
    assert why_not(drawing.draw("sample-ddpm", spoiled, sandbox=sandbox)) == "digits.raised"


def test_a_sandbox_that_fails_is_no_reason_to_raise():
    class Broken:
        def run(self, job, limits, device):
            from grader.sandbox.client import Outcome

            return Outcome("sandbox_failed", error={"message": "no"})

    assert why_not(drawing.draw("sample-ddpm", "", sandbox=Broken())) == "digits.not-drawn"
