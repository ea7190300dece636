"""No submission gets a verdict that its values do not deserve."""

from pathlib import Path

import pytest

from grader.grading import grade
from tests.grader.sandbox.attacks import assert_promise_kept, assert_serves, attacks

graded = [parameter for parameter in attacks("forging") if parameter.values[0].exercise]
run_only = [parameter for parameter in attacks("forging") if not parameter.values[0].exercise]

RIGHT = """
import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    shape = (-1, 1, 1, 1)
    kept, added = noise_schedule["sqrt_alpha_bar"][t], noise_schedule["sqrt_one_minus_alpha_bar"][t]
    return kept.view(shape) * x_0 + added.view(shape) * noise, noise
"""


@pytest.mark.parametrize("attack", graded)
def test_a_submission(sandbox, attack):
    before = sandbox.zygote_pid()
    verdict = grade(attack.exercise, attack.source(), seed=7, sandbox=sandbox)
    assert not verdict.accepted, attack.promise
    assert verdict.outcome in attack.outcomes, f"{attack.promise} Got {verdict.outcome}: {verdict.error}"
    assert sandbox.zygote_pid() == before
    assert_serves(sandbox)


@pytest.mark.parametrize("attack", run_only)
def test_a_looking(sandbox, attack):
    assert_promise_kept(sandbox, attack)


def test_a_right_submission_is_accepted_by_the_same_sandbox(sandbox):
    assert grade("forward-diffusion", RIGHT, seed=7, sandbox=sandbox).accepted


def test_no_pickle_was_ever_loaded():
    assert not Path("/tmp/denoise-unpickled").exists()
