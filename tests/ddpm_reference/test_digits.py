"""The shipped digits model draws what it is asked for."""

import pytest
import torch

from ddpm_reference.digits import WEIGHTS, digits_schedule, load_digits_model
from ddpm_reference.guidance import sample_cfg
from tools.train_digits import digits

ASKED = torch.arange(10).repeat(5)


@pytest.fixture(scope="module")
def guided_samples():
    torch.manual_seed(0)
    return sample_cfg(load_digits_model(), (50, 1, 8, 8), digits_schedule(), ASKED, 2.0, 10, "cpu")


def test_the_nearest_real_digit_has_the_asked_label_nine_times_in_ten(guided_samples):
    images, labels = digits().tensors
    nearest = torch.cdist(guided_samples.flatten(1), images.flatten(1)).argmin(dim=1)
    assert (labels[nearest] == ASKED).float().mean() > 0.9


def test_samples_of_one_label_differ_from_each_other(guided_samples):
    for digit in range(10):
        assert torch.pdist(guided_samples[digit == ASKED].flatten(1)).min() > 0.5


def test_samples_are_not_copies_of_the_training_images(guided_samples):
    """Half the closest pair of real images is a distance at which a sample would be a memory."""
    images = digits().tensors[0].flatten(1)
    assert torch.cdist(guided_samples.flatten(1), images).min() > torch.pdist(images).min() / 2


def test_pixels_stay_near_the_range_of_the_images(guided_samples):
    assert guided_samples.abs().max() < 1.6
    assert guided_samples.std() > 0.5


def test_the_weights_are_small_enough_to_ship():
    assert WEIGHTS.stat().st_size < 1_500_000
