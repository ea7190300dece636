"""Laws of the noise schedules."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ddpm_reference.schedules import (
    KEYS,
    compare_schedules,
    cosine_beta_schedule,
    linear_beta_schedule,
    precompute_schedule,
)
from tests.ddpm_reference.laws import DTYPES, SIZES

steps = st.integers(1, 300)
betas = st.floats(1e-5, 0.9)


@given(T=steps, start=betas, end=betas)
def test_the_linear_schedule_climbs_evenly_from_one_end_to_the_other(T, start, end):
    beta = linear_beta_schedule(T, start, end, dtype=torch.float64)
    assert beta.shape == (T,)
    assert beta[0] == pytest.approx(start)
    if T > 1:
        assert beta[-1] == pytest.approx(end)
        assert torch.allclose(beta.diff(), torch.tensor((end - start) / (T - 1), dtype=torch.float64), atol=1e-12)


@given(T=steps, s=st.floats(0, 0.2))
def test_the_cosine_schedule_multiplies_up_to_a_squared_cosine_wherever_it_is_not_clamped(T, s):
    beta = cosine_beta_schedule(T, s, dtype=torch.float64)
    assert beta.shape == (T,)
    assert ((beta >= 1e-5) & (beta <= 0.999)).all()
    free = ((beta > 1e-5) & (beta < 0.999)).long().cumprod(0).bool()  # up to the first clamped step
    f = [math.cos((t / T + s) / (1 + s) * math.pi / 2) ** 2 for t in range(T + 1)]
    expected = torch.tensor(f[1:], dtype=torch.float64) / f[0]
    assert torch.allclose((1 - beta).cumprod(0)[free], expected[free], rtol=1e-9, atol=1e-12)


def test_the_cosine_schedule_is_clamped_at_its_last_step():
    assert cosine_beta_schedule(1000)[-1] == pytest.approx(0.999)


def test_the_cosine_schedule_is_clamped_at_its_first_step_when_it_would_add_next_to_nothing():
    assert cosine_beta_schedule(1000, s=0.0)[0] == pytest.approx(1e-5)


@pytest.mark.parametrize("T", SIZES)
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("make", [linear_beta_schedule, cosine_beta_schedule])
def test_a_precomputed_schedule_agrees_with_its_definitions(make, T, dtype):
    beta = make(T, dtype=dtype)
    schedule = precompute_schedule(beta)
    assert tuple(schedule) == KEYS
    assert all(values.dtype == dtype and values.shape == (T,) for values in schedule.values())
    survivors = [math.prod(1 - b for b in beta.tolist()[: t + 1]) for t in range(T)]
    expected = {
        "betas": beta.tolist(),
        "alphas": [1 - b for b in beta.tolist()],
        "alpha_bar": survivors,
        "sqrt_alpha": [math.sqrt(1 - b) for b in beta.tolist()],
        "sqrt_alpha_bar": [math.sqrt(a) for a in survivors],
        "sqrt_one_minus_alpha_bar": [math.sqrt(1 - a) for a in survivors],
    }
    tolerance = 4 * torch.finfo(dtype).eps if dtype == torch.float32 else 1e-10
    for key, values in expected.items():
        assert schedule[key].tolist() == pytest.approx(values, rel=tolerance), key


def test_alpha_bar_never_rises():
    schedule = precompute_schedule(cosine_beta_schedule(1000))
    assert (schedule["alpha_bar"].diff() <= 0).all()


@pytest.mark.parametrize("T", [1, 10, 100, 1000])
def test_the_comparison_names_the_first_step_below_one_percent(T):
    for name, make in (("linear", linear_beta_schedule), ("cosine", cosine_beta_schedule)):
        survivors = (1 - make(T, dtype=torch.float64)).cumprod(0).tolist()
        below = [t for t, value in enumerate(survivors) if value < 0.01]
        assert compare_schedules(T)[name] == (below[0] if below else None)


def test_a_linear_schedule_of_a_hundred_steps_never_reaches_noise():
    assert compare_schedules(100)["linear"] is None


def test_the_cosine_schedule_keeps_signal_longer_than_the_linear_one():
    found = compare_schedules()
    assert found["cosine"] > found["linear"]


@pytest.mark.parametrize("T", [0, -1, 2.5, True, None])
@pytest.mark.parametrize("make", [linear_beta_schedule, cosine_beta_schedule, compare_schedules])
def test_an_impossible_number_of_steps_is_refused(make, T):
    with pytest.raises(ValueError, match="expected T to be a whole number"):
        make(T)


@pytest.mark.parametrize("ends", [(0.0, 0.02), (1e-4, 1.0), (float("nan"), 0.02), (1e-4, -0.1)])
def test_an_impossible_end_of_the_linear_schedule_is_refused(ends):
    with pytest.raises(ValueError, match="expected 0 < beta_"):
        linear_beta_schedule(10, *ends)


@pytest.mark.parametrize("s", [-0.1, float("nan")])
def test_an_impossible_offset_of_the_cosine_schedule_is_refused(s):
    with pytest.raises(ValueError, match="expected s >= 0"):
        cosine_beta_schedule(10, s)


@pytest.mark.parametrize(
    "bad",
    [
        torch.zeros(0),
        torch.full((2, 2), 0.1),
        torch.tensor([1, 2]),
        torch.tensor([0.1, float("nan")]),
        torch.tensor([0.1, 1.0]),
        torch.tensor([0.0, 0.1]),
    ],
)
def test_betas_that_are_not_a_schedule_are_refused(bad):
    with pytest.raises(ValueError, match=r"expected (betas|every beta)"):
        precompute_schedule(bad)
