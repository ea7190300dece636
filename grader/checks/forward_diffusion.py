"""Judges `forward_diffusion(x_0, t, noise_schedule) -> (x_t, noise)`.

The algebra is exact: given the noise that came back, x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise for each sample's own t. The
noise is judged as a draw: standard normal, and fresh in every call, sample, channel and pixel. Call 1 repeats the
inputs of call 0, so that a seed set inside the function shows; then comes a single image, where an axis of length 1 is
easily lost, and last a picture, of another shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

from ddpm_reference.schedules import Schedule
from grader.checks import figures, inputs, law
from grader.checks.devices import judge_devices
from grader.checks.forward_answer import Answer, Batch, error_of, expected_x_t
from grader.checks.forward_mistakes import explain_algebra, explain_noise, explain_returned
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.pictures import patterns
from grader.checks.record import Value, changed, read, tensor_problem
from grader.checks.statistics import ALPHA
from grader.verdicts import Text

CHECKS = (
    Check("returns_pair", 10),
    Check("forward_algebra", 40),
    Check("noise_is_normal", 20),
    Check("noise_is_fresh", 20),
    Check("inputs_untouched", 8),
    Check("one_device", 2),
)
RANDOM_CHECKS = 2
CALLS = 8
TOLERANCE = 1e-5  # of the largest value: honest float32 stays below 2e-7, the closest known mistake is above 4e-2
AXES = ("call", "sample", "channel", "row", "column")


@dataclass(frozen=True)
class Hidden:
    schedule: Schedule
    batches: tuple[Batch, ...]


def make_case(seed: int, device: str) -> Case:
    rng = inputs.generator(seed, "forward-diffusion")
    T = inputs.integer(rng, 24, 40)
    schedule = inputs.rough_schedule(rng, T)
    shape = inputs.batch_shape(rng, square=False)
    drawn = [_draw_batch(rng, T, shape) for _ in range(CALLS - 1)]
    single = Batch(torch.rand((1, *shape[1:]), generator=rng) * 2 - 1, drawn[0].t[:1])
    batches = (drawn[0], *drawn, single, _picture_batch(T))
    tensors = inputs.as_tensors(schedule)
    for index, batch in enumerate(batches):
        tensors |= {f"call{index}.x_0": batch.x_0, f"call{index}.t": batch.t}
    args = {"calls": len(batches), "seed": inputs.derived_seed(seed, "draws"), "device": device}
    return Case("forward_diffusion", args, tensors, Hidden(schedule, batches))


def _draw_batch(rng: torch.Generator, T: int, shape: tuple[int, ...]) -> Batch:
    """Uneven images, and a different t for each: always the first and the last step, in random places."""
    middle = 1 + torch.randperm(T - 2, generator=rng)[: shape[0] - 2]
    t = torch.cat([torch.tensor([0, T - 1]), middle])[torch.randperm(shape[0], generator=rng)]
    return Batch(torch.rand(shape, generator=rng) * 2 - 1, t)


def _picture_batch(T: int) -> Batch:
    t = torch.linspace(0, T - 1, 8).round().long()
    return Batch(patterns()[:1].repeat(len(t), 1, 1, 1), t)


def verify(case: Case, outcome: Record) -> Findings:
    hidden: Hidden = case.hidden
    card = Scorecard(CHECKS)
    calls = _calls(outcome.header, len(hidden.batches))
    returned = [read(call.get("returned"), outcome.tensors) for call in calls]
    for value, batch in zip(returned, hidden.batches, strict=True):
        if problem := _problem(value, batch):
            card.put("returns_pair", False, problem)
            return Findings(card.results(), explain_returned(value, batch.x_0.shape))
    card.ok("returns_pair", "forward.returned")
    answers = [
        Answer(batch, value.items[0].tensor, value.items[1].tensor)  # type: ignore[arg-type]
        for batch, value in zip(hidden.batches, returned, strict=True)
    ]
    _judge_inputs(card, calls, outcome, hidden)
    devices = judge_devices(card, outcome)
    wrong = _judge_algebra(card, answers, hidden.schedule)
    noise = law.reduce(torch.stack([a.noise for a in answers[:CALLS]]), AXES)
    _judge_noise(card, noise)
    slug = _misconception(card, answers, noise, wrong, hidden.schedule) or devices
    return Findings(card.results(), slug, (_picture(answers[-1], hidden.schedule),))


def _calls(header: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """As many calls as were asked for; what is missing or malformed reads as an empty one."""
    found = header.get("calls")
    found = found if isinstance(found, list) else []
    return [call if isinstance(call, dict) else {} for call in (found + [{}] * count)[:count]]


def _problem(value: Value, batch: Batch) -> Text | None:
    """Why this is not a pair of tensors like x_0."""
    if len(value.items) != 2:
        return Text("forward.not-a-pair", {"type": value.type, "length": len(value.items)})
    problems = (tensor_problem(item, batch.x_0.shape, dtypes=(batch.x_0.dtype,)) for item in value.items)
    return next((problem for problem in problems if problem is not None), None)


def _judge_inputs(card: Scorecard, calls: list[dict[str, Any]], outcome: Record, hidden: Hidden) -> None:
    name = changed(outcome.header.get("schedule_after"), outcome.tensors, hidden.schedule)
    for call, batch in zip(calls, hidden.batches, strict=True):
        name = name or changed(call.get("after"), outcome.tensors, {"x_0": batch.x_0, "t": batch.t})
    if name is None:
        card.ok("inputs_untouched", "common.inputs-untouched")
    else:
        card.fail("inputs_untouched", "common.input-changed", name=name)


def _judge_algebra(card: Scorecard, answers: list[Answer], schedule: Schedule) -> Answer | None:
    """Returns the first answer that departs from equation 4, or None."""
    for answer in answers:
        expected = expected_x_t(answer, schedule)
        error = error_of(answer.x_t, expected)
        if float(error.max()) > TOLERANCE:
            sample = int((error.flatten(1).amax(dim=1) > TOLERANCE).nonzero()[0])
            at = int(error[sample].argmax())
            card.fail(
                "forward_algebra",
                "forward.departs",
                sample=sample,
                t=int(answer.batch.t[sample]),
                expected=float(expected[sample].flatten()[at]),
                got=float(answer.x_t[sample].flatten()[at]),
            )
            return answer
    card.ok("forward_algebra", "forward.agrees", batches=len(answers))
    return None


def _judge_noise(card: Scorecard, noise: law.Noise) -> None:
    p = law.shape_p(noise)
    params = {"mean": noise.mean, "variance": noise.variance, "count": noise.values.numel()}
    key = "noise.normal" if p > ALPHA / RANDOM_CHECKS else "noise.not-normal"
    card.put("noise_is_normal", p > ALPHA / RANDOM_CHECKS, Text(key, params), p_value=p)
    p, axis = law.fresh_p(noise)
    key = "noise.fresh" if p > ALPHA / RANDOM_CHECKS else f"noise.repeats-by-{axis}"
    card.put("noise_is_fresh", p > ALPHA / RANDOM_CHECKS, Text(key), p_value=p)


def _misconception(
    card: Scorecard, answers: list[Answer], noise: law.Noise, wrong: Answer | None, schedule: Schedule
) -> str | None:
    failed, known = card.failed(), None
    if wrong is not None:
        known = explain_algebra(answers, schedule)
    elif failed & {"noise_is_normal", "noise_is_fresh"}:
        known = explain_noise(noise)
    return known or ("input-changed-in-place" if "inputs_untouched" in failed else None)


def _picture(answer: Answer, schedule: Schedule) -> figures.Figure:
    expected = expected_x_t(answer, schedule)
    return figures.images(
        Text("forward.picture", {"steps": ", ".join(str(int(t)) for t in answer.batch.t)}),
        [
            figures.strip(Text("common.yours"), answer.x_t[:, 0]),
            figures.strip(Text("forward.same-noise"), expected[:, 0]),
        ],
        [f"t={int(t)}" for t in answer.batch.t],
    )
