"""The make-believe accelerator complains about what CUDA refuses, and about nothing else."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from grader.sandbox.rehearsal import PRETENDED, DevicesMixed, Rehearsal, mark

THERE = PRETENDED


def there(*shape: int) -> Tensor:
    return mark(torch.rand(*shape), there=True)


@pytest.mark.parametrize(
    "allowed",
    [
        lambda x: x + torch.randn(3, 4, device=THERE),
        lambda x: x + torch.randn(3, 4).to(THERE),
        lambda x: x + torch.randn(3, 4).to(x),
        lambda x: x + torch.randn(3, 4).to(x.device),
        lambda x: x + torch.randn(3, 4).to(device=THERE, dtype=torch.float64),
        lambda x: x + torch.zeros(3, 4).cuda(),
        lambda x: x * torch.tensor(2.0),
        lambda x: x * torch.rand(5)[0],
        lambda x: x + torch.randn_like(x),
        lambda x: x + x.new_zeros(4),
        lambda x: x[torch.tensor([0, 2])],
        lambda x: x.cpu() + torch.rand(3, 4),
        lambda x: x + torch.full((3, 4), 2, device=torch.device(THERE)),
        lambda x: torch.cat([x, torch.ones(1, 4, device=x.device)]),
        lambda x: torch.empty_like(x).copy_(torch.rand(3, 4)),
        lambda x: x.float().view(12).sqrt().sum().item() + float(x[0, 0]),
        lambda x: torch.where(x > 0.5, x, torch.zeros((), device=THERE)),
    ],
)
def test_honest_moves_pass(allowed: Callable[[Tensor], object]) -> None:
    x = there(3, 4)
    with Rehearsal():
        allowed(x)


@pytest.mark.parametrize(
    "refused",
    [
        lambda x: x + torch.randn(3, 4),
        lambda x: torch.randn(3, 4) - x,
        lambda x: torch.cat([x, torch.ones(1, 4)]),
        lambda x: x * torch.rand(5)[:1],
        lambda x: torch.rand(3, 4) * x.sum(),
        lambda x: x.cpu() + x,
        lambda x: x.add_(torch.ones(4)),
        lambda x: torch.lerp(x, torch.rand(3, 4), 0.5),
        lambda x: torch.rand(3, 4).sub(other=x),
    ],
)
def test_mixtures_are_refused(refused: Callable[[Tensor], object]) -> None:
    x = there(3, 4)
    with Rehearsal(), pytest.raises(DevicesMixed):
        refused(x)


def test_results_stay_where_their_inputs_live() -> None:
    x = there(3, 4)
    with Rehearsal():
        assert str((x * 2).device) == THERE
        assert (x * 2).is_cuda
        assert str(x.cpu().device) == "cpu"
        assert str(torch.rand(2).device) == "cpu"
        assert torch.ones(2).to(THERE, torch.float64).dtype == torch.float64
