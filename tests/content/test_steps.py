"""Lines of code to be put in order, run in every order: those that a bank takes as right are right, and no others."""

import contextlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import permutations
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn.functional import mse_loss
from torch.utils.data import DataLoader, TensorDataset

from content.orderings import broken_pairs
from ddpm_reference import guidance, sampling, schedules, training
from ddpm_reference.forward import diffuse
from ddpm_reference.unet import UNet
from tests.content.numbers import LANGUAGES, bank

T, STEP, CLASSES = 20, 7, 3
SCHEDULE = schedules.precompute_schedule(schedules.linear_beta_schedule(T, 0.01, 0.2))
X_0 = torch.linspace(-1, 1, 24).reshape(3, 2, 2, 2)
DRAWN_T, LABELS, HIDDEN = torch.tensor([0, 7, 19]), torch.tensor([0, 1, 2]), torch.tensor([False, True, False])
NOISE = torch.randn(X_0.shape, generator=torch.Generator().manual_seed(1))
SAMPLES = torch.linspace(-1.3, 1.3, 301)


class FixedDraws:
    """torch, with the same draws whatever the order in which they are made."""

    randint = staticmethod(lambda *_args: DRAWN_T)
    randn_like = staticmethod(lambda *_args: NOISE)
    rand = staticmethod(lambda *_args: 1.0 - HIDDEN.float())  # hidden where it is below p

    def __getattr__(self, name: str) -> Any:
        return getattr(torch, name)


class Table(nn.Module):
    """A noise predictor with one number for each step and label."""

    def __init__(self) -> None:
        super().__init__()
        self.w = nn.Parameter(torch.full((T, CLASSES + 1), 0.1))

    def forward(self, x: Tensor, t: Tensor, labels: Tensor | int = 0) -> Tensor:
        return self.w[t, labels].reshape(-1, 1, 1, 1) * torch.tanh(x)


def diffuse_with(noise: Tensor, x_0: Tensor, t: Tensor, schedule: schedules.Schedule) -> tuple[Tensor, Tensor]:
    return diffuse(x_0, t, noise, schedule), noise


def question(slug: str, id_: int, language: str = "en") -> Any:
    return bank(language, slug).by_id()[id_]


def code(slug: str, id_: int) -> list[str]:
    return [step.strip("`") for step in question(slug, id_).order]


def run(lines: list[str], names: dict[str, Any]) -> dict[str, Any]:
    """The names after the lines have run; none where they fail."""
    names = {"torch": FixedDraws(), **names}
    with contextlib.suppress(Exception):
        exec("\n".join(lines), names)
        return names
    return {}


def right_by_running(slug: str, id_: int, is_right: Callable[[list[str]], bool]) -> Iterator[tuple[bool, bool]]:
    """For each order of the steps whether the bank takes it, and whether it does what it should."""
    asked, lines = question(slug, id_), code(slug, id_)
    for order in permutations(range(len(lines))):
        taken = not broken_pairs(asked, order)
        yield taken, is_right([lines[step] for step in order])


def same(found: Any, expected: Tensor) -> bool:
    return isinstance(found, Tensor) and found.shape == expected.shape and torch.allclose(found, expected, atol=1e-6)


def forward(lines: list[str]) -> bool:
    names = run(["def jump(x_0, t):", *(f"    {line}" for line in lines)], {"alpha_bar": SCHEDULE["alpha_bar"]})
    try:
        x_t, noise = names["jump"](X_0, DRAWN_T)
    except Exception:  # whatever is missing at that point
        return False
    return same(x_t, diffuse(X_0, DRAWN_T, NOISE, SCHEDULE)) and same(noise, NOISE)


def cosine(lines: list[str]) -> bool:
    return same(run(lines, {"T": 50, "s": 0.008}).get("v"), schedules.cosine_beta_schedule(50))


def faded(lines: list[str]) -> bool:
    return run(lines, {}).get("t") == schedules.compare_schedules(1000)["linear"]


MODEL, STEPS = Table().requires_grad_(False), torch.full((3,), STEP)
MODEL.w[STEP] = torch.tensor([0.1, 0.5, 0.9, 0.3])


@cache
def after_a_step_back(model: Callable[[Tensor, Tensor], Tensor]) -> Tensor:
    mean = sampling.reverse_mean(X_0, STEPS, model(X_0, STEPS), SCHEDULE)
    return mean + SCHEDULE["betas"][STEP].sqrt() * NOISE


def step_back(lines: list[str]) -> bool:
    found = run(lines, {**SCHEDULE, "model": MODEL, "steps": STEPS, "t": STEP, "x": X_0})
    return same(found.get("x"), after_a_step_back(MODEL))


GUIDED = guidance.guided(MODEL, LABELS, 2.0, CLASSES)


