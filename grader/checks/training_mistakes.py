"""What known mistake explains a training record that is not right?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import l1_loss, mse_loss, smooth_l1_loss

from ddpm_reference.forward import at
from grader.checks import law, training_draws
from grader.checks.forward_answer import exact
from grader.checks.forward_mistakes import FORMULAS
from grader.checks.framework import Record
from grader.checks.record import Value
from grader.checks.statistics import family
from grader.checks.training_case import FULL, RAGGED, Hidden
from grader.checks.training_looks import Run
from grader.checks.training_record import Call, Step, number_of, weights_after, whole
from grader.checks.training_replay import (
    BETA1,
    BETA2,
    EPSILON,
    TOLERANCE,
    Loss,
    adam,
    first_departure,
    gradients,
    predictions,
    recorded_changes,
)
from grader.misconceptions import MISCONCEPTIONS

LIKELY = 1e-6
SILENT = 1e-4  # what float32 leaves where no noise was added
HARD_CODED_EPOCHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def explain_calls(calls: Sequence[Call], count: int, hidden: Hidden) -> str | None:
    """Why the model was not called once per batch and epoch with x_t, t and labels that fit the batch."""
    first = next(iter(calls), None)
    if first is None:
        return "model-never-called"
    if slug := _explain_arguments(first, hidden):
        return slug
    if slug := _explain_t_range(calls, hidden):
        return slug
    return _explain_count(calls, count, hidden)


def _explain_arguments(call: Call, hidden: Hidden) -> str | None:
    size = len(hidden.batches[0].images)
    if call.t.tensor is None or call.t.tensor.numel() == 1 < size:
        return "one-t-per-batch"
    if hidden.conditional and call.labels.type == "NoneType":
        return "labels-never-shown"
    if whole(call.t) is None and _is_share(call.t):
        return "t-as-a-share"
    return None


def _is_share(value: Value) -> bool:
    tensor = value.tensor
    return tensor is not None and tensor.is_floating_point() and bool(((tensor >= 0) & (tensor <= 1)).all())


def _explain_t_range(calls: Sequence[Call], hidden: Hidden) -> str | None:
    shown = [whole(call.t) for call in calls]
    drawn = [t for t in shown if t is not None and t.numel()]
    if not drawn or len(drawn) < len(shown):
        return None
    lowest, highest = min(int(t.min()) for t in drawn), max(int(t.max()) for t in drawn)
    if (lowest, highest) == (1, hidden.T):
        return "t-counted-from-one"
    return None


def _explain_count(calls: Sequence[Call], count: int, hidden: Hidden) -> str | None:
    sizes = [len(call.x.tensor) if call.x.tensor is not None and call.x.tensor.ndim else 0 for call in calls]
    batches, expected = len(hidden.batches), hidden.epochs * len(hidden.batches)
    if count == hidden.epochs and RAGGED not in sizes:
        return "one-batch-per-epoch"
    if count == hidden.epochs * (batches - 1) and set(sizes) == {FULL}:
        return "last-batch-skipped"
    if count == 2 * expected:
        return "model-called-twice"
    if count == batches:
        return "one-epoch-only"
    return "epochs-ignored" if count % batches == 0 and count // batches in HARD_CODED_EPOCHS else None


def explain_mixture(steps: Sequence[Step], hidden: Hidden) -> str | None:
    """The wrong formula for x_t under which its noise is the likeliest standard normal draw, if it is likely at all."""
    if all(torch.equal(step.x, step.batch.images.double()) for step in steps):
        return "clean-image-shown"
    likelihoods = {slug: _likelihood(steps, noises) for slug, noises in _alternatives(steps, hidden)}
    best = max(likelihoods, key=lambda slug: likelihoods[slug])
    return best.split("/")[0] if likelihoods[best] > LIKELY else None


def _likelihood(steps: Sequence[Step], noises: Sequence[Tensor]) -> float:
    if not all(bool(noise.isfinite().all()) for noise in noises):
        return 0.0
    return training_draws.normal_p_of(steps, noises, training_draws.noise_groups(steps, noises))


def _alternatives(steps: Sequence[Step], hidden: Hidden) -> list[tuple[str, list[Tensor]]]:
    """For each known wrong x_t, which are affine in the noise, the noise that it implies."""
    tables = exact(hidden.schedule)
    found = []
    for slug, formula in FORMULAS.items():
        if "train-ddpm" not in MISCONCEPTIONS[slug.split("/")[0]].exercises:
            continue
        noises = []
        for step in steps:
            x_0 = step.batch.images.double()
            start = formula(x_0, step.t, torch.zeros_like(x_0), tables)
            noises.append((step.x - start) / (formula(x_0, step.t, torch.ones_like(x_0), tables) - start))
        found.append((slug, noises))
    return found


def explain_draw(groups: Sequence[law.Noise]) -> str | None:
    """Why noise that enters the formula rightly is not a fresh standard normal draw."""
    repeated = {axis for group in groups for axis in group.repeated}
    values = groups[0].values
    if float(values.abs().max()) < SILENT:
        return "no-noise-at-all"
    if repeated & {"row", "column"}:
        return "one-number-per-image"
    if "sample" in repeated:
        return "one-noise-for-the-batch"
    if "channel" in repeated:
        return "noise-shared-by-channels"
    if "step" in repeated:
        return "noise-drawn-once"
    return "uniform-noise" if law.is_uniform(values) else None


def explain_t(steps: Sequence[Step], hidden: Hidden) -> str | None:
    """Why t is not an independent uniform draw for every sample."""
    t = torch.cat([step.t for step in steps])
    if bool((t == t[0]).all()):
        return "t-never-drawn"
    if all(bool((step.t == step.t[0]).all()) for step in steps):
        return "one-t-per-batch"
    per_epoch = len(hidden.batches)
    if all(torch.equal(a.t, b.t) for a, b in zip(steps, steps[per_epoch:], strict=False)):
        return "draws-repeat-every-epoch"
    if all(torch.equal(step.t, steps[0].t[: len(step.t)]) for step in steps):
        return "draws-repeat-every-epoch"
    lowest, highest = int(t.min()), int(t.max())
    if family(training_draws.count_p_values(t - lowest, highest - lowest + 1)) < LIKELY:
        return None  # not even what was drawn was drawn evenly
    if (lowest, highest) == (0, hidden.T - 2):
        return "last-step-never-drawn"
    return "first-step-never-drawn" if lowest == 1 else None


def explain_crowd_t(steps: Sequence[Step], hidden: Hidden) -> str | None:
    """Many draws, which tell more of how uneven they are."""
    t = torch.cat([step.t for step in steps])
    ends, gaps = int(((t == 0) | (t == hidden.T - 1)).sum()), hidden.T - 1
    return "t-rounded" if training_draws.binomial_p(ends, len(t), 1 / gaps) > LIKELY else None


# What it means that labels are hidden unevenly, or alike, in a run of many images.
HIDING = {
    "hidden-by-class": "hiding-depends-on-the-class",
    "hidden-by-t": "hiding-depends-on-t",
    "hidden-together-by-step": "one-mask-for-many-batches",
}


def explain_labels(steps: Sequence[Step], hidden: Hidden) -> str | None:
    """Why the labels shown are not the loader's with single ones replaced by the null label."""
    assert hidden.num_classes is not None
    assert hidden.p_uncond is not None
    shown, true = _shown(steps), torch.cat([step.batch.labels for step in steps])
    other = shown != true
    if not bool(other.any()):
        return "labels-never-hidden"
    replaced = set(shown[other].tolist())
    if len(replaced) == 1 and bool((shown == shown[0]).all()):
        return "labels-never-shown"
    if len(replaced) == 1 and replaced != {hidden.num_classes}:
        return "wrong-null-label"
    if replaced != {hidden.num_classes}:
        return None
    return _explain_drops(steps, hidden, other)


