"""Laws of the judge of training loops: its replay is Adam, its p-values are fair, its first departure is the first."""

import pytest
import scipy.stats
import torch
from torch import Tensor

from ddpm_reference.training import train_ddpm, train_ddpm_cfg
from grader.checks import statistics, training_draws, training_mistakes, training_replay
from grader.checks import training_looks as looks
from grader.checks.statistics import binomial_excess_p, binomial_p, family
from grader.checks.training_case import (
    BATCHES,
    CROWD,
    CROWD_BATCHES,
    CROWD_STEPS,
    EPOCHS,
    FULL,
    RAGGED,
    Hidden,
    make_case,
)
from grader.checks.training_crowd import read_crowd
from grader.checks.training_looks import Run
from grader.checks.training_record import Step, read_calls, read_steps
from grader.misconceptions import MISCONCEPTIONS
from tests.grader.checks.in_process import failed, judge, record

LOOPS = {"train-ddpm": train_ddpm, "train-cfg": train_ddpm_cfg}
SIMULATIONS = 300


def steps_of(exercise: str, seed: int) -> tuple[list[Step], Hidden]:
    case, recorded = record(exercise, LOOPS[exercise], seed)
    return read_steps(read_calls(recorded), case.hidden), case.hidden


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("exercise", LOOPS)
def test_the_reference_loop_passes(exercise: str, seed: int) -> None:
    findings = judge(exercise, LOOPS[exercise], seed)
    assert not failed(findings)
    assert sum(check.points for check in findings.checks) == 100


