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
from grader.checks import training_looks as looks
from grader.checks.devices import judge_devices
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.record import changed
from grader.checks.statistics import ALPHA, family
from grader.checks.training_case import Hidden
from grader.checks.training_crowd import Crowd, read_crowd
from grader.checks.training_figures import loss_figure
from grader.checks.training_looks import Look, Run
from grader.checks.training_mistakes import Trail, trail_of
from grader.checks.training_record import Step, counted, first_problem, number_of, read_calls, read_steps
from grader.checks.training_replay import adam, first_departure
from grader.verdicts import Text

STATED: dict[str, float | str] = {"epochs": 100, "lr": 2e-4, "p_uncond": 0.1, "num_classes": 10, "device": "cuda"}
RANDOM = ("noise_is_normal", "noise_is_fresh", "t_is_uniform", "labels_hidden")


def verify(checks: Sequence[Check], case: Case, outcome: Record) -> Findings:
    hidden: Hidden = case.hidden
    card = Scorecard(checks)
    slug = _judge_inputs(card, outcome, hidden)
    manners = _judge_defaults(card, outcome, [*case.args["named"], "device"])
    calls, count = read_calls(outcome), counted(outcome)
    if calls:
        manners = judge_devices(card, outcome) or manners
    if outcome.header.get("refused") is True:
        card.fail("model_calls", "training.refused")
        return Findings(card.results(), slug or manners)
    if problem := first_problem(calls, count, hidden):
        card.put("model_calls", False, problem)
        return Findings(card.results(), slug or training_mistakes.explain_calls(calls, count, hidden) or manners)
    if evaluating := number_of(outcome.header, "evaluating"):
        card.fail("model_calls", "training.evaluating", got=evaluating)
        manners = "left-in-evaluation-mode"
    else:
        card.ok("model_calls", "training.calls", count=count, epochs=hidden.epochs, batches=len(hidden.batches))
    run, crowd = Run(read_steps(calls, hidden), hidden), read_crowd(outcome, hidden)
    draws = _judge_draws(card, run, crowd)
    trail = trail_of(run, outcome)
    weights = _judge_weights(card, trail, crowd, noise_known="noise_is_normal" not in card.failed())
    return Findings(card.results(), slug or draws or weights or manners, (loss_figure(trail),))


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


def _judge_defaults(card: Scorecard, outcome: Record, names: Sequence[str]) -> str | None:
    """The judge passes every argument, so a default that differs from the statement's shows nowhere else."""
    found = outcome.header.get("defaults")
    given: dict[str, Any] = found if isinstance(found, dict) else {}
    for name in names:
        got = given.get(name)
        if isinstance(got, int | float | str) and not _is_stated(got, STATED[name]):
            card.fail("defaults", "training.other-default", name=name, expected=repr(STATED[name]), got=repr(got)[:60])
            return "other-default"
    card.ok("defaults", "training.defaults-right")
    return None


def _is_stated(got: float | str, stated: float | str) -> bool:
    if isinstance(got, str) or isinstance(stated, str):
        return got == stated or (stated == "cuda" and got == "cuda:0")
    return stated * (1 - 1e-9) <= got <= stated * (1 + 1e-9)  # 2e-4, 2 * 1e-4 or 1 / 5000


def _judge_draws(card: Scorecard, run: Run, crowd: Crowd | None) -> str | None:
    """Judges noise, t and labels; returns the first mistake that explains a failure."""
    slug = _judge_noise(card, run.steps, run.hidden)
    found = _judge_t(card, run, crowd)
    labels = _judge_labels(card, run, crowd) if run.hidden.conditional else None
    return slug or found or labels


def _judge_noise(card: Scorecard, steps: Sequence[Step], hidden: Hidden) -> str | None:
    limit = _share(card)
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


