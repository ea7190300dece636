"""The loss on a verdict: the student's own steps beside right steps on the same draws."""

import pytest

from ddpm_reference.training import train_ddpm, train_ddpm_cfg
from tests.grader.checks.corpus import sample
from tests.grader.checks.in_process import judge

LOOPS = {"train-ddpm": train_ddpm, "train-cfg": train_ddpm_cfg}


def losses(findings) -> tuple[list[float], list[float]]:
    (figure,) = findings.figures
    yours, right = figure["series"]
    assert yours["x"] == right["x"] == [float(step) for step in range(1, 49)]
    return yours["y"], right["y"]


@pytest.mark.parametrize("exercise", LOOPS)
def test_a_right_loop_has_the_loss_of_right_steps(exercise):
    yours, right = losses(judge(exercise, LOOPS[exercise]))
    assert yours == pytest.approx(right, rel=1e-4)
    assert yours[-1] < yours[0]


def test_a_loop_that_never_steps_stays_where_it_was_while_right_steps_learn():
    names: dict = {}
    exec(sample("train-ddpm", "wrong-no-step").source, names)
    yours, right = losses(judge("train-ddpm", names["train_ddpm"]))
    assert yours[0] == pytest.approx(right[0], rel=1e-6)
    assert yours[-1] > 1.5 * right[-1]
