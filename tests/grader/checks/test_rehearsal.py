"""The make-believe accelerator complains about what CUDA refuses, and about nothing else."""

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from grader.sandbox.rehearsal import HERE, PRETENDED, THERE, DevicesMixed, Rehearsal, Unsure, mark, place_of


def there(*shape: int) -> Tensor:
    return mark(torch.rand(*shape), THERE)


@pytest.mark.parametrize(
    "allowed",
    [
        lambda x: x + torch.randn(3, 4, device=PRETENDED),
        lambda x: x + torch.randn(3, 4).to(PRETENDED),
        lambda x: x + torch.randn(3, 4).to(x),
        lambda x: x + torch.randn(3, 4).to(x.device),
        lambda x: x + torch.randn(3, 4).to(device=PRETENDED, dtype=torch.float64),
        lambda x: x + torch.zeros(3, 4).cuda(),
        lambda x: x * torch.tensor(2.0),
        lambda x: x * torch.rand(5)[0],
        lambda x: x + torch.randn_like(x),
        lambda x: x + x.new_zeros(4),
        lambda x: x[torch.tensor([0, 2])],
        lambda x: x.cpu() + torch.rand(3, 4),
        lambda x: x + torch.full((3, 4), 2, device=torch.device(PRETENDED)),
        lambda x: torch.cat([x, torch.ones(1, 4, device=x.device)]),
        lambda x: torch.empty_like(x).copy_(torch.rand(3, 4)),
        lambda x: x.float().view(12).sqrt().sum().item() + float(x[0, 0]),
        lambda x: torch.where(x > 0.5, x, torch.zeros((), device=PRETENDED)),
        lambda x: x + torch.rand(3, 4).cuda(0),
        lambda x: x + torch.rand(3, 4).to(0),
        lambda x: x + torch.rand(3, 4).to(PRETENDED, torch.float32, True),
        lambda x: x + torch.rand(3, 4).pin_memory().to(PRETENDED, non_blocking=True),
        lambda x: x + torch.rand(3, 4).type_as(x),
        lambda x: x + torch.normal(0.0, 1.0, (3, 4), device=PRETENDED),
        lambda x: x + torch.rand(12).view_as(x).to(x),
        lambda x: torch.rand(3, 4).expand_as(x) + torch.rand(3, 4),
        lambda x: torch.rand(9)[x.sum().long() % 9],
        lambda x: torch.tensor([x[0, 0], x[0, 1]]) + torch.rand(2),
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
        lambda x: torch.rand(3, 4)[(x > 0.5)],
        lambda x: torch.rand(5, 4).index_select(0, (x[:, 0] * 0).long()),
        lambda x: torch.full((3, 4), 2.0) * x,
        lambda x: torch.as_tensor([1.0, 2.0, 3.0, 4.0]) * x,
        lambda x: x + torch.rand(3, 4).pin_memory(),
    ],
)
def test_mixtures_are_refused(refused: Callable[[Tensor], object]) -> None:
    x = there(3, 4)
    with Rehearsal(), pytest.raises(DevicesMixed):
        refused(x)


def test_results_stay_where_their_inputs_live() -> None:
    x = there(3, 4)
    with Rehearsal():
        assert str((x * 2).device) == PRETENDED
        assert (x * 2).is_cuda
        assert str(x.cpu().device) == "cpu"
        assert str(torch.rand(2).device) == "cpu"
        assert torch.ones(2).to(PRETENDED, torch.float64).dtype == torch.float64


def test_a_model_is_moved_however_it_is_asked_to() -> None:
    for move in (
        lambda model: model.to(PRETENDED),
        lambda model: model.to(device=PRETENDED),
        lambda model: model.to(torch.device(PRETENDED), torch.float32),
        lambda model: model.cuda(),
        lambda model: model.cuda(0),
    ):
        model = torch.nn.Linear(2, 2)
        mark(list(model.parameters()), HERE)
        with Rehearsal():
            move(model)
        assert all(place_of(parameter) is THERE for parameter in model.parameters())


@pytest.mark.parametrize("optimizer", ["Adam", "AdamW", "SGD", "RMSprop"])
def test_an_optimizer_works_where_the_model_is(optimizer: str) -> None:
    model = torch.nn.Linear(4, 2)
    mark(list(model.parameters()), HERE)
    with Rehearsal():
        model.to(PRETENDED)
        steps = getattr(torch.optim, optimizer)(model.parameters(), lr=0.1)
        for _ in range(2):
            loss = model(torch.rand(3, 4).to(PRETENDED)).square().mean()
            steps.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            steps.step()
        assert all(place_of(parameter.grad) is THERE for parameter in model.parameters())


def test_a_tensor_of_unknown_place_mixes_with_anything() -> None:
    unknown, x = torch.rand(3, 4), there(3, 4)
    with Rehearsal():
        assert place_of(unknown + x) is THERE
        assert place_of(unknown + torch.rand(3, 4)) is HERE
        assert place_of(unknown * torch.tensor(2.0)) is None
        assert place_of(torch.rand(3, 4).to("cpu")) is None
        assert place_of(torch.rand(3, 4, device="cpu")) is None
        x + torch.rand(3, 4).to("cpu")


def test_who_asks_where_an_unknown_tensor_is_hears_no_more_complaints() -> None:
    unknown, x = torch.rand(3, 4), there(3, 4)
    with Rehearsal():
        with pytest.raises(Unsure):
            unknown.device  # noqa: B018
        x + torch.rand(3, 4)