def _judge_t(card: Scorecard, run: Run, crowd: Crowd | None) -> str | None:
    usual = [looks.even(run), *looks.repeated_t(run)]
    further = [looks.even(crowd)] if crowd else []
    worst = _put(card, "t_is_uniform", Text("training.t-uniform", {"last": run.hidden.T - 1}), usual + further)
    if worst is None:
        return None
    found = training_mistakes.explain_t(run.steps, run.hidden)
    return training_mistakes.explain_crowd_t(crowd.steps, crowd.hidden) if crowd and not found else found


def _share(card: Scorecard) -> float:
    """What each of the random checks may refuse at."""
    return ALPHA / sum(check.name in RANDOM for check in card.checks)


def _put(card: Scorecard, name: str, right: Text, taken: Sequence[Look]) -> Look | None:
    """Puts a check of several looks on the card; returns the one that fails it."""
    p, worst = family(look.p for look in taken), min(taken, key=lambda look: look.p)
    passed = card.put(name, p > _share(card), right if p > _share(card) else worst.text, p_value=p)
    return None if passed else worst


def _judge_labels(card: Scorecard, run: Run, crowd: Crowd | None) -> str | None:
    hidden = run.hidden
    assert hidden.num_classes is not None
    for step in [*run.steps, *(crowd.steps if crowd else ())]:
        assert step.labels is not None
        other = (step.labels != step.batch.labels) & (step.labels != hidden.num_classes)
        if bool(other.any()):
            at = int(other.nonzero()[0])
            params = {"expected": int(step.batch.labels[at]), "null": hidden.num_classes, "got": int(step.labels[at])}
            card.fail("null_label", "training.other-label", **params)
            return training_mistakes.explain_labels(run.steps, hidden)
    card.ok("null_label", "training.labels-right", null=hidden.num_classes)
    return _judge_drops(card, run, crowd)


def _judge_drops(card: Scorecard, run: Run, crowd: Crowd | None) -> str | None:
    rate = looks.rate(run)
    usual = [rate, *looks.hidden_together(run)]
    further = [looks.rate(crowd), *looks.hidden_together(crowd), *looks.hidden_by_group(crowd)] if crowd else []
    worst = _put(card, "labels_hidden", Text("training.labels-hidden", rate.text.params), usual + further)
    if worst is None:
        return None
    by = worst.text.key.removeprefix("training.")
    return training_mistakes.HIDING.get(by) or training_mistakes.explain_labels(run.steps, run.hidden)


def _judge_weights(card: Scorecard, trail: Trail, crowd: Crowd | None, *, noise_known: bool) -> str | None:
    """Without the noise the target is unknown: then a departure says nothing, and the check stays blocked."""
    hidden, start = trail.hidden, trail.steps[0].weights
    given = torch.cat([value.double().flatten() for value in hidden.weights.values()])
    if first_departure(start[None], given[None], hidden.lr) is not None:
        card.fail("weights_follow_adam", "training.weights-replaced")
        return "weights-replaced"
    trails = [trail, *([crowd.trail] if crowd else [])]
    departing = next((one for one in trails if _departure(one) is not None), None)
    if departing is None:
        card.ok("weights_follow_adam", "training.weights-right", count=len(trail.steps), lr=hidden.lr)
        return None
    if not noise_known:
        return None
    _put_departure(
        card, departing, "training.weights-depart" if departing is trail else "training.weights-depart-later"
    )
    return training_mistakes.explain_weights(departing)


def _departure(trail: Trail) -> tuple[int, int] | None:
    return first_departure(trail.recorded, adam(trail.slopes, trail.hidden.lr), trail.hidden.lr)


def _put_departure(card: Scorecard, trail: Trail, key: str) -> None:
    """The first step, and the weight in it, that Adam would not have made."""
    k, weight = _departure(trail) or (0, 0)
    epoch, batch = divmod(k, len(trail.hidden.batches))
    expected, got = (_digits(changes[k, weight]) for changes in (adam(trail.slopes, trail.hidden.lr), trail.recorded))
    card.fail("weights_follow_adam", key, epoch=epoch + 1, batch=batch + 1, expected=expected, got=got)
