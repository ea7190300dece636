"""Replays the optimiser: from the weights that each call ran with, what should the next call's weights be?

The gradient is taken at the recorded weights, and Adam's averages run over those gradients, so every single step is
compared on its own and the first that departs can be named. An alternative optimiser or loss is another replay.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from grader.checks.training_case import Hidden
from grader.checks.training_record import Step
from grader.sandbox.training_probe import TrainingProbe

BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8  # torch's defaults
TOLERANCE = 2e-4  # of lr: float32 weights of size 50 are rounded to 1e-5 of it, the nearest known mistake moves 1e-2

Loss = Callable[[Tensor, Tensor], Tensor]


def gradients(steps: Sequence[Step], targets: Sequence[Tensor], hidden: Hidden, loss: Loss = mse_loss) -> Tensor:
    """∂loss(prediction, target)/∂weights at each step's own weights: (K, P)."""
    model = _model(hidden)
    return torch.stack([_gradient(model, step, target, loss) for step, target in zip(steps, targets, strict=True)])


def losses(steps: Sequence[Step], targets: Sequence[Tensor], hidden: Hidden) -> list[float]:
    """The mean squared error at each step's own weights."""
    model = _model(hidden)
    return [mse_loss(predict(model, step), target).item() for step, target in zip(steps, targets, strict=True)]


def trained(steps: Sequence[Step], targets: Sequence[Tensor], hidden: Hidden) -> list[float]:
    """The mean squared error at each step, had Adam moved the given weights by these very draws from the first on."""
    model = _model(hidden)
    weights, found = model.flat(), []
    averages = _Averages(weights)
    for step, target in zip(steps, targets, strict=True):
        loss = mse_loss(predict(model, replace(step, weights=weights)), target)
        slope = torch.cat([part.flatten() for part in torch.autograd.grad(loss, list(model.parameters()))])
        weights = weights + averages.change(slope, hidden.lr)
        found.append(loss.item())
    return found


def predictions(steps: Sequence[Step], hidden: Hidden) -> list[Tensor]:
    model = _model(hidden)
    return [predict(model, step).detach() for step in steps]


def _model(hidden: Hidden) -> TrainingProbe:
    return TrainingProbe({name: value.double() for name, value in hidden.weights.items()}, hidden.T)


def predict(model: TrainingProbe, step: Step) -> Tensor:
    """The model's answer to this step's call, at the weights it ran with: (B, C, H, W) float64."""
    torch.nn.utils.vector_to_parameters(step.weights, model.parameters())
    return model(step.x, step.t, step.labels)


def _gradient(model: TrainingProbe, step: Step, target: Tensor, loss: Loss) -> Tensor:
    model.zero_grad()
    loss(predict(model, step), target).backward()
    return torch.cat([p.grad.flatten() for p in model.parameters() if p.grad is not None])


def adam(slopes: Tensor, lr: float) -> Tensor:
    """The change that Adam makes at each step, for these gradients: (K, P) → (K, P). Kingma & Ba 2015, algorithm 1."""
    averages = _Averages(slopes[0])
    return torch.stack([averages.change(slope, lr) for slope in slopes])


class _Averages:
    """Adam's, of the slope and of its square, over the steps so far."""

    def __init__(self, like: Tensor) -> None:
        self.steps, self.mean, self.square = 0, torch.zeros_like(like), torch.zeros_like(like)

    def change(self, slope: Tensor, lr: float) -> Tensor:
        self.steps += 1
        self.mean = BETA1 * self.mean + (1 - BETA1) * slope
        self.square = BETA2 * self.square + (1 - BETA2) * slope**2
        mean, square = self.mean / (1 - BETA1**self.steps), self.square / (1 - BETA2**self.steps)
        return -lr * mean / (square.sqrt() + EPSILON)


def recorded_changes(steps: Sequence[Step], after: Tensor) -> Tensor:
    """What the weights did at each step: (K, P)."""
    trail = torch.stack([*(step.weights for step in steps), after])  # (K + 1, P)
    return trail.diff(dim=0)


def first_departure(recorded: Tensor, expected: Tensor, lr: float) -> tuple[int, int] | None:
    """The first step, and the weight in it, further from expected than rounding explains. NaN always departs."""
    beyond = ~((recorded - expected).abs() <= TOLERANCE * lr)
    if not bool(beyond.any()):
        return None
    k = int(beyond.any(dim=1).nonzero()[0])
    return k, int(beyond[k].nonzero()[0])
