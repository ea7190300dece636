"""Laws of the schedule judges: each known mistake is refused and named, wherever it is unlike the truth."""

from collections.abc import Callable
from typing import Any

import pytest
import torch

from ddpm_reference.schedules import precompute_schedule
from grader.checks import compare_schedules, cosine_schedule, linear_schedule
from grader.checks import precompute_schedule as tables
from grader.misconceptions import MISCONCEPTIONS
from tests.grader.checks.in_process import failed, judge

BETAS = {"linear-schedule": linear_schedule.EXERCISE, "cosine-schedule": cosine_schedule.EXERCISE}
FORMULAS = [(slug, name) for slug, exercise in BETAS.items() for name in exercise.mistakes]
ENTRIES = [(key, name) for key, mistakes in tables.MISTAKES.items() for name in mistakes]


def with_defaults(slug: str, formula: Callable[..., Any]) -> Callable[..., Any]:
    if slug == "linear-schedule":
        return lambda T, beta_start=1e-4, beta_end=0.02: formula(T, beta_start, beta_end)
    return lambda T, s=0.008: formula(T, s)


@pytest.mark.parametrize(("slug", "name"), FORMULAS)
def test_each_wrong_formula_for_beta_is_refused_and_named(slug: str, name: str) -> None:
    findings = judge(slug, with_defaults(slug, BETAS[slug].mistakes[name]))
    assert BETAS[slug].values in failed(findings)
    assert findings.misconception == name.split("/")[0]


@pytest.mark.parametrize(("key", "name"), ENTRIES)
def test_each_wrong_entry_of_the_table_is_refused_and_named(key: str, name: str) -> None:
    def wrong(betas: torch.Tensor) -> dict[str, torch.Tensor]:
        right = precompute_schedule(betas.double())
        return {**right, key: tables.MISTAKES[key][name](right)}

    findings = judge("precompute-schedule", wrong)
    assert failed(findings) == {tables.JUDGED_BY[key]}
    assert findings.misconception == name.split("/")[0]


@pytest.mark.parametrize("name", compare_schedules.MISTAKES)
def test_each_wrong_rule_for_the_comparison_is_refused_and_named(name: str) -> None:
    findings = judge("compare-schedules", lambda T=1000: compare_schedules.MISTAKES[name](T))
    assert failed(findings)
    assert findings.misconception == name.split("/")[0]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("slug", BETAS)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_the_truth_passes_in_both_precisions(slug: str, seed: int, dtype: torch.dtype) -> None:
    findings = judge(slug, with_defaults(slug, lambda *args: BETAS[slug].truth(*args).to(dtype)), seed)
    assert not failed(findings)


@pytest.mark.parametrize("slug", BETAS)
def test_one_value_a_thousandth_off_is_found(slug: str) -> None:
    def nearly(*args: Any) -> torch.Tensor:
        betas = BETAS[slug].truth(*args)
        betas[-1] *= 1.001
        return betas

    assert BETAS[slug].values in failed(judge(slug, with_defaults(slug, nearly)))


def test_the_departure_is_named_with_its_step_and_both_values() -> None:
    def nearly(T: int, beta_start: float = 1e-4, beta_end: float = 0.02) -> torch.Tensor:
        betas = torch.linspace(beta_start, beta_end, T)
        betas[3:4] = 0.5
        return betas

    message = next(c.message for c in judge("linear-schedule", nearly).checks if c.name == "linear_values")
    assert message.params["t"] == 3
    assert message.params["got"] == "0.5"


@pytest.mark.parametrize("divide", [lambda a, b: a / b, lambda a, b: torch.tensor(a) / b])
def test_a_chain_of_one_step_is_asked_for_and_costs_its_own_check_alone(divide: Callable[..., Any]) -> None:
    def divides(T: int, beta_start: float = 1e-4, beta_end: float = 0.02) -> torch.Tensor:
        return beta_start + divide(beta_end - beta_start, T - 1) * torch.arange(T)

    findings = judge("linear-schedule", divides)
    assert failed(findings) == {"single_step"}
    assert next(check for check in findings.checks if check.name == "single_step").required
    assert findings.misconception == "one-step-divides-by-zero"


