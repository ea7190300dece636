"""Laws of the samplers."""

import pytest
import torch
from torch import nn

from ddpm_reference.gaussian import chain_moments, gaussian_predictor
from ddpm_reference.sampling import reverse_variance, sample, sample_ddim, sample_ddpm
from tests.ddpm_reference.laws import DTYPES, SIZES, Noise, cosine, linear, short

MEAN = torch.tensor([1.0, -2.0]).double()
COVARIANCE = torch.tensor([[0.5, 0.3], [0.3, 0.4]]).double()


def quiet(x, t):
    return torch.zeros_like(x)


@pytest.mark.parametrize("variance", ["beta", "posterior"])
def test_the_sampled_moments_are_the_analytic_ones(variance):
    torch.manual_seed(2)
    n, schedule = 100_000, short()
    model = gaussian_predictor(MEAN, COVARIANCE, schedule)
    x = sample(model, (n, 2), schedule, variance=variance)
    mean, covariance = chain_moments(MEAN, COVARIANCE, schedule, variance=variance)
    spread = covariance.diagonal()
    assert (abs(x.mean(0) - mean) < 5 * (spread / n).sqrt()).all()
    assert (abs(x.T.cov() - covariance) < 5 * (2 * spread[:, None] * spread / n).sqrt()).all()


@pytest.mark.parametrize("variance", ["beta", "posterior"])
def test_more_steps_bring_the_chain_closer_to_the_data(variance):
    def error(T):
        return (chain_moments(MEAN, COVARIANCE, cosine(T), variance=variance)[1] - COVARIANCE).abs().max()

    assert error(400) < error(100) / 2 < error(25) / 4


@pytest.mark.parametrize("T", SIZES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_sample_has_the_asked_shape_and_the_schedules_dtype(T, dtype):
    x = sample_ddpm(quiet, 2, 3, 4, linear(T, dtype), "cpu")
    assert x.shape == (2, 3, 4, 4)
    assert x.dtype == dtype
    assert x.isfinite().all()


@pytest.mark.parametrize("T", SIZES)
def test_noise_is_drawn_once_to_start_and_once_per_step_but_the_last(T):
    noise = Noise()
    sample(quiet, (2, 3), linear(T), noise_sampler=noise)
    assert len(noise.given) == T


def test_the_model_sees_every_step_from_the_last_to_the_first_once_per_sample():
    seen = []

    def model(x, t):
        seen.append(t.tolist())
        return torch.zeros_like(x)

    sample(model, (3, 2), linear(10))
    assert seen == [[t] * 3 for t in range(9, -1, -1)]


def test_the_same_noise_gives_the_same_sample():
    model = gaussian_predictor(MEAN, COVARIANCE, short())
    first, second = (sample(model, (4, 2), short(), noise_sampler=Noise(7)) for _ in range(2))
    assert torch.equal(first, second)


def test_float32_follows_float64():
    exact = sample(gaussian_predictor(MEAN, COVARIANCE, short()), (64, 2), short(), noise_sampler=Noise(3))
    single = short(torch.float32)
    model = gaussian_predictor(MEAN.float(), COVARIANCE.float(), single)
    source = Noise(3)
    rough = sample(model, (64, 2), single, noise_sampler=lambda shape: source(shape).float())
    assert torch.allclose(exact, rough.double(), atol=1e-4)


def test_ddim_adds_no_noise_after_the_first_draw():
    noise = Noise()
    sample_ddim(quiet, (2, 3), linear(10), noise_sampler=noise)
    assert len(noise.given) == 1


def test_ddim_carries_noise_to_the_data_of_a_gaussian():
    """For x_0 ~ N(m, S) the deterministic flow is x_0 = m + S^½ x_T; many small steps come close to it."""
    model = gaussian_predictor(MEAN, COVARIANCE, cosine(1000))
    noise = Noise(5)
    x = sample_ddim(model, (32, 2), cosine(1000), noise_sampler=noise)
    values, basis = torch.linalg.eigh(COVARIANCE)
    root = basis @ values.sqrt().diag() @ basis.T
    assert torch.allclose(x, MEAN + noise.given[0] @ root, atol=0.05)


def test_ddim_with_eta_one_over_every_step_is_ancestral_sampling_with_the_posterior_variance():
    model = gaussian_predictor(MEAN, COVARIANCE, short())
    ancestral = sample(model, (8, 2), short(), noise_sampler=Noise(1), variance="posterior")
    ddim = sample_ddim(model, (8, 2), short(), eta=1.0, noise_sampler=Noise(1))
    assert torch.allclose(ancestral, ddim)


def test_ddim_may_skip_steps_and_takes_them_in_any_order():
    seen = []

    def model(x, t):
        seen.append(int(t[0]))
        return x

    sample_ddim(model, (1, 2), linear(100), timesteps=[0, 50, 25, 99])
    assert seen == [99, 50, 25, 0]


@pytest.mark.parametrize("timesteps", [[], [1, 1], [10], [-1, 3]])
def test_impossible_ddim_steps_are_refused(timesteps):
    with pytest.raises(ValueError, match="expected distinct timesteps"):
        sample_ddim(quiet, (1, 2), linear(10), timesteps=timesteps)


def test_an_unknown_variance_is_refused():
    with pytest.raises(ValueError, match="expected variance 'beta' or 'posterior'"):
        reverse_variance(linear(10), "learned")


@pytest.mark.parametrize("training", [True, False])
def test_a_module_samples_in_evaluation_mode_and_returns_to_its_own(training):
    class Module(nn.Module):
        def forward(self, x, t):
            assert not self.training
            return x

    model = Module().train(training)
    sample_ddpm(model, 1, 1, 2, linear(3), "cpu")
    assert model.training is training
