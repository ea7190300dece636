"""The samplers, step for step, beside an implementation written by other people.

Theirs computes 1 − ᾱ in float32, which loses digits at early steps, so it is lent our float64 tables: the formulas are
what is compared.
"""

import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler

from ddpm_reference.forward import diffuse
from ddpm_reference.sampling import ddim_step, reverse_mean, reverse_variance
from ddpm_reference.schedules import cosine_beta_schedule, linear_beta_schedule, precompute_schedule

T = 1000
OPTIONS = {"num_train_timesteps": T, "clip_sample": False}


@pytest.fixture(params=[linear_beta_schedule, cosine_beta_schedule])
def betas(request):
    return request.param(T, dtype=torch.float64)


@pytest.fixture
def x():
    return torch.randn(4, 1, 8, 8, generator=torch.Generator().manual_seed(0)).double()


@pytest.fixture
def noise():
    return torch.randn(4, 1, 8, 8, generator=torch.Generator().manual_seed(1)).double()


def lend(theirs, betas):
    theirs.betas, theirs.alphas = betas, 1 - betas
    theirs.alphas_cumprod = theirs.alphas.cumprod(0)
    return theirs


def close(ours, theirs):
    return torch.allclose(ours, theirs, rtol=1e-9, atol=1e-9)


def everywhere(step):
    return torch.full((4,), step)


@pytest.mark.parametrize("step", [0, 1, 10, 500, 999])
def test_the_forward_jump_agrees(betas, x, noise, step):
    theirs = lend(DDPMScheduler(**OPTIONS), betas).add_noise(x, noise, everywhere(step))
    assert close(diffuse(x, everywhere(step), noise, precompute_schedule(betas)), theirs)


@pytest.mark.parametrize(("variance", "theirs_call_it"), [("beta", "fixed_large"), ("posterior", "fixed_small")])
@pytest.mark.parametrize("step", [0, 1, 10, 500, 900])
def test_an_ancestral_step_agrees(betas, x, noise, step, variance, theirs_call_it):
    other = lend(DDPMScheduler(variance_type=theirs_call_it, **OPTIONS), betas)
    theirs = other.step(noise, step, x, generator=torch.Generator().manual_seed(9)).prev_sample
    schedule = precompute_schedule(betas)
    ours = reverse_mean(x, everywhere(step), noise, schedule)
    if step > 0:
        fresh = torch.randn(x.shape, dtype=x.dtype, generator=torch.Generator().manual_seed(9))
        ours = ours + reverse_variance(schedule, variance)[step].sqrt() * fresh
    assert close(ours, theirs)


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("step", [0, 20, 500, 900])
def test_a_ddim_jump_of_twenty_steps_agrees(betas, x, noise, step, eta):
    other = lend(DDIMScheduler(set_alpha_to_one=True, **OPTIONS), betas)
    other.set_timesteps(50)
    fresh = torch.randn(x.shape, dtype=x.dtype, generator=torch.Generator().manual_seed(5))
    theirs = other.step(noise, step, x, eta=eta, variance_noise=fresh if eta else None).prev_sample
    mean, sigma = ddim_step(x, everywhere(step), max(step - 20, -1), noise, precompute_schedule(betas), eta)
    assert close(mean + sigma * fresh, theirs)
