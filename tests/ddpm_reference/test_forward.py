"""Laws of the forward process."""

import pytest
import torch

from ddpm_reference.forward import at, diffuse, forward_diffusion
from tests.ddpm_reference.laws import DTYPES, SIZES, cosine, linear


@pytest.mark.parametrize("T", SIZES)
@pytest.mark.parametrize("dtype", DTYPES)
def test_x_t_is_the_two_shares_of_signal_and_the_returned_noise(T, dtype):
    schedule = cosine(T, dtype)
    x_0 = torch.randn(16, 3, 4, 4, dtype=dtype)
    t = torch.randint(T, (16,))
    x_t, noise = forward_diffusion(x_0, t, schedule)
    assert x_t.dtype == noise.dtype == dtype
    for i in range(16):
        alpha_bar = schedule["alpha_bar"][t[i]]
        assert torch.allclose(x_t[i], alpha_bar.sqrt() * x_0[i] + (1 - alpha_bar).sqrt() * noise[i], atol=1e-4)


def test_x_t_has_the_marginal_of_the_paper():
    torch.manual_seed(1)
    schedule, t, n = linear(1000), 400, 200_000
    x_0 = torch.full((n, 1), 1.7, dtype=torch.float64)
    x_t, _ = forward_diffusion(x_0, torch.full((n,), t), schedule)
    alpha_bar = schedule["alpha_bar"][t]
    sd = (1 - alpha_bar).sqrt()
    assert abs(x_t.mean() - alpha_bar.sqrt() * 1.7) < 5 * sd / n**0.5
    assert abs(x_t.var() - sd**2) < 5 * sd**2 * (2 / n) ** 0.5


def test_one_jump_has_the_moments_of_walking_step_by_step():
    schedule = linear(300)
    mean, variance = 1.0, 0.0
    for beta in schedule["betas"].tolist():
        mean, variance = mean * (1 - beta) ** 0.5, variance * (1 - beta) + beta
    assert schedule["sqrt_alpha_bar"][-1].item() == pytest.approx(mean)
    assert schedule["sqrt_one_minus_alpha_bar"][-1].item() ** 2 == pytest.approx(variance)


def test_the_noise_is_fresh_at_every_call():
    x_0, t = torch.zeros(4, 8), torch.zeros(4, dtype=torch.long)
    first, second = (forward_diffusion(x_0, t, linear(10, torch.float32))[1] for _ in range(2))
    assert not torch.equal(first, second)


@pytest.mark.parametrize("shape", [(5,), (5, 3), (5, 3, 2, 2)])
def test_a_value_per_sample_broadcasts_over_any_shape(shape):
    picked = at(torch.arange(10.0), torch.arange(5), torch.zeros(shape))
    assert picked.shape == (5, *[1] * (len(shape) - 1))
    assert picked.flatten().tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("t", [torch.tensor([0, 10]), torch.tensor([-1, 3])])
def test_a_step_outside_the_chain_is_refused(t):
    with pytest.raises(ValueError, match="expected 0 <= t < 10"):
        forward_diffusion(torch.zeros(2, 3), t, linear(10))


@pytest.mark.parametrize("t", [torch.tensor(3), torch.tensor([3]), torch.zeros(2, 1, dtype=torch.long)])
def test_a_step_per_sample_is_required(t):
    with pytest.raises(ValueError, match="expected one t per sample"):
        forward_diffusion(torch.zeros(2, 3), t, linear(10))


def test_noise_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="expected noise of x_0's shape"):
        diffuse(torch.zeros(2, 3), torch.tensor([0, 1]), torch.zeros(2, 1), linear(10))
