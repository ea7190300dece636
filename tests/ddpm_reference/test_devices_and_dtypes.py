"""The reference follows its inputs: their dtype, and their device."""

import pytest
import torch

from ddpm_reference.forward import forward_diffusion
from ddpm_reference.gaussian import gaussian_predictor
from ddpm_reference.sampling import sample, sample_ddim
from ddpm_reference.schedules import cosine_beta_schedule, precompute_schedule
from ddpm_reference.training import train_ddpm_cfg
from ddpm_reference.unet import UNet
from tests.ddpm_reference.laws import Noise, short

HALVES = (torch.float16, torch.bfloat16)
MEAN, COVARIANCE = torch.tensor([1.0, -2.0]).double(), torch.tensor([[0.5, 0.3], [0.3, 0.4]]).double()


@pytest.mark.parametrize("dtype", HALVES)
def test_half_precision_images_stay_half_beside_a_float32_schedule(dtype):
    x_0 = torch.randn(4, 3, 2, 2, dtype=dtype)
    x_t, noise = forward_diffusion(x_0, torch.tensor([0, 10, 30, 49]), short(torch.float32))
    assert x_t.dtype == noise.dtype == dtype


@pytest.mark.parametrize("dtype", HALVES)
def test_a_half_precision_walk_stays_near_the_exact_one(dtype):
    exact = sample(gaussian_predictor(MEAN, COVARIANCE, short()), (16, 2), short(), noise_sampler=Noise(2))
    model, source = gaussian_predictor(MEAN, COVARIANCE, short()), Noise(2)
    walk = sample(model, (16, 2), short(), noise_sampler=lambda shape: source(shape).to(dtype))
    assert walk.dtype == dtype
    assert torch.allclose(walk.double(), exact, atol=0.2)


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("sampler", [sample, sample_ddim])
def test_a_walk_on_cuda_follows_the_one_on_the_cpu(sampler):
    on_cpu = sampler(gaussian_predictor(MEAN, COVARIANCE, short()), (16, 2), short(), noise_sampler=Noise(2))
    table, source = {name: values.cuda() for name, values in short().items()}, Noise(2)
    model = gaussian_predictor(MEAN.cuda(), COVARIANCE.cuda(), table)
    on_cuda = sampler(model, (16, 2), table, "cuda", noise_sampler=lambda shape: source(shape).cuda())
    assert torch.allclose(on_cpu, on_cuda.cpu())


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_a_model_trains_on_cuda_from_batches_on_the_cpu():
    table = precompute_schedule(cosine_beta_schedule(10))
    model = UNet(channels=8)
    history = train_ddpm_cfg(model, [(torch.randn(4, 1, 8, 8), torch.arange(4))], table, epochs=20, device="cuda")
    assert next(model.parameters()).is_cuda
    assert history[-1] < history[0]
