"""Laws of the digits U-Net."""

import pytest
import torch

from ddpm_reference.unet import UNet, time_embedding


@pytest.fixture
def model():
    torch.manual_seed(0)
    model = UNet(channels=16).eval()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.1)  # away from the identity it starts at
    return model


@pytest.mark.parametrize("size", [8, 4, 12])
def test_the_noise_has_the_images_shape(model, size):
    x = torch.randn(3, 1, size, size)
    assert model(x, torch.tensor([0, 50, 99])).shape == x.shape


def test_no_labels_mean_the_null_label(model):
    x, t = torch.randn(3, 1, 8, 8), torch.tensor([1, 2, 3])
    assert torch.equal(model(x, t), model(x, t, torch.full((3,), 10)))
    assert not torch.allclose(model(x, t), model(x, t, torch.full((3,), 9)))


def test_samples_of_one_batch_do_not_touch(model):
    x, t, labels = torch.randn(3, 1, 8, 8), torch.tensor([1, 40, 90]), torch.tensor([0, 5, 10])
    alone = torch.cat([model(x[i : i + 1], t[i : i + 1], labels[i : i + 1]) for i in range(3)])
    assert torch.allclose(model(x, t, labels), alone, atol=1e-5)


def test_the_step_matters(model):
    x = torch.randn(1, 1, 8, 8)
    assert not torch.allclose(model(x, torch.tensor([0])), model(x, torch.tensor([99])))


def test_every_parameter_learns(model):
    model(torch.randn(4, 1, 8, 8), torch.tensor([0, 9, 50, 99]), torch.tensor([0, 1, 2, 10])).square().mean().backward()
    assert all(parameter.grad.abs().sum() > 0 for parameter in model.parameters())


def test_no_two_steps_share_an_embedding():
    embedded = time_embedding(torch.arange(1000), 32)
    assert embedded.shape == (1000, 32)
    distances = torch.cdist(embedded, embedded) + torch.eye(1000) * 9
    assert distances.min() > 1e-2
