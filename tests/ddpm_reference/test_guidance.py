"""Laws of classifier-free guidance."""

import pytest
import torch

from ddpm_reference.gaussian import labelled_mixture_predictor
from ddpm_reference.guidance import guided, sample_cfg
from ddpm_reference.sampling import sample
from tests.ddpm_reference.laws import Noise, short

WEIGHTS = torch.tensor([0.3, 0.7]).double()
MEANS = torch.tensor([[-2.0, 0.0], [2.0, 1.0]]).double()
COVARIANCES = 0.1 * torch.eye(2).double().expand(2, 2, 2)
LABELS = torch.tensor([0, 1, 1, 0])


def model():
    return labelled_mixture_predictor(WEIGHTS, MEANS, COVARIANCES, short())


def with_label(labels):
    return lambda x, t: model()(x, t, labels)


@pytest.mark.parametrize(("scale", "labels"), [(0.0, torch.full((4,), 2)), (1.0, LABELS)])
def test_scale_zero_ignores_the_label_and_scale_one_is_the_label_alone(scale, labels):
    guided_walk = sample(guided(model(), LABELS, scale, 2), (4, 2), short(), noise_sampler=Noise(4))
    plain_walk = sample(with_label(labels), (4, 2), short(), noise_sampler=Noise(4))
    assert torch.allclose(guided_walk, plain_walk)


@pytest.mark.parametrize("scale", [0.0, 1.0, 3.5])
def test_one_forward_of_two_batches_equals_two_forwards(scale):
    x, t = torch.randn(4, 2).double(), torch.tensor([0, 9, 30, 49])
    one, two = (guided(model(), LABELS, scale, 2, batched=batched)(x, t) for batched in (True, False))
    assert torch.allclose(one, two)


def test_guidance_is_a_straight_line_in_its_scale():
    x, t = torch.randn(4, 2).double(), torch.tensor([0, 9, 30, 49])
    at = {scale: guided(model(), LABELS, scale, 2)(x, t) for scale in (0.0, 1.0, 5.0)}
    assert torch.allclose(at[5.0], at[0.0] + 5 * (at[1.0] - at[0.0]))


def test_guided_samples_land_on_the_asked_component():
    torch.manual_seed(6)
    labels = torch.randint(2, (500,))
    x = sample_cfg(model(), (500, 2), short(), labels, 2.0, 2, "cpu")
    nearest = torch.cdist(x, MEANS).argmin(dim=1)
    assert (nearest == labels).float().mean() > 0.99


def test_the_model_is_asked_with_the_labels_and_with_the_null_label():
    asked = []

    def recorder(x, t, labels):
        asked.append(labels.tolist())
        return torch.zeros_like(x)

    guided(recorder, LABELS, 2.0, 10)(torch.zeros(4, 2), torch.zeros(4, dtype=torch.long))
    assert asked == [[0, 1, 1, 0, 10, 10, 10, 10]]


@pytest.mark.parametrize("labels", [torch.tensor([0, 2]), torch.tensor([-1, 0])])
def test_a_label_outside_the_classes_is_refused(labels):
    with pytest.raises(ValueError, match=r"expected labels in 0…1.*2 is the null label"):
        guided(model(), labels, 1.0, 2)


@pytest.mark.parametrize("labels", [torch.tensor(1), torch.tensor([[1]]), torch.tensor([1.0])])
def test_labels_of_another_kind_are_refused(labels):
    with pytest.raises(ValueError, match="expected whole-number labels"):
        guided(model(), labels, 1.0, 2)
