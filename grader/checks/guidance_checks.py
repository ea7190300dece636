"""Judges whom a guided sampler asks: at every step once with the labels, once with the null label."""

from __future__ import annotations

import math
from collections.abc import Sequence

from grader.checks.framework import Scorecard
from grader.checks.record import Value, shape_text
from grader.checks.sampler_case import Hidden
from grader.checks.walk import INTEGERS, Numbers, Step, Walk, is_null, is_same_question, is_same_state
from grader.verdicts import Text


def judge_labels(card: Scorecard, walks: Sequence[Walk], hidden: Hidden) -> None:
    problem = labels_problem(walks, hidden)
    params = {"null": hidden.null_label}
    card.put("guidance_labels", problem is None, problem or Text("guidance.labels", params))


def labels_problem(walks: Sequence[Walk], hidden: Hidden) -> Text | None:
    for walk in walks:
        for call, values in enumerate(walk.calls):
            if problem := _value_problem(values, call):
                return problem
    for walk, labels in zip(walks, hidden.labels, strict=False):
        given = tuple(map(float, labels.tolist()))
        for step in walk.steps:
            if problem := _step_problem(step, given, hidden):
                return problem
    return None


def _value_problem(values: Sequence[Value], call: int) -> Text | None:
    if len(values) < 3:
        return Text("guidance.no-labels", {"call": call})
    labels, count = values[2], values[0].rows
    if not count:
        return None  # sampler_calls says what is wrong
    if not labels.is_plain_tensor or labels.tensor is None:
        return Text("guidance.labels-not-a-tensor", {"call": call, "count": count, "type": labels.type})
    if tuple(labels.tensor.shape) != (count,):
        shape = shape_text(labels.tensor.shape)
        return Text("guidance.labels-wrong-shape", {"call": call, "count": count, "shape": shape})
    if labels.tensor.dtype not in INTEGERS:
        return Text("guidance.labels-not-whole", {"call": call, "dtype": str(labels.tensor.dtype)[6:]})
    return None


def _step_problem(step: Step, labels: Numbers, hidden: Hidden) -> Text | None:
    kinds = kinds_of(step, labels, hidden)
    if sorted(kinds) == ["class", "null"] and is_same_question(*step.asks):
        return None
    t = step.t[0]
    first, last = step.asks[0], step.asks[-1]
    if "other" not in kinds and len(kinds) == 2 and first.t != last.t:
        return Text("guidance.two-times", {"t": t, "other": last.t[0]})
    if "other" not in kinds and len(kinds) == 2 and not is_same_state(first.x, last.x):
        return Text("guidance.two-states", {"t": t})
    for ask, kind in zip(step.asks, kinds, strict=True):
        if kind == "other" and ask.labels is not None:
            pairs = zip(ask.labels, labels, strict=True)
            wrong = [label for label, right in pairs if label not in (right, hidden.null_label)]
            got = int(wrong[0]) if wrong and math.isfinite(wrong[0]) else "?"
            return Text("guidance.other-label", {"t": t, "null": hidden.null_label, "got": got})
    counts = {"t": t, "labelled": kinds.count("class"), "null": kinds.count("null")}
    return Text("guidance.unpaired", counts)


def kinds_of(step: Step, labels: Numbers, hidden: Hidden) -> list[str]:
    """For each ask: "class" with the labels that were given, "null" with the null label throughout, or "other"."""
    kinds = []
    for ask in step.asks:
        if ask.labels == labels:
            kinds.append("class")
        elif is_null(ask, hidden.null_label or 0):
            kinds.append("null")
        else:
            kinds.append("other")
    return kinds