@pytest.mark.parametrize("seed", range(5))
def test_a_long_chain_tells_lower_clamps_apart_but_not_the_closed_form_without_one(seed: int) -> None:
    def with_floor(floor: float) -> Callable[[int], dict[str, int | None]]:
        def compare(T: int = 1000) -> dict[str, int | None]:
            f = torch.cos((torch.arange(T + 1, dtype=torch.float64) / T + 0.008) / 1.008 * torch.pi / 2) ** 2
            bar = (1 - (1 - f[1:] / f[:-1]).clamp(floor, 0.999)).cumprod(0)
            return {**compare_schedules._truth(T), "cosine": int((bar >= 0.01).sum())}

        return compare

    assert not failed(judge("compare-schedules", with_floor(1e-5), seed))
    assert not failed(judge("compare-schedules", with_floor(0), seed))
    assert failed(judge("compare-schedules", with_floor(2e-5), seed)) == {"cosine_step"}


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("linear-schedule", lambda T, beta_start=1e-4, beta_end=0.01: torch.linspace(beta_start, beta_end, T)),
        ("cosine-schedule", lambda T, s=0.01: cosine_schedule.EXERCISE.truth(T, s)),
        ("compare-schedules", lambda T=999: compare_schedules._truth(T)),
    ],
)
def test_another_default_is_named(slug: str, wrong: Callable[..., Any]) -> None:
    assert judge(slug, wrong).misconception == "other-default"


def with_other_betas(name: str, betas: Callable[[int], torch.Tensor]) -> Callable[..., Any]:
    def compare(T: int = 1000) -> dict[str, int | None]:
        below = (1 - betas(T)).cumprod(0) < 0.01
        return {**compare_schedules._truth(T), name: compare_schedules._first(below)}

    return compare


@pytest.mark.parametrize("slug", ["end-left-out", "ends-swapped", "root-interpolation", "start-not-added"])
def test_a_wrong_linear_schedule_is_named_by_the_steps_that_it_leads_to(slug: str) -> None:
    findings = judge("compare-schedules", with_other_betas("linear", compare_schedules.LINEAR[slug]))
    assert failed(findings)
    assert findings.misconception == slug


@pytest.mark.parametrize(
    "slug", ["cosine-not-squared", "s-not-divided-out", "half-pi-missing", "cosine-grid-off-by-one", "other-clamp"]
)
def test_a_wrong_cosine_schedule_is_named_by_the_steps_that_it_leads_to(slug: str) -> None:
    findings = judge("compare-schedules", with_other_betas("cosine", compare_schedules.COSINE[slug]))
    assert failed(findings)
    assert findings.misconception == slug


def test_steps_that_many_wrong_schedules_lead_to_name_none_of_them() -> None:
    findings = judge("compare-schedules", with_other_betas("cosine", compare_schedules.COSINE["alphas-for-betas"]))
    assert failed(findings)
    assert findings.misconception is None


@pytest.mark.parametrize(
    "answer", [[0.1], None, 3, "betas", torch.tensor([1]), torch.zeros(2, 2), torch.tensor(float("nan"))]
)
@pytest.mark.parametrize("slug", BETAS)
def test_what_is_not_a_schedule_is_refused_with_a_reason(slug: str, answer: Any) -> None:
    findings = judge(slug, with_defaults(slug, lambda *args: answer))
    assert "returns_betas" in failed(findings)


@pytest.mark.parametrize("answer", ["soon", 1.5, True, float("nan"), float("inf"), torch.zeros(3), [673]])
def test_what_is_not_a_step_is_refused_with_a_reason(answer: Any) -> None:
    findings = judge("compare-schedules", lambda T=1000: {"linear": answer, "cosine": 3})
    assert "returns_steps" in failed(findings)


def test_every_mistake_that_can_be_named_belongs_to_its_exercise() -> None:
    named = {(slug, name.split("/")[0]) for slug, name in FORMULAS}
    named |= {("precompute-schedule", name.split("/")[0]) for _, name in ENTRIES}
    named |= {("compare-schedules", name.split("/")[0]) for name in compare_schedules.MISTAKES}
    assert all(exercise in MISCONCEPTIONS[name].exercises for exercise, name in named)