def _shown(steps: Sequence[Step]) -> Tensor:
    return torch.cat([step.labels for step in steps if step.labels is not None])


def _explain_drops(steps: Sequence[Step], hidden: Hidden, dropped: Tensor) -> str | None:
    assert hidden.num_classes is not None
    assert hidden.p_uncond is not None
    by_step = [training_draws.hidden_labels(step, hidden.num_classes) for step in steps]
    if all(bool((row == row[0]).all()) for row in by_step):
        return "whole-batch-hidden"
    per_epoch = len(hidden.batches)
    if all(torch.equal(a, b) for a, b in zip(by_step, by_step[per_epoch:], strict=False)):
        return "same-labels-hidden"
    if _rate_fits(dropped, 1 - hidden.p_uncond):
        return "p-uncond-inverted"
    return "p-uncond-ignored" if _rate_fits(dropped, 0.1) or _rate_fits(dropped, 0.5) else None


def _rate_fits(dropped: Tensor, p: float) -> bool:
    return training_draws.binomial_p(int(dropped.sum()), len(dropped), p) > 1e-3


@dataclass(frozen=True)
class Trail:
    """Everything that the weights did, and what they should have done."""

    steps: Sequence[Step]
    noises: Sequence[Tensor]
    slopes: Tensor  # (K, P) the right gradients
    recorded: Tensor  # (K, P) changes
    hidden: Hidden
    backwards: int
    gradients_left: bool

    def fits(self, expected: Tensor) -> bool:
        return first_departure(self.recorded, expected, self.hidden.lr) is None


