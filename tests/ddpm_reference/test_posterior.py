"""Laws of q(x_{t−1} | x_t, x_0)."""

import pytest
import torch

from ddpm_reference.forward import diffuse
from ddpm_reference.posterior import posterior_mean, posterior_variance, predict_x_0
from ddpm_reference.sampling import reverse_mean
from tests.ddpm_reference.laws import SIZES, cosine, short


def normal(x, mean, variance):
    return torch.exp(-((x - mean) ** 2) / (2 * variance)) / (2 * torch.pi * variance).sqrt()


@pytest.mark.parametrize("t", [1, 5, 30, 49])
def test_the_posterior_is_bayes_rule_integrated_numerically(t):
    schedule = short()
    x_0, x_t = torch.tensor(0.8).double(), torch.tensor(-0.3).double()
    grid = torch.linspace(-8, 8, 200_001, dtype=torch.float64)
    before, beta = schedule["alpha_bar"][t - 1], schedule["betas"][t]
    density = normal(grid, before.sqrt() * x_0, 1 - before) * normal(x_t, (1 - beta).sqrt() * grid, beta)
    density = density / density.sum()
    mean = (density * grid).sum()
    variance = (density * (grid - mean) ** 2).sum()
    formula = posterior_mean(x_0[None], x_t[None], torch.tensor([t]), schedule)[0]
    assert formula.item() == pytest.approx(mean.item(), abs=1e-8)
    assert posterior_variance(schedule)[t].item() == pytest.approx(variance.item(), rel=1e-6)


@pytest.mark.parametrize("T", SIZES)
def test_nothing_is_left_to_chance_at_the_last_step(T):
    schedule = cosine(T)
    x_0, x_t, first = torch.randn(4, 2).double(), torch.randn(4, 2).double(), torch.zeros(4, dtype=torch.long)
    assert posterior_variance(schedule)[0] == 0
    assert torch.allclose(posterior_mean(x_0, x_t, first, schedule), x_0)


def test_the_posterior_variance_stays_below_beta():
    schedule = short()
    assert (posterior_variance(schedule) < schedule["betas"]).all()


def test_the_true_noise_gives_back_x_0():
    schedule, t = short(), torch.arange(50)
    x_0, noise = torch.randn(50, 3).double(), torch.randn(50, 3).double()
    assert torch.allclose(predict_x_0(diffuse(x_0, t, noise, schedule), t, noise, schedule), x_0)


def test_the_reverse_mean_is_the_posterior_mean_at_the_predicted_x_0():
    schedule, t = short(), torch.arange(50)
    x_t, noise = torch.randn(50, 3).double(), torch.randn(50, 3).double()
    implied = predict_x_0(x_t, t, noise, schedule)
    assert torch.allclose(reverse_mean(x_t, t, noise, schedule), posterior_mean(implied, x_t, t, schedule))
