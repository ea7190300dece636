"""Laws of the training loops."""

import pytest
import torch
from torch import nn

from ddpm_reference.training import bernoulli_drop, fresh_draw, train_ddpm, train_ddpm_cfg
from ddpm_reference.unet import UNet
from tests.ddpm_reference.laws import linear, short


class Recorder(nn.Module):
    """One number to learn; remembers what it was asked."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.zeros(()))
        self.asked = []

    def forward(self, x, t, labels=None):
        self.asked.append((x.detach(), t, labels))
        return self.scale * x


def ragged(n=10, batch=4):
    """Batches of 4, 4 and 2 with their labels."""
    images, labels = torch.randn(n, 1, 2, 2), torch.arange(n) % 3
    return list(zip(images.split(batch), labels.split(batch), strict=True))


def test_a_fixed_batch_with_fixed_draws_is_overfitted():
    torch.manual_seed(0)
    schedule, model = short(torch.float32), UNet(channels=8)
    x_0, t, noise = torch.randn(4, 1, 8, 8), torch.tensor([5, 20, 35, 49]), torch.randn(4, 1, 8, 8)
    history = train_ddpm(model, [x_0], schedule, epochs=150, lr=5e-3, device="cpu", draw=lambda _: (t, noise))
    assert history[-1] < 0.05 * history[0]


def test_training_finds_the_best_linear_predictor():
    """For x_0 ~ N(0, 1) and one step, E[ε | x_t] = √(1 − ᾱ)·x_t: the learned number is √(1 − ᾱ)."""
    torch.manual_seed(1)
    schedule = linear(1, torch.float32)
    schedule = {key: torch.full((1,), 0.6 if key.startswith("sqrt_one") else 0.8) for key in schedule}
    model = Recorder()
    loader = torch.randn(40, 2000, 1).unbind()
    train_ddpm(model, loader, schedule, epochs=10, lr=0.02, device="cpu")
    assert model.scale.item() == pytest.approx(0.6, abs=0.02)


def test_every_batch_of_every_epoch_is_seen_whole_ragged_ones_too():
    model = Recorder()
    history = train_ddpm(model, ragged(), short(torch.float32), epochs=3, device="cpu")
    assert [len(x) for x, _, _ in model.asked] == [4, 4, 2] * 3
    assert len(history) == 3


def test_no_epochs_leave_the_weights_alone():
    model = Recorder()
    assert train_ddpm(model, ragged(), short(torch.float32), epochs=0, device="cpu") == []
    assert model.scale == 0


def test_steps_are_drawn_per_sample_and_cover_the_whole_chain():
    torch.manual_seed(2)
    t, noise = fresh_draw(linear(10))(torch.zeros(5000, 2))
    counts = t.bincount(minlength=10)
    assert len(counts) == 10
    assert (abs(counts - 500) < 5 * 450**0.5).all()
    assert abs(noise.mean()) < 0.05
    assert noise.var().item() == pytest.approx(1, abs=0.08)


def test_labels_are_dropped_one_by_one_at_the_asked_rate():
    torch.manual_seed(3)
    dropped = bernoulli_drop(0.2)(torch.zeros(10_000))
    assert dropped.float().mean().item() == pytest.approx(0.2, abs=0.02)


def test_a_dropped_label_becomes_the_null_label_and_the_loaders_stay_as_they_were():
    model, loader = Recorder(), ragged()
    before = [labels.clone() for _, labels in loader]
    train_ddpm_cfg(model, loader, short(torch.float32), 1, num_classes=3, device="cpu", drop=lambda labels: labels == 1)
    shown = torch.cat([labels for _, _, labels in model.asked])
    kept = torch.cat(before)
    assert torch.equal(shown, torch.where(kept == 1, torch.tensor(3), kept))
    assert all(torch.equal(a, b) for a, (_, b) in zip(before, loader, strict=True))


@pytest.mark.parametrize(("p", "expected"), [(0.0, False), (1.0, True)])
def test_no_label_or_every_label_can_be_dropped(p, expected):
    model = Recorder()
    train_ddpm_cfg(model, ragged(), short(torch.float32), 2, p_uncond=p, num_classes=3, device="cpu")
    shown = torch.cat([labels for _, _, labels in model.asked])
    assert (shown == 3).all() if expected else (shown < 3).all()
