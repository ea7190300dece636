"""Training loops: noise a batch, ask the model for the noise, step.

What is random can be passed in: ``draw(x_0) -> (t, noise)`` and ``drop(labels) -> mask`` replace the fresh draws.
"""

from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss

from ddpm_reference.forward import diffuse
from ddpm_reference.schedules import Schedule

Draw = Callable[[Tensor], tuple[Tensor, Tensor]]
Drop = Callable[[Tensor], Tensor]


def fresh_draw(schedule: Schedule) -> Draw:
    """One t per sample, uniform over 0…T−1, and one N(0, 1) per value: (B, …) → (B,), (B, …)."""
    T = len(schedule["betas"])
    return lambda x_0: (torch.randint(T, x_0.shape[:1], device=x_0.device), torch.randn_like(x_0))


def bernoulli_drop(p: float) -> Drop:
    """Each label is dropped with probability p, independently: (B,) → (B,) bool."""
    return lambda labels: torch.rand(labels.shape, device=labels.device) < p


def train_ddpm(
    model: nn.Module,
    dataloader: Iterable[Any],
    schedule: Schedule,
    epochs: int = 100,
    lr: float = 2e-4,
    device: torch.device | str = "cuda",
    *,
    draw: Draw | None = None,
) -> list[float]:
    """Fit ``model(x_t, t) -> noise`` in place with Adam; returns the mean loss of each epoch.

    Ho et al. 2020, algorithm 1. Batches are images (B, …) or a tuple that starts with them, and may be
    ragged. The loss is the plain mean of squared errors, "L_simple" (equation 14).
    """
    draw = draw or fresh_draw(schedule)
    optimizer = _ready(model, lr, device)
    history = []
    for _ in range(epochs):
        losses = []
        for batch in dataloader:
            x_0 = (batch[0] if isinstance(batch, list | tuple) else batch).to(device)
            t, noise = draw(x_0)
            losses.append(_step(optimizer, mse_loss(model(diffuse(x_0, t, noise, schedule), t), noise)))
        history.append(sum(losses) / len(losses))
    return history


def train_ddpm_cfg(
    model: nn.Module,
    dataloader: Iterable[Any],
    schedule: Schedule,
    epochs: int = 100,
    lr: float = 2e-4,
    p_uncond: float = 0.1,
    num_classes: int = 10,
    device: torch.device | str = "cuda",
    *,
    draw: Draw | None = None,
    drop: Drop | None = None,
) -> list[float]:
    """Fit ``model(x_t, t, labels) -> noise`` in place with Adam; returns the mean loss of each epoch.

    Ho & Salimans 2022, algorithm 1. Batches are (images (B, …), labels (B,) in 0…num_classes−1). With probability
    p_uncond a sample's label is replaced by the null label num_classes, so one model learns both predictions.
    """
    draw, drop = draw or fresh_draw(schedule), drop or bernoulli_drop(p_uncond)
    optimizer = _ready(model, lr, device)
    history = []
    for _ in range(epochs):
        losses = []
        for images, classes in dataloader:
            x_0, labels = images.to(device), classes.to(device)
            t, noise = draw(x_0)
            shown = labels.masked_fill(drop(labels), num_classes)  # a copy: the loader's labels stay as they are
            losses.append(_step(optimizer, mse_loss(model(diffuse(x_0, t, noise, schedule), t, shown), noise)))
        history.append(sum(losses) / len(losses))
    return history


def _ready(model: nn.Module, lr: float, device: torch.device | str) -> torch.optim.Optimizer:
    model.to(device).train()
    return torch.optim.Adam(model.parameters(), lr=lr)


def _step(optimizer: torch.optim.Optimizer, loss: Tensor) -> float:
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
