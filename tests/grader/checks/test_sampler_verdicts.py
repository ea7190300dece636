"""What a sampler's verdict says: the step where it departs, what was expected and what came, and partial credit."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from grader.checks.framework import Findings
from grader.messages import render
from tests.grader.checks.in_process import failed, judge

Step = Callable[[Tensor, Tensor, dict[str, Tensor]], Tensor]


def right_mean(x: Tensor, eps: Tensor, s: dict[str, Tensor]) -> Tensor:
    return (x - s["betas"] / s["sqrt_one_minus_alpha_bar"] * eps) / s["sqrt_alpha"]


def fresh_noise(x: Tensor, eps: Tensor, s: dict[str, Tensor]) -> Tensor:
    return s["betas"].sqrt() * torch.randn_like(x)


def sampler(mean: Step = right_mean, noise: Step = fresh_noise) -> Callable[..., Any]:
    @torch.no_grad()
    def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
        x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
        for t in reversed(range(len(schedule["betas"]))):
            eps = model(x, torch.full((n_samples,), t, device=device))
            row = {name: values[t] for name, values in schedule.items()}
            x, before = mean(x, eps, row), x
            if t > 0:
                x = x + noise(before, eps, row)
        return x

    return sample_ddpm


def message(findings: Findings, name: str) -> str:
    return next(render(check.message) for check in findings.checks if check.name == name)


def points(findings: Findings) -> float:
    return sum(check.points for check in findings.checks)


def test_a_right_sampler_keeps_the_p_values_of_its_random_checks() -> None:
    findings = judge("sample-ddpm", sampler())
    assert failed(findings) == set()
    assert findings.misconception is None
    kept = {check.name: check.p_value for check in findings.checks if check.p_value is not None}
    assert kept.keys() == {"first_state", "step_mean", "step_noise", "noise_is_fresh"}
    assert all(1e-6 < p <= 1 for p in kept.values())


def test_a_wrong_mean_is_shown_by_its_two_weights_at_the_first_step() -> None:
    findings = judge("sample-ddpm", sampler(lambda x, eps, s: right_mean(x, -eps, s)))
    assert findings.misconception == "sign-error"
    text = message(findings, "step_mean")
    first = len(findings.figures[1]["series"][0]["x"]) - 1
    assert text.startswith(f"At t = {first}: expected the step to move to ")
    assert "·x_t − " in text.split(";")[0]
    assert "·x_t + " in text.split(";")[1]


def test_the_noise_around_a_known_wrong_mean_is_still_judged() -> None:
    findings = judge("sample-ddpm", sampler(lambda x, eps, s: right_mean(x, -eps, s)))
    assert failed(findings) == {"step_mean"}
    worse = judge(
        "sample-ddpm",
        sampler(lambda x, eps, s: right_mean(x, -eps, s), lambda x, eps, s: s["betas"] * torch.randn_like(x)),
    )
    assert failed(worse) == {"step_mean", "step_noise"}


def test_noise_around_an_unknown_mean_is_not_judged() -> None:
    findings = judge("sample-ddpm", sampler(lambda x, eps, s: right_mean(x, eps, s) + 0.3 * eps.abs()))
    assert {"step_mean", "step_noise", "noise_is_fresh"} <= failed(findings)
    assert message(findings, "step_noise") == "Not judged yet: an earlier check has to pass first."


@pytest.mark.parametrize(
    ("noise", "broken"),
    [
        (lambda x, eps, s: 0, {"step_noise", "noise_is_fresh"}),
        (lambda x, eps, s: s["betas"].sqrt() * torch.randn(1, *x.shape[1:]), {"noise_is_fresh", "one_device"}),
        (lambda x, eps, s: s["betas"].sqrt() * torch.randn(1), {"noise_is_fresh", "one_device"}),
        (lambda x, eps, s: s["betas"] * torch.randn_like(x), {"step_noise"}),
        (lambda x, eps, s: s["betas"].sqrt() * torch.rand_like(x), {"step_noise"}),
    ],
)
def test_wrong_noise_does_not_cost_the_points_of_a_right_mean(noise: Step, broken: set[str]) -> None:
    assert failed(judge("sample-ddpm", sampler(noise=noise))) == broken


def test_a_wrong_size_of_noise_is_told_with_both_sizes() -> None:
    findings = judge("sample-ddpm", sampler(noise=lambda x, eps, s: s["betas"] * torch.randn_like(x)))
    words = message(findings, "step_noise").replace(",", "").rstrip(".").split()
    expected, got = float(words[words.index("got") - 1]), float(words[-1])
    assert got == pytest.approx(expected**2, rel=0.1)


def test_the_pictures_show_the_walk_and_the_curve_its_noise() -> None:
    pictures, curves = judge("sample-ddpm", sampler()).figures
    assert [row["shape"] for row in pictures["rows"]] == [[7, 16, 16]] * 3
    yours, expected = curves["series"]
    assert yours["x"] == expected["x"] == sorted(yours["x"])
    assert yours["y"][0] == expected["y"][0] == 0
    assert yours["y"][1:] == pytest.approx(expected["y"][1:], rel=0.2)


def test_double_precision_at_the_end_costs_a_point_but_not_the_verdict() -> None:
    """The task asks for a float tensor, and float64 is one; what the walk shows the model has to be float32."""

    def sample_ddpm(*arguments):
        return sampler()(*arguments).double()

    findings = judge("sample-ddpm", sample_ddpm)
    assert failed(findings) == {"returns_float32"}
    assert all(check.passed for check in findings.checks if check.required)
    assert points(findings) == 99
    assert "got float64" in message(findings, "returns_float32")


def test_a_sampler_that_never_calls_the_model_earns_nothing_for_its_walk() -> None:
    def sample_ddpm(model, n, c, size, schedule, device):
        return torch.randn(n, c, size, size)

    findings = judge("sample-ddpm", sample_ddpm)
    assert points(findings) <= 20
    assert "never called" in message(findings, "sampler_calls")


def test_a_walk_for_ever_is_stopped_and_told_so() -> None:
    def sample_ddpm(model, n, c, size, schedule, device):
        x = torch.randn(n, c, size, size)
        while True:
            x = model(x, torch.zeros(n, dtype=torch.long)).detach()

    assert "expected one walk" in message(judge("sample-ddpm", sample_ddpm), "sampler_calls").lower()


def test_a_replayed_record_of_another_seed_is_not_accepted() -> None:
    from tests.grader.checks.in_process import check_module, record

    module = check_module("sample-ddpm")
    _, recorded = record("sample-ddpm", sampler(), seed=1)
    findings = module.verify(module.make_case(2, "cpu"), recorded)
    assert points(findings) < 20
