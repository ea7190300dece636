"""What to show of a walk: the pictures that it made, and what its steps did beyond their mean, against √β_t."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from grader.checks import figures
from grader.checks.pictures import SIZE
from grader.checks.record import tensor_problem
from grader.checks.sampler_case import PICTURES, Hidden
from grader.checks.walk import read_walk
from grader.checks.walk_evidence import Evidence, right_mean
from grader.checks.walk_mistakes import Replay
from grader.verdicts import Text

SHOWN = 3  # samples
MOMENTS = 7  # states of each, from x_T to the result


def step_figures(replay: Replay) -> list[figures.Figure]:
    """Beyond the right mean there is nothing but noise; where the mean is wrong, both have a curve."""
    evidence = replay.evidence
    found = []
    if replay.mistake is not None or not replay.explained:
        found.append(_curves("walk.residual-figure", evidence, evidence.after - right_mean(evidence)))
    if replay.explained:
        found.append(_curves("walk.noise-figure", evidence, replay.residual))
    return found


def _curves(title: str, evidence: Evidence, beyond: Tensor) -> figures.Figure:
    """The root mean square of what each step did beyond a mean, and of what it should have done."""
    measured = beyond.pow(2).mean(dim=(0, 2, 3, 4, 5)).sqrt()  # (K,)
    wanted = evidence.sigma().flatten() * evidence.noisy
    order = evidence.index.argsort()
    t = [float(step) for step in evidence.index[order]]
    lines = [
        figures.series(Text("common.yours"), t, measured[order].tolist()),
        figures.series(Text("common.expected"), t, wanted[order].tolist()),
    ]
    return figures.curves(Text(title), Text("walk.axis-t"), lines)


def picture_figure(run: dict[str, Any], tensors: dict[str, Tensor], hidden: Hidden) -> figures.Figure | None:
    """Strips of states from a run whose ideal result is known pictures; None where there is none to show."""
    shape = (PICTURES, 1, SIZE, SIZE)
    walk = read_walk(run, tensors, shape, hidden.null_label)
    states, marks = [step.x for step in walk.steps], [f"t={step.t[0]:g}" for step in walk.steps]
    if tensor_problem(walk.returned, shape) is None and walk.returned.tensor is not None:
        states, marks = [*states, walk.returned.tensor], [*marks, "x_0"]
    if len(states) < 2:
        return None
    picked = [round(k * (len(states) - 1) / (MOMENTS - 1)) for k in range(MOMENTS)]
    rows = [
        figures.strip(Text("walk.sample", {"number": sample + 1}), torch.stack([states[k][sample, 0] for k in picked]))
        for sample in range(SHOWN)
    ]
    return figures.images(Text("walk.picture-figure"), rows, [marks[k] for k in picked])
