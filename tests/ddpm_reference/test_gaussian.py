"""Laws of the exact noise predictors: they are conditional expectations."""

import pytest
import torch

from ddpm_reference.gaussian import gaussian_predictor, labelled_mixture_predictor, mixture_predictor
from tests.ddpm_reference.laws import short

WEIGHTS = torch.tensor([0.2, 0.5, 0.3]).double()
MEANS = torch.tensor([[-2.0], [0.5], [3.0]]).double()
COVARIANCES = torch.tensor([[[0.2]], [[1.0]], [[0.05]]]).double()


def normal(x, mean, variance):
    return torch.exp(-((x - mean) ** 2) / (2 * variance)) / (2 * torch.pi * variance).sqrt()


def expected_noise(x_t, t, weights, schedule):
    """E[ε | x_t] by integrating over x_0 on a grid: ε = (x_t − √ᾱ·x_0)/√(1 − ᾱ)."""
    grid = torch.linspace(-12, 12, 400_001, dtype=torch.float64)
    a, b = schedule["sqrt_alpha_bar"][t], schedule["sqrt_one_minus_alpha_bar"][t]
    prior = sum(w * normal(grid, m, S) for w, m, S in zip(weights, MEANS[:, 0], COVARIANCES[:, 0, 0], strict=True))
    joint = prior * normal(x_t, a * grid, b**2)
    return ((x_t - a * grid) / b * joint).sum() / joint.sum()


@pytest.mark.parametrize("t", [0, 10, 30, 49])
@pytest.mark.parametrize("x_t", [-2.5, 0.0, 1.3])
def test_the_mixture_predictor_is_the_conditional_expectation_of_the_noise(t, x_t):
    schedule = short()
    predicted = mixture_predictor(WEIGHTS, MEANS, COVARIANCES, schedule)(
        torch.tensor([[x_t]]).double(), torch.tensor([t])
    )
    expected = expected_noise(torch.tensor(x_t).double(), t, WEIGHTS, schedule)
    assert predicted.item() == pytest.approx(expected.item(), abs=1e-6)


@pytest.mark.parametrize("label", [0, 1, 2])
def test_a_label_conditions_on_its_component(label):
    schedule = short()
    model = labelled_mixture_predictor(WEIGHTS, MEANS, COVARIANCES, schedule)
    only = torch.eye(3).double()[label]
    predicted = model(torch.tensor([[0.4]]).double(), torch.tensor([20]), torch.tensor([label]))
    assert predicted.item() == pytest.approx(
        expected_noise(torch.tensor(0.4).double(), 20, only, schedule).item(), abs=1e-6
    )


def test_the_null_label_is_the_whole_mixture():
    schedule = short()
    x, t = torch.randn(8, 1).double(), torch.randint(50, (8,))
    with_null = labelled_mixture_predictor(WEIGHTS, MEANS, COVARIANCES, schedule)(x, t, torch.full((8,), 3))
    assert torch.equal(with_null, mixture_predictor(WEIGHTS, MEANS, COVARIANCES, schedule)(x, t))


def test_the_prediction_error_is_uncorrelated_with_any_function_of_x_t():
    """The defining law of a conditional expectation, in several dimensions, by Monte Carlo."""
    torch.manual_seed(3)
    schedule, n = short(), 100_000
    factor = torch.randn(3, 3).double() / 2
    mean, covariance = torch.randn(3).double(), factor @ factor.T + 0.1 * torch.eye(3).double()
    x_0 = torch.distributions.MultivariateNormal(mean, covariance).sample((n,))
    t, noise = torch.randint(50, (n,)), torch.randn(n, 3).double()
    x_t = schedule["sqrt_alpha_bar"][t, None] * x_0 + schedule["sqrt_one_minus_alpha_bar"][t, None] * noise
    error = noise - gaussian_predictor(mean, covariance, schedule)(x_t, t)
    for feature in (torch.ones_like(x_t), x_t, x_t.roll(1, dims=1), x_t.sin()):
        products = error * feature
        assert (products.mean(0).abs() < 5 * products.std(0) / n**0.5).all()


def test_standard_normal_data_leave_only_the_noise_share():
    """x_0 ~ N(0, I) keeps x_t ~ N(0, I), so E[ε | x_t] = √(1 − ᾱ)·x_t."""
    schedule, x, t = short(), torch.randn(50, 1, 2, 2).double(), torch.arange(50)
    predicted = gaussian_predictor(torch.zeros(4).double(), torch.eye(4).double(), schedule)(x, t)
    assert torch.allclose(predicted, schedule["sqrt_one_minus_alpha_bar"][:, None, None, None] * x)


def test_shapes_that_disagree_are_refused():
    with pytest.raises(ValueError, match=r"expected weights \(3,\) and covariances \(3, 1, 1\)"):
        mixture_predictor(WEIGHTS[:2], MEANS, COVARIANCES, short())
