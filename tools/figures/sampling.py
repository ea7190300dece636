"""Samples of the digits model under guidance, repeatable picture by picture."""

from collections.abc import Sequence

import torch
from torch import Tensor

from ddpm_reference.digits import digits_schedule
from ddpm_reference.guidance import ConditionalModel, guided
from ddpm_reference.sampling import NoiseModel, NoiseSampler, sample

CLASSES = 10
SIZE = 8


def sample_digits(
    model: ConditionalModel, labels: Tensor, scale: float, seed: int, keep: Sequence[int] | None = None
) -> Tensor:
    """(B,) labels → (B, 8, 8) in about [−1, 1]; with `keep`, only those of the B, walked with the same noise."""
    chosen = list(range(len(labels))) if keep is None else list(keep)
    guide = guided(model, labels[chosen], scale, CLASSES)
    return walk(guide, len(chosen), seeded_noise(seed, len(labels), chosen)).squeeze(1)


def walk(model: NoiseModel, count: int, noise: NoiseSampler) -> Tensor:
    return sample(model, (count, 1, SIZE, SIZE), digits_schedule(), noise_sampler=noise)


def seeded_noise(seed: int, count: int, chosen: Sequence[int]) -> NoiseSampler:
    """Draws for `count` pictures and hands out the chosen ones', so that a part can be sampled again by itself."""
    generator = torch.Generator().manual_seed(seed)

    def draw(shape: Sequence[int]) -> Tensor:
        return torch.randn(count, *shape[1:], generator=generator)[list(chosen)]

    return draw
