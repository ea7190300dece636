"""Judges a sampler: its calls, its loop, its first state, its steps, its noise, its last state.

Every step is replayed: from the recorded x_t and the recomputed ε follows the mean μ_t, and what the step did beyond it
must be √β_t·z with z standard normal and fresh; nothing at t = 0. x_T and all z together are one sample of N(0, I).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from grader.checks import law
from grader.checks.devices import judge_devices
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.guidance_checks import judge_labels
from grader.checks.record import Value, changed, shape_text, tensor_problem
from grader.checks.sampler_case import RUNS, Hidden
from grader.checks.statistics import ALPHA, family
from grader.checks.walk import INTEGERS, MAX_CALLS_PER_STEP, Walk, read_walk, schedule_index, shown_t
from grader.checks.walk_evidence import Evidence, gather, right_mean
from grader.checks.walk_figures import picture_figure, step_figures
from grader.checks.walk_mistakes import Replay, explain, replayed
from grader.checks.walk_steps import (
    AXES,
    curve_p,
    departing_scale,
    departing_step,
    draws,
    fitted_step,
    live_steps,
    right_step,
    scale_p,
    within_steps_p,
)
from grader.verdicts import Text

SHARE = ALPHA / 4  # each of first_state, step_mean, step_noise, noise_is_fresh


def verify_sampler(case: Case, outcome: Record, checks: Sequence[Check]) -> Findings:
    hidden: Hidden = case.hidden
    card = Scorecard(checks)
    runs = _runs(outcome.header)
    walks = [read_walk(run, outcome.tensors, hidden.shape, hidden.null_label) for run in runs[:RUNS]]
    steps = _judge_walks(card, walks, hidden)
    if card.earned():
        _judge_manners(card, walks, runs, outcome, hidden)
    figures = [picture_figure(runs[RUNS], outcome.tensors, hidden), *(step_figures(steps) if steps else ())]
    slug = explain(card.failed(), walks, steps, hidden)
    return Findings(card.results(), slug, tuple(figure for figure in figures if figure))


def _runs(header: dict[str, Any]) -> list[dict[str, Any]]:
    """Both probe runs and the picture run; what is missing or malformed reads as an empty one."""
    found = header.get("runs")
    found = found if isinstance(found, list) else []
    return [run if isinstance(run, dict) else {} for run in (found + [{}] * (RUNS + 1))[: RUNS + 1]]


def _judge_walks(card: Scorecard, walks: Sequence[Walk], hidden: Hidden) -> Replay | None:
    """From the calls to the steps. What cannot be looked at, because something before it is broken, stays blocked."""
    whole = _judge_calls(card, walks, hidden)
    returned = _judge_returned(card, walks, hidden)
    if not any(walk.steps for walk in walks):
        return None
    _judge_t(card, walks)
    if whole and not any(walk.refused for walk in walks):
        _judge_order(card, walks, hidden)
    if hidden.null_label is not None:
        judge_labels(card, walks, hidden)
    indices = [schedule_index(walk, hidden.T) for walk in walks]
    if not (whole and returned) or indices[0] is None or any(index != indices[0] for index in indices):
        return None
    evidence = gather(walks, indices[0], hidden)
    if not evidence.is_finite():
        return None  # some call had no number for t, so what the model would have said is not known
    replay = replayed(evidence)
    _judge_first_state(card, replay.evidence)
    _judge_mean(card, replay)
    if replay.explained:
        _judge_noise(card, replay)
    _judge_last_step(card, replay)
    return replay


def _judge_calls(card: Scorecard, walks: Sequence[Walk], hidden: Hidden) -> bool:
    """Whether every call showed the model a state that it could answer."""
    for walk in walks:
        if not walk.calls:
            return card.fail("sampler_calls", "walk.never-called")
        if len(walk.calls) > MAX_CALLS_PER_STEP * hidden.T:
            return card.fail("sampler_calls", "walk.too-many-calls", expected=hidden.T, got=len(walk.calls))
        if walk.problem is not None:
            return card.put("sampler_calls", False, walk.problem)
    return card.ok("sampler_calls", "walk.calls", shape=shape_text(hidden.shape))


def _judge_returned(card: Scorecard, walks: Sequence[Walk], hidden: Hidden) -> bool:
    for walk in walks:
        if walk.refused:
            return False  # the walk never came to its end: sampler_calls or t_is_a_batch says why
        if problem := tensor_problem(walk.returned, hidden.shape):
            return card.put("returns_images", False, problem)
    types = {
        str(walk.returned.tensor.dtype).removeprefix("torch.") for walk in walks if walk.returned.tensor is not None
    }
    key = "walk.float32" if types == {"float32"} else "walk.not-float32"
    card.put("returns_float32", types == {"float32"}, Text(key, {"dtype": max(types)}))
    return card.ok("returns_images", "walk.returned", shape=shape_text(hidden.shape))


def _judge_t(card: Scorecard, walks: Sequence[Walk]) -> None:
    for walk in walks:
        for call, values in enumerate(walk.calls):
            if problem := _t_problem(values, call):
                card.put("t_is_a_batch", False, problem)
                return
    card.ok("t_is_a_batch", "walk.t-is-a-batch")


def _t_problem(values: Sequence[Value], call: int) -> Text | None:
    count = values[0].rows if values else 0
    if len(values) < 2 or not count:
        return None  # sampler_calls says what is wrong
    t = values[1]
    if not t.is_plain_tensor or t.tensor is None:
        return Text("walk.t-not-a-tensor", {"call": call, "count": count, "type": t.type})
    if tuple(t.tensor.shape) != (count,):
        return Text("walk.t-wrong-shape", {"call": call, "count": count, "shape": shape_text(t.tensor.shape)})
    if t.tensor.dtype not in INTEGERS:
        return Text("walk.t-not-whole", {"call": call, "dtype": str(t.tensor.dtype).removeprefix("torch.")})
    if len(set(t.tensor.tolist())) > 1:
        return Text("walk.t-differs", {"call": call, "low": int(t.tensor.min()), "high": int(t.tensor.max())})
    return None


def _judge_order(card: Scorecard, walks: Sequence[Walk], hidden: Hidden) -> None:
    expected = [float(t) for t in reversed(range(hidden.T))]
    for walk in walks:
        shown = shown_t(walk)
        if shown != expected:
            step = next((k for k, (a, b) in enumerate(zip(shown, expected, strict=False)) if a != b), None)
            if step is None:
                step = min(len(shown), len(expected))
                card.fail("t_runs_down", "walk.wrong-length", expected=hidden.T, got=len(shown), last=hidden.T - 1)
            else:
                got = shown[step]
                card.fail("t_runs_down", "walk.t-departs", step=step, expected=int(expected[step]), got=got)
            return
    card.ok("t_runs_down", "walk.t-runs-down", last=hidden.T - 1)


def _judge_first_state(card: Scorecard, evidence: Evidence) -> None:
    """N(0, I), judged over both runs; that its entries are independent, within the first."""
    noise = law.reduce(evidence.first_states(), AXES)
    shape, (fresh, axis) = law.shape_p(noise), law.fresh_p(law.reduce(evidence.first_states()[:1], AXES))
    p = family([shape, fresh])
    text = Text("walk.first-state", {"mean": noise.mean, "variance": noise.variance})
    if p <= SHARE:
        by_axis = Text(f"noise.repeats-by-{axis}")
        text = by_axis if fresh < shape else Text("walk.first-state-departs", text.params)
    card.put("first_state", p > SHARE, text, p_value=p)


def _judge_mean(card: Scorecard, replay: Replay) -> None:
    if replay.mean_p > SHARE:
        card.put("step_mean", True, Text("walk.mean"), p_value=replay.mean_p)
        return
    evidence = replay.evidence
    step = departing_step(evidence, evidence.residual(right_mean(evidence)))
    params = {
        "t": int(evidence.index[step]),
        "expected": combination(*right_step(evidence, step)),
        "got": combination(*fitted_step(evidence, step)),
    }
    card.put("step_mean", False, Text("walk.mean-departs", params), p_value=replay.mean_p)


def combination(a: float, b: float) -> str:
    """a·x_t + b·ε as a student would write it."""
    return f"{a:.3f}·x_t {'−' if b < 0 else '+'} {abs(b):.3f}·ε"


def _judge_noise(card: Scorecard, replay: Replay) -> None:
    """The noise is what is left beyond the mean: the right one, or the wrong one that the student is known to use."""
    evidence, z = replay.evidence, draws(replay.evidence, replay.residual)
    if not z.numel():
        return
    silent = (~live_steps(z)).nonzero().flatten()
    if len(silent):
        t = int(evidence.index[evidence.noisy][silent[0]])
        sigma = float(evidence.tables["betas"][t].sqrt())
        card.put("step_noise", False, Text("walk.no-noise", {"t": t, "expected": sigma}), p_value=0.0)
    else:
        _judge_scale(card, evidence, law.reduce(z, AXES))
    if len(silent) < z.shape[1]:
        _judge_freshness(card, evidence, z[:, live_steps(z)])


def _judge_scale(card: Scorecard, evidence: Evidence, noise: law.Noise) -> None:
    sizes, curve = scale_p(noise), curve_p(noise)
    p = family([sizes, curve])
    if p > SHARE:
        card.put("step_noise", True, Text("walk.noise"), p_value=p)
    elif sizes <= curve:
        step = departing_scale(noise)
        expected = float(evidence.sigma()[evidence.noisy].flatten()[step])
        got = expected * float(noise.values[:, step].pow(2).mean().sqrt())
        params = {"t": int(evidence.index[evidence.noisy][step]), "expected": expected, "got": got}
        card.put("step_noise", False, Text("walk.scale-departs", params), p_value=p)
    else:
        params = {"mean": noise.mean, "variance": noise.variance, "count": noise.values.numel()}
        card.put("step_noise", False, Text("noise.not-normal", params), p_value=p)


def _judge_freshness(card: Scorecard, evidence: Evidence, z: Tensor) -> None:
    """x_T belongs to the same sample: it must not come back as a step's noise. Means and sizes are not looked at."""
    together = torch.cat([evidence.first_states(), z], dim=1)
    together = together - together.mean(dim=(0, 2, 3, 4, 5), keepdim=True)
    size = together.pow(2).mean(dim=(0, 2, 3, 4, 5), keepdim=True).sqrt()
    together = together / size.clamp(min=1e-300)
    p, axis = law.fresh_p(law.reduce(together, AXES))
    within = {axis: within_steps_p(together, axis) for axis in ("sample", "channel")}
    if p > SHARE:
        axis = min(within, key=lambda axis: within[axis])
    p = family([p, *within.values()])
    key = "noise.fresh" if p > SHARE else f"noise.repeats-by-{axis}"
    card.put("noise_is_fresh", p > SHARE, Text(key), p_value=p)


