from __future__ import annotations
import dataclasses
from dataclasses import dataclass, field
from typing import NamedTuple, Optional
from enum import Enum
import torch
from torch import Tensor


class Kind(Enum):
    A = 1


class Pair(NamedTuple):
    x_t: Tensor
    noise: Tensor


@dataclass
class Forward:
    schedule: dict[str, Tensor]
    kind: Kind = Kind.A

    def __call__(self, x_0: Tensor, t: Tensor, noise: Optional[Tensor] = None) -> Pair:
        noise = torch.randn_like(x_0) if noise is None else noise
        a, b = (
            self.schedule[k].gather(0, t)[:, None, None, None] for k in ("sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")
        )
        return Pair(a * x_0 + b * noise, noise)


def forward_diffusion(
    x_0: Tensor, t: Tensor, noise_schedule: dict[str, Tensor], noise: Tensor | None = None, *, debug: bool = False
) -> tuple[Tensor, Tensor]:
    return Forward(noise_schedule)(x_0, t, noise)


if __name__ == "__main__":
    print(1 / 0)