def trail_of(run: Run, outcome: Record) -> Trail:
    noises: list[Tensor] = [training_draws.recover(run.hidden)(step) for step in run.steps]
    return Trail(
        steps=run.steps,
        noises=noises,
        slopes=gradients(run.steps, noises, run.hidden),
        recorded=recorded_changes(run.steps, weights_after(outcome, run.hidden)),
        hidden=run.hidden,
        backwards=number_of(outcome.header, "backwards"),
        gradients_left=outcome.header.get("gradients_left") is True,
    )


def explain_weights(trail: Trail) -> str | None:
    """The optimiser or the loss that makes the weights move as they did."""
    if not bool(trail.recorded.any()):
        return _explain_standstill(trail)
    for slug, changes in OPTIMISERS.items():
        if trail.fits(changes(trail)):
            return slug.split("/")[0]
    if _is_other_lr(trail):
        return "learning-rate-ignored"
    for slug, (target, loss) in LOSSES.items():
        if trail.fits(adam(gradients(trail.steps, target(trail), trail.hidden, loss), trail.hidden.lr)):
            return slug.split("/")[0]
    return _explain_target(trail)


def _explain_standstill(trail: Trail) -> str:
    if not trail.backwards:
        return "no-backward"
    return "no-optimizer-step" if trail.gradients_left else "gradients-cleared-before-step"


def _is_other_lr(trail: Trail) -> bool:
    """Whether every change is the right one times one number; rounding weighs more on small changes."""
    right, lr = adam(trail.slopes, trail.hidden.lr), trail.hidden.lr
    ratio = float((trail.recorded * right).sum() / right.square().sum())
    rounding = 4e-6 / lr
    return ratio > 0 and bool(((trail.recorded - ratio * right).abs() <= lr * (2 * TOLERANCE * ratio + rounding)).all())


def _explain_target(trail: Trail) -> str | None:
    """What the loss compared the prediction with, from the slope it sent back: 2·(prediction − target)/N."""
    slopes = [step.slope for step in trail.steps]
    if any(slope is None for slope in slopes):
        return None
    answers = predictions(trail.steps, trail.hidden)
    targets = [a - s * s.numel() / 2 for a, s in zip(answers, slopes, strict=True) if s is not None]
    groups = training_draws.noise_groups(trail.steps, targets)
    if not all(bool(group.values.isfinite().all()) for group in groups):
        return None
    if torch.allclose(
        torch.cat([n.flatten() for n in trail.noises]), torch.cat([n.flatten() for n in targets]), atol=1e-2
    ):
        return None  # the target was right: it is the optimiser that is not
    return "target-is-another-draw" if training_draws.shape_p(groups) > LIKELY else None


def _accumulated(trail: Trail, length: int) -> Tensor:
    """Gradients that add up over `length` steps before they are cleared."""
    return torch.cat([chunk.cumsum(0) for chunk in trail.slopes.split(length)])


def _restarted(trail: Trail, length: int) -> Tensor:
    return torch.cat([adam(chunk, trail.hidden.lr) for chunk in trail.slopes.split(length)])


def _momentum(trail: Trail, decay: float) -> Tensor:
    velocity, changes = torch.zeros_like(trail.slopes[0]), []
    for slope in trail.slopes:
        velocity = decay * velocity + slope
        changes.append(-trail.hidden.lr * velocity)
    return torch.stack(changes)


def _rms(trail: Trail) -> Tensor:
    square, changes = torch.zeros_like(trail.slopes[0]), []
    for slope in trail.slopes:
        square = 0.99 * square + 0.01 * slope**2
        changes.append(-trail.hidden.lr * slope / (square.sqrt() + 1e-8))
    return torch.stack(changes)


