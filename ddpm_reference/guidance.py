"""Classifier-free guidance: one conditional model, asked with the label and without it.

A conditional model is ``model(x, t, labels) -> noise`` with labels (B,) int64, 0…num_classes−1; the label num_classes
is the null label, "no condition". The scale s counts from the unconditional prediction, ε = ε_∅ + s·(ε_c − ε_∅): 0 is
unconditional, 1 is plainly conditional, more exaggerates the label. The w of Ho & Salimans 2022 is s − 1.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from ddpm_reference.sampling import NoiseModel, NoiseSampler, evaluating, sample
from ddpm_reference.schedules import Schedule

ConditionalModel = Callable[[Tensor, Tensor, Tensor], Tensor]


def mix(conditional: Tensor, unconditional: Tensor, scale: float) -> Tensor:
    """ε_∅ + s·(ε_c − ε_∅): (B, …), (B, …) → (B, …). Ho & Salimans 2022, equation 6 with w = s − 1."""
    return unconditional + scale * (conditional - unconditional)


def guided(
    model: ConditionalModel, labels: Tensor, scale: float, num_classes: int, *, batched: bool = True
) -> NoiseModel:
    """``model(x, t)`` that guides towards labels (B,): one forward of 2B when ``batched``, two of B otherwise.

    Raises ValueError on a label outside 0…num_classes−1.
    """
    _require_labels(labels, num_classes)

    def noise(x: Tensor, t: Tensor) -> Tensor:
        asked = labels.to(x.device)
        null = torch.full_like(asked, num_classes)
        if batched:
            both = model(torch.cat([x, x]), torch.cat([t, t]), torch.cat([asked, null]))  # (2B, …)
            conditional, unconditional = both.chunk(2)  # (B, …) each
        else:
            conditional, unconditional = model(x, t, asked), model(x, t, null)
        return mix(conditional, unconditional, scale)

    return noise


def sample_cfg(
    model: ConditionalModel,
    shape: Sequence[int],
    schedule: Schedule,
    class_labels: Tensor,
    guidance_scale: float,
    num_classes: int,
    device: torch.device | str,
    *,
    noise_sampler: NoiseSampler | None = None,
    batched: bool = True,
) -> Tensor:
    """Ancestral sampling under guidance, shape (B, …) and labels (B,) → (B, …). Ho & Salimans 2022, algorithm 2.

    The walk itself is algorithm 2 of Ho et al. 2020 with σ_t = √β_t and no noise at t = 0.
    """
    with evaluating(model):
        guide = guided(model, class_labels, guidance_scale, num_classes, batched=batched)
        return sample(guide, shape, schedule, device, noise_sampler=noise_sampler)


def _require_labels(labels: Tensor, num_classes: int) -> None:
    if labels.ndim != 1 or labels.is_floating_point():
        raise ValueError(f"expected whole-number labels of shape (B,), got {tuple(labels.shape)} and {labels.dtype}")
    if bool(((labels < 0) | (labels >= num_classes)).any()):
        raise ValueError(
            f"expected labels in 0…{num_classes - 1}, got {int(labels.min())} to {int(labels.max())}; "
            f"{num_classes} is the null label and is added here"
        )