def test_the_replayed_optimiser_is_the_one_of_torch() -> None:
    slopes = torch.randn(40, 5, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    weights = torch.nn.Parameter(torch.zeros(5, dtype=torch.float64))
    optimizer = torch.optim.Adam([weights], lr=0.3)
    trail = [weights.detach().clone()]
    for slope in slopes:
        weights.grad = slope.clone()
        optimizer.step()
        trail.append(weights.detach().clone())
    assert torch.allclose(torch.stack(trail).diff(dim=0), training_replay.adam(slopes, 0.3), rtol=0, atol=1e-12)


@pytest.mark.parametrize("exercise", LOOPS)
def test_no_gradient_is_large_enough_to_be_clipped_or_small_enough_to_turn(exercise: str) -> None:
    """Clipping the norm at 1 is a common habit; and Adam's first step is all sign, so no sign may be a close call."""
    for seed in range(10):
        steps, hidden = steps_of(exercise, seed)
        noises = [training_draws.recover(hidden)(step) for step in steps]
        slopes = training_replay.gradients(steps, noises, hidden)
        assert slopes.norm(dim=1).max() < 0.5
        first = slopes[0][slopes[0] != 0]
        assert first.abs().min() > 1e-3


def test_the_first_step_that_departs_is_the_one_named() -> None:
    """Gradients that are not cleared add up from the second batch on."""

    def forgetful(model, dataloader, schedule, epochs, lr, device):
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        optimizer.zero_grad = lambda: None
        original, torch.optim.Adam = torch.optim.Adam, lambda *args, **named: optimizer
        try:
            train_ddpm(model, dataloader, schedule, epochs, lr, device)
        finally:
            torch.optim.Adam = original

    findings = judge("train-ddpm", forgetful)
    message = next(check.message for check in findings.checks if check.name == "weights_follow_adam")
    assert (message.params["epoch"], message.params["batch"]) == (1, 2)
    assert findings.misconception == "no-zero-grad"


def simulated(generator: torch.Generator, hidden: Hidden) -> Run:
    """The draws of a right loop, without the loop."""
    assert hidden.num_classes is not None
    assert hidden.p_uncond is not None
    steps = []
    for batch in hidden.in_order():
        t = torch.randint(hidden.T, batch.labels.shape, generator=generator)
        dropped = torch.rand(batch.labels.shape, generator=generator) < hidden.p_uncond
        labels = torch.where(dropped, hidden.num_classes, batch.labels)
        steps.append(Step(batch, torch.empty(0), t, labels, torch.empty(0), None))
    return Run(steps, hidden)


def p_values(run: Run, crowd: Run) -> dict[str, float]:
    t = [looks.even(run), *looks.repeated_t(run), looks.even(crowd)]
    labels = [looks.rate(run), *looks.hidden_together(run)]
    labels += [looks.rate(crowd), *looks.hidden_together(crowd), *looks.hidden_by_group(crowd)]
    return {"t": family(look.p for look in t), "labels": family(look.p for look in labels)}


def test_p_values_of_right_draws_are_not_smaller_than_chance_allows() -> None:
    generator = torch.Generator().manual_seed(4)
    hidden = make_case(4, "cpu", "train-cfg", conditional=True).hidden
    found = [p_values(simulated(generator, hidden), simulated(generator, hidden.crowd)) for _ in range(SIMULATIONS)]
    for level in (0.5, 0.1, 0.02):
        for name in ("t", "labels"):
            smaller = sum(one[name] <= level for one in found)
            assert smaller <= scipy.stats.binom.isf(1e-6, SIMULATIONS, level)


def test_ends_that_are_drawn_half_as_often_cannot_hide() -> None:
    """Nor can they in either end: (½/5)·3072 draws where 3072/6 are expected, beside what the check refuses at."""
    draws, limit = CROWD * CROWD_BATCHES, statistics.ALPHA / 4 / (5 * CROWD_STEPS)
    accepted = next(k for k in range(draws) if binomial_p(k, draws, 1 / CROWD_STEPS) > limit)
    assert scipy.stats.binom.sf(accepted - 1, draws, 0.5 / (CROWD_STEPS - 1)) < 1e-5


def test_t_drawn_in_mirrored_pairs_is_never_more_uneven_than_chance() -> None:
    """The middle of an odd chain would be its own mirror image, and come twice or not at all."""
    assert CROWD_STEPS % 2 == 0
    assert all(make_case(seed, "cpu", "train-ddpm", conditional=False).hidden.T % 2 == 0 for seed in range(20))


@pytest.mark.parametrize("exercise", LOOPS)
def test_what_an_optimiser_remembers_of_a_large_gradient_shows(exercise: str) -> None:
    """Where AMSGrad and Adam part: by more than three tolerances."""
    case, recorded = record(exercise, LOOPS[exercise], 3)
    crowd = read_crowd(recorded, case.hidden)
    assert crowd is not None
    right = training_replay.adam(crowd.trail.slopes, case.hidden.lr)
    other = training_mistakes.OPTIMISERS["other-optimizer/amsgrad"](crowd.trail)
    assert (other - right).abs().max() > 3 * training_replay.TOLERANCE * case.hidden.lr
    assert (crowd.trail.recorded - right).abs().max() < 0.2 * training_replay.TOLERANCE * case.hidden.lr
    assert crowd.trail.slopes.norm(dim=1).max() < 0.5


def test_a_loop_that_stumbles_over_the_crowd_is_judged_by_its_real_run() -> None:
    def proud(model, dataloader, schedule, epochs, lr, device):
        if len(schedule["betas"]) == CROWD_STEPS:
            raise RuntimeError
        train_ddpm(model, dataloader, schedule, epochs, lr, device)

    assert not failed(judge("train-ddpm", proud))


@pytest.mark.parametrize("T", range(8, 13))
def test_a_step_that_is_never_drawn_cannot_be_chance(T: int) -> None:
    draws = EPOCHS * (FULL * (BATCHES - 1) + RAGGED)
    assert T * binomial_p(0, draws, 1 / T) < 1e-9


@pytest.mark.parametrize(
    ("count", "n", "p"), [(0, 10, 0.3), (3, 10, 0.3), (10, 10, 0.3), (60, 304, 0.1), (5, 304, 0.1)]
)
def test_binomial_p_values_are_exact(count: int, n: int, p: float) -> None:
    exact = scipy.stats.binom(n, p)
    smaller_tail = min(exact.cdf(count), exact.sf(count - 1))
    assert binomial_p(count, n, p) == pytest.approx(min(1, 2 * smaller_tail), rel=1e-9)
    assert binomial_excess_p(count, n, p) == pytest.approx(exact.sf(count - 1), rel=1e-9)


@pytest.mark.parametrize("remainder", [0.02, -0.02])
def test_a_trace_of_the_image_in_the_noise_is_found(remainder: float) -> None:
    steps, hidden = steps_of("train-ddpm", 2)
    noises: list[Tensor] = [training_draws.recover(hidden)(step) for step in steps]
    tainted = [noise + 4 * remainder * step.batch.images for step, noise in zip(steps, noises, strict=True)]
    assert training_draws.unmixed_p(steps, noises) > 1e-6
    assert training_draws.unmixed_p(steps, tainted) < 1e-9


def test_every_mistake_that_can_be_named_belongs_to_both_loops() -> None:
    names = {name.split("/")[0] for name in [*training_mistakes.OPTIMISERS, *training_mistakes.LOSSES]}
    assert all({"train-ddpm", "train-cfg"} <= set(MISCONCEPTIONS[name].exercises) for name in names)


def test_a_model_that_is_only_looked_at_is_not_counted_as_a_step() -> None:
    def curious(model, dataloader, schedule, epochs, lr, device):
        train_ddpm(model, dataloader, schedule, epochs, lr, device)
        with torch.no_grad():
            model(torch.zeros(1, 2, 5, 7, device=device), torch.zeros(1, dtype=torch.long, device=device))

    assert not failed(judge("train-ddpm", curious))


def test_the_case_differs_by_seed_and_repeats_with_it() -> None:
    first, again, other = (make_case(seed, "cpu", "train-ddpm", conditional=False).tensors for seed in (1, 1, 2))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["batch0.images"].flatten()[:50], other["batch0.images"].flatten()[:50])


def test_a_mistake_in_the_draws_costs_only_its_own_points() -> None:
    def early(model, dataloader, schedule, epochs, lr, device):
        def draw(x_0):
            last = len(schedule["betas"]) - 1
            return torch.randint(last, x_0.shape[:1], device=device), torch.randn_like(x_0)

        train_ddpm(model, dataloader, schedule, epochs, lr, device, draw=draw)

    findings = judge("train-ddpm", early)
    assert failed(findings) == {"t_is_uniform"}
    assert findings.misconception == "last-step-never-drawn"
