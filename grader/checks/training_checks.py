"""Judges a training loop from its record; train_ddpm and train_cfg say which checks apply.

Nothing is expected of how the loop is written, only of what it did: which x_t, t and labels the model saw, batch by
batch, and how its weights moved from one call to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from grader.checks import training_draws, training_mistakes
from grader.checks.devices import judge_devices
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.record import changed
from grader.checks.statistics import ALPHA, family
from grader.checks.training_case import Hidden
from grader.checks.training_figures import loss_figure
from grader.checks.training_mistakes import Trail
from grader.checks.training_record import (
    Step,
    counted,
    first_problem,
    number_of,
    read_calls,
    read_steps,
    weights_after,
)
from grader.checks.training_replay import adam, first_departure, gradients, recorded_changes
from grader.verdicts import Text

STATED: dict[str, float | str] = {"epochs": 100, "lr": 2e-4, "p_uncond": 0.1, "num_classes": 10, "device": "cuda"}
RANDOM_CHECKS = {False: 3, True: 4}  # noise twice, t, and the labels where there are any


def verify(checks: Sequence[Check], case: Case, outcome: Record) -> Findings:
    hidden: Hidden = case.hidden
    card = Scorecard(checks)
    slug = _judge_inputs(card, outcome, hidden)
    _judge_defaults(card, outcome, [*case.args["named"], "device"])
    calls, count = read_calls(outcome), counted(outcome)
    devices = judge_devices(card, outcome) if calls else None
    if outcome.header.get("refused") is True:
        card.fail("model_calls", "training.refused")
        return Findings(card.results(), slug or devices)
    if problem := first_problem(calls, count, hidden):
        card.put("model_calls", False, problem)
        return Findings(card.results(), slug or training_mistakes.explain_calls(calls, count, hidden) or devices)
    if evaluating := number_of(outcome.header, "evaluating"):
        card.fail("model_calls", "training.evaluating", got=evaluating)
    else:
        card.ok("model_calls", "training.calls", count=count, epochs=hidden.epochs, batches=len(hidden.batches))
    steps = read_steps(calls, hidden)
    draws = _judge_draws(card, steps, hidden)
    trail = _trail(steps, outcome, hidden)
    weights = _judge_weights(card, trail, noise_known="noise_is_normal" not in card.failed())
    return Findings(card.results(), slug or draws or weights or devices, (loss_figure(trail),))


def _judge_inputs(card: Scorecard, outcome: Record, hidden: Hidden) -> str | None:
    header = outcome.header
    if name := changed(header.get("schedule_after"), outcome.tensors, hidden.schedule):
        card.fail("inputs_untouched", "common.input-changed", name=f'schedule["{name}"]')
        return "input-changed-in-place"
    listed = header.get("batches_after")
    after: list[Any] = listed if isinstance(listed, list) else []
    for line, batch in zip(after + [None] * len(hidden.batches), hidden.batches, strict=False):
        if name := changed(line, outcome.tensors, {"images": batch.images, "labels": batch.labels}):
            card.fail("inputs_untouched", "common.input-changed", name=name)
            overwritten = hidden.conditional and name == "labels"
            return "labels-changed-in-place" if overwritten else "input-changed-in-place"
    card.ok("inputs_untouched", "common.inputs-untouched")
    return None


def _judge_defaults(card: Scorecard, outcome: Record, names: Sequence[str]) -> None:
    """The judge passes every argument, so a default that differs from the statement's shows nowhere else."""
    found = outcome.header.get("defaults")
    given: dict[str, Any] = found if isinstance(found, dict) else {}
    for name in names:
        got = given.get(name)
        if isinstance(got, int | float | str) and not _is_stated(got, STATED[name]):
            card.fail("defaults", "training.other-default", name=name, expected=repr(STATED[name]), got=repr(got)[:60])
            return
    card.ok("defaults", "training.defaults-right")


def _is_stated(got: float | str, stated: float | str) -> bool:
    if isinstance(got, str) or isinstance(stated, str):
        return got == stated or (stated == "cuda" and got == "cuda:0")
    return stated * (1 - 1e-9) <= got <= stated * (1 + 1e-9)  # 2e-4, 2 * 1e-4 or 1 / 5000