def _decayed(trail: Trail) -> Tensor:
    weights = torch.stack([step.weights for step in trail.steps])
    return adam(trail.slopes, trail.hidden.lr) - trail.hidden.lr * 0.01 * weights


def _amsgrad(trail: Trail) -> Tensor:
    """Adam that divides by the largest average so far. Reddi et al. 2018, algorithm 2."""
    mean, square, largest = (torch.zeros_like(trail.slopes[0]) for _ in range(3))
    changes = []
    for k, slope in enumerate(trail.slopes, start=1):
        mean = BETA1 * mean + (1 - BETA1) * slope
        square = BETA2 * square + (1 - BETA2) * slope**2
        largest = torch.maximum(largest, square)
        changes.append(-trail.hidden.lr * (mean / (1 - BETA1**k)) / ((largest / (1 - BETA2**k)).sqrt() + EPSILON))
    return torch.stack(changes)


def _once_per_epoch(trail: Trail) -> Tensor:
    """One step at the end of each epoch, on the sum of its gradients."""
    per_epoch = len(trail.hidden.batches)
    sums = torch.stack([chunk.sum(0) for chunk in trail.slopes.split(per_epoch)])
    changes = torch.zeros_like(trail.slopes)
    changes[per_epoch - 1 :: per_epoch] = adam(sums, trail.hidden.lr)
    return changes


def _summed(trail: Trail) -> Tensor:
    sizes = torch.tensor([step.x.numel() for step in trail.steps], dtype=torch.float64)
    return adam(trail.slopes * sizes[:, None], trail.hidden.lr)


# A slug may stand for several arrangements, told apart after the slash.
OPTIMISERS: dict[str, Callable[[Trail], Tensor]] = {
    "no-zero-grad": lambda trail: adam(trail.slopes.cumsum(0), trail.hidden.lr),
    "no-zero-grad/epoch": lambda trail: adam(_accumulated(trail, len(trail.hidden.batches)), trail.hidden.lr),
    "other-optimizer/sgd": lambda trail: _momentum(trail, 0.0),
    "other-optimizer/momentum": lambda trail: _momentum(trail, 0.9),
    "other-optimizer/rmsprop": _rms,
    "other-optimizer/amsgrad": _amsgrad,
    "weight-decay-added": _decayed,
    "optimizer-recreated": lambda trail: _restarted(trail, 1),
    "optimizer-recreated/epoch": lambda trail: _restarted(trail, len(trail.hidden.batches)),
    "gradient-ascent": lambda trail: -adam(trail.slopes, trail.hidden.lr),
    "one-step-per-epoch": _once_per_epoch,
    "loss-summed": _summed,
}


def _noise(trail: Trail) -> list[Tensor]:
    return list(trail.noises)


def _clean(trail: Trail) -> list[Tensor]:
    return [step.batch.images.double() for step in trail.steps]


def _noisy(trail: Trail) -> list[Tensor]:
    return [step.x for step in trail.steps]


def _negative(trail: Trail) -> list[Tensor]:
    return [-noise for noise in trail.noises]


def _scaled(trail: Trail) -> list[Tensor]:
    spread = trail.hidden.schedule["sqrt_one_minus_alpha_bar"].double()
    return [at(spread, step.t, noise) * noise for step, noise in zip(trail.steps, trail.noises, strict=True)]


def _velocity(trail: Trail) -> list[Tensor]:
    tables = exact(trail.hidden.schedule)
    pairs = zip(trail.steps, trail.noises, strict=True)
    return [
        at(tables["sqrt_alpha_bar"], step.t, noise) * noise
        - at(tables["sqrt_one_minus_alpha_bar"], step.t, noise) * step.batch.images
        for step, noise in pairs
    ]


def _root(prediction: Tensor, target: Tensor) -> Tensor:
    return mse_loss(prediction, target).sqrt()


LOSSES: dict[str, tuple[Callable[[Trail], list[Tensor]], Loss]] = {
    "target-is-the-image": (_clean, mse_loss),
    "target-is-x-t": (_noisy, mse_loss),
    "target-is-minus-noise": (_negative, mse_loss),
    "target-is-scaled-noise": (_scaled, mse_loss),
    "target-is-velocity": (_velocity, mse_loss),
    "other-loss/absolute": (_noise, l1_loss),
    "other-loss/huber": (_noise, smooth_l1_loss),
    "other-loss/root": (_noise, _root),
}