def _judge_last_step(card: Scorecard, replay: Replay) -> None:
    """At t = 0 the mean itself is returned, to rounding."""
    evidence = replay.evidence
    if bool(evidence.noisy.all()):
        card.fail("last_step", "walk.t0-never-reached", last=int(evidence.index[-1]))
        return
    step = int((~evidence.noisy).nonzero()[0])
    left = replay.residual[:, step]
    if not bool(left.any()):
        card.ok("last_step", "walk.last-step")
        return
    worst = int(left.abs().argmax())
    got = float(evidence.after[:, step].flatten()[worst])
    size = float(left.pow(2).mean().sqrt())
    card.fail("last_step", "walk.last-step-departs", expected=got - float(left.flatten()[worst]), got=got, size=size)


def _judge_manners(
    card: Scorecard, walks: Sequence[Walk], runs: Sequence[dict[str, Any]], outcome: Record, hidden: Hidden
) -> None:
    """What is asked of any function, whatever it computes."""
    tracked = any(values and values[0].grad for walk in walks for values in walk.calls)
    tracked = tracked or any(walk.returned.grad for walk in walks)
    card.put("no_gradients", not tracked, Text("walk.gradients" if tracked else "walk.no-gradients"))
    name = changed(outcome.header.get("schedule_after"), outcome.tensors, hidden.schedule)
    for run, labels in zip(runs, hidden.labels, strict=False):
        name = name or changed(run.get("after"), outcome.tensors, {"labels": labels})
    key = "common.input-changed" if name else "common.inputs-untouched"
    card.put("inputs_untouched", name is None, Text(key, {"name": name} if name else {}))
    judge_devices(card, outcome)