def _judge_draws(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    """Judges noise, t and labels; returns the first mistake that explains a failure."""
    slug = _judge_noise(card, steps, hidden)
    found = _judge_t(card, steps, hidden)
    labels = _judge_labels(card, steps, hidden) if hidden.conditional else None
    return slug or found or labels


def _judge_noise(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    limit = ALPHA / RANDOM_CHECKS[hidden.conditional]
    noises = [training_draws.recover(hidden)(step) for step in steps]
    groups = training_draws.noise_groups(steps, noises)
    p = training_draws.normal_p_of(steps, noises, groups)
    values = torch.cat([noise.flatten() for noise in noises])
    params = {"mean": _digits(values.mean()), "variance": _digits(values.square().mean()), "count": len(values)}
    key = "training.noise-normal" if p > limit else "training.noise-not-normal"
    normal = card.put("noise_is_normal", p > limit, Text(key, params), p_value=p)
    p, axis = training_draws.fresh_p(groups)
    key = "noise.fresh" if p > limit else f"noise.repeats-by-{axis}"
    fresh = card.put("noise_is_fresh", p > limit, Text(key), p_value=p)
    found = None if normal else training_mistakes.explain_mixture(steps, hidden)
    return found if found or (normal and fresh) else training_mistakes.explain_draw(groups)


def _digits(value: Tensor) -> str:
    """Text, since a record may hold NaN, which JSON does not."""
    return f"{float(value):.4g}"


def _judge_t(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    even, worst = training_draws.even_p(steps, hidden.T)
    related = training_draws.coincidences(steps, hidden.T, len(hidden.batches))
    p = family([even, *related.values()])
    closest = min(related, key=lambda name: related[name])
    drawn = [int((step.t == worst).sum()) for step in steps]
    params = {
        "t": worst,
        "got": sum(drawn),
        "expected": sum(len(step.t) for step in steps) / hidden.T,
        "last": hidden.T - 1,
    }
    if p > ALPHA / RANDOM_CHECKS[hidden.conditional]:
        card.put("t_is_uniform", True, Text("training.t-uniform", params), p_value=p)
        return None
    key = "training.t-uneven" if even <= related[closest] else f"training.t-repeats-by-{closest}"
    card.put("t_is_uniform", False, Text(key, params), p_value=p)
    return training_mistakes.explain_t(steps, hidden)


def _judge_labels(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    assert hidden.num_classes is not None
    for step in steps:
        assert step.labels is not None
        other = (step.labels != step.batch.labels) & (step.labels != hidden.num_classes)
        if bool(other.any()):
            at = int(other.nonzero()[0])
            params = {"expected": int(step.batch.labels[at]), "null": hidden.num_classes, "got": int(step.labels[at])}
            card.fail("null_label", "training.other-label", **params)
            return training_mistakes.explain_labels(steps, hidden)
    card.ok("null_label", "training.labels-right", null=hidden.num_classes)
    return _judge_drops(card, steps, hidden)


def _judge_drops(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    assert hidden.num_classes is not None
    assert hidden.p_uncond is not None
    rate, got, total = training_draws.rate_p(steps, hidden.num_classes, hidden.p_uncond)
    related = training_draws.agreements(steps, hidden.num_classes, hidden.p_uncond, len(hidden.batches))
    p = family([rate, *related.values()])
    closest = min(related, key=lambda name: related[name])
    params = {"got": got, "total": total, "expected": total * hidden.p_uncond, "p": hidden.p_uncond}
    if p > ALPHA / RANDOM_CHECKS[True]:
        card.put("labels_hidden", True, Text("training.labels-hidden", params), p_value=p)
        return None
    key = "training.wrong-rate" if rate <= related[closest] else f"training.hidden-together-by-{closest}"
    card.put("labels_hidden", False, Text(key, params), p_value=p)
    return training_mistakes.explain_labels(steps, hidden)


def _trail(steps: Sequence[Step], outcome: Record, hidden: Hidden) -> Trail:
    noises: list[Tensor] = [training_draws.recover(hidden)(step) for step in steps]
    return Trail(
        steps=steps,
        noises=noises,
        slopes=gradients(steps, noises, hidden),
        recorded=recorded_changes(steps, weights_after(outcome, hidden)),
        hidden=hidden,
        backwards=number_of(outcome.header, "backwards"),
        gradients_left=outcome.header.get("gradients_left") is True,
    )


def _judge_weights(card: Scorecard, trail: Trail, *, noise_known: bool) -> str | None:
    """Without the noise the target is unknown: then a departure says nothing, and the check stays blocked."""
    hidden, start = trail.hidden, trail.steps[0].weights
    given = torch.cat([value.double().flatten() for value in hidden.weights.values()])
    if first_departure(start[None], given[None], hidden.lr) is not None:
        card.fail("weights_follow_adam", "training.weights-replaced")
        return "weights-replaced"
    expected = adam(trail.slopes, hidden.lr)
    departure = first_departure(trail.recorded, expected, hidden.lr)
    if departure is None:
        card.ok("weights_follow_adam", "training.weights-right", count=len(trail.steps), lr=hidden.lr)
        return None
    if not noise_known:
        return None
    k, weight = departure
    params = {
        "epoch": k // len(hidden.batches) + 1,
        "batch": k % len(hidden.batches) + 1,
        "expected": _digits(expected[k, weight]),
        "got": _digits(trail.recorded[k, weight]),
    }
    card.fail("weights_follow_adam", "training.weights-depart", **params)
    return training_mistakes.explain_weights(trail)