def guided_step_back(lines: list[str]) -> bool:
    alpha, beta = SCHEDULE["alphas"][STEP], SCHEDULE["betas"][STEP]
    share = beta / SCHEDULE["sqrt_one_minus_alpha_bar"][STEP]
    names = {"model": MODEL, "labels": LABELS, "num_classes": CLASSES, "s": 2.0, "t": STEPS, "x": X_0}
    found = run(lines, {**names, "alpha": alpha, "beta": beta, "share": share})
    return same(found.get("x"), after_a_step_back(GUIDED))


@cache
def weights_after_a_step(reference: Callable[..., Any]) -> Tensor:
    model = Table()
    reference(model, [(X_0, LABELS)], SCHEDULE, 1, 0.1, device="cpu", draw=lambda _: (DRAWN_T, NOISE))
    return model.w.detach()


def trains(lines: list[str], reference: Callable[..., Any], old_gradient: Tensor | None = None, **names: Any) -> bool:
    model = Table()
    model.w.grad = old_gradient
    optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
    run(lines, {"model": model, "optimizer": optimizer, "x_0": X_0, "mse_loss": mse_loss, **names})
    return same(model.w, weights_after_a_step(reference))


def training_step(lines: list[str]) -> bool:
    large = torch.full((T, CLASSES + 1), 1e3) * torch.where(torch.arange(T) % 2 == 0, 1, -1)[:, None]
    a = SCHEDULE["alpha_bar"].reshape(-1, 1, 1, 1)
    return trains(lines, training.train_ddpm, large, T=T, a=a)


HIDING = partial(training.train_ddpm_cfg, num_classes=CLASSES, drop=lambda _: HIDDEN)


def training_step_with_hidden_labels(lines: list[str]) -> bool:
    names = {"t": DRAWN_T, "labels": LABELS, "num_classes": CLASSES, "p_uncond": 0.1, "schedule": SCHEDULE}
    jump = partial(diffuse_with, NOISE)
    return trains(lines, HIDING, forward_diffusion=jump, **names)


def grey_levels(lines: list[str]) -> bool:
    expected = ((SAMPLES.clamp(-1, 1) + 1) / 2 * 255).round().to(torch.uint8)
    found = run(lines, {"x": SAMPLES}).get("x")
    return isinstance(found, Tensor) and found.dtype == torch.uint8 and torch.equal(found, expected)


PROGRAMS = {
    ("forward-diffusion", 21): forward,
    ("noise-schedules", 21): cosine,
    ("noise-schedules", 23): faded,
    ("reverse-diffusion", 20): step_back,
    ("training", 21): training_step,
    ("classifier-free-guidance", 21): guided_step_back,
    ("classifier-free-guidance", 22): training_step_with_hidden_labels,
    ("putting-it-together", 21): grey_levels,
}


@pytest.mark.parametrize(("slug", "id_"), PROGRAMS)
def test_the_orders_that_are_taken_are_those_that_do_what_the_reference_does(slug, id_):
    found = list(right_by_running(slug, id_, PROGRAMS[slug, id_]))
    assert any(taken for taken, _ in found)
    assert [taken for taken, _ in found] == [right for _, right in found]


@pytest.mark.parametrize("model_at", [0, 1, 2])
def test_the_calls_of_the_whole_way_run_with_the_reference(model_at):
    """Training and sampling take long, so only the right orders are run."""
    lines = code("putting-it-together", 20)
    rest = [line for line in lines if not line.startswith("model")]
    lines = [*rest[:model_at], lines[2], *rest[model_at:]]
    loader = DataLoader(TensorDataset(X_0[:, :1].repeat(1, 1, 4, 4), LABELS), batch_size=3)
    names = run(
        lines,
        {
            **{"linear_beta_schedule": schedules.linear_beta_schedule, "UNet": UNet, "sample_cfg": guidance.sample_cfg},
            **{"precompute_schedule": schedules.precompute_schedule, "torch": torch},
            "train_ddpm_cfg": partial(training.train_ddpm_cfg, epochs=1),
            **{"loader": loader, "device": "cpu", "shape": (2, 1, 8, 8), "labels": torch.tensor([3, 4])},
        },
    )
    pictures = names["pictures"]
    assert pictures.shape == (2, 1, 8, 8)
    assert 0 <= pictures.min() < pictures.max() <= 1


def test_every_question_of_code_lines_is_run():
    asked = {
        (slug, question_.id)
        for slug in {slug for slug, _ in PROGRAMS}
        for question_ in bank("en", slug).questions
        if question_.order and all(step.startswith("`") for step in question_.order)
    }
    assert asked == {*PROGRAMS, ("putting-it-together", 20)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_code_are_the_same_in_both_languages(language):
    for slug, id_ in PROGRAMS:
        assert question(slug, id_, language).order == question(slug, id_).order
