"""What to show of a walk: the pictures that it made, and the size of its noise against √β_t."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from grader.checks import figures
from grader.checks.pictures import SIZE
from grader.checks.record import read, read_list
from grader.checks.sampler_case import PICTURES, Hidden
from grader.checks.walk_mistakes import Replay
from grader.verdicts import Text

SHOWN = 3  # samples
MOMENTS = 7  # states of each, from x_T to the result


def noise_figure(replay: Replay) -> figures.Figure:
    evidence = replay.evidence
    measured = replay.residual.pow(2).mean(dim=(0, 2, 3, 4, 5)).sqrt()  # (K,)
    wanted = evidence.sigma().flatten() * evidence.noisy
    order = evidence.index.argsort()
    t = [float(step) for step in evidence.index[order]]
    lines = [
        figures.series(Text("common.yours"), t, measured[order].tolist()),
        figures.series(Text("common.expected"), t, wanted[order].tolist()),
    ]
    return figures.curves(Text("walk.noise-figure"), Text("walk.axis-t"), lines)


def picture_figure(run: dict[str, Any], tensors: dict[str, Tensor], hidden: Hidden) -> figures.Figure | None:
    """Strips of states from a run whose ideal result is known pictures; None where there is none to show."""
    shape = (PICTURES, 1, SIZE, SIZE)
    calls = run.get("calls")
    values = [read_list(call.get("values"), tensors) for call in calls or [] if isinstance(call, dict)]
    values.append([read(run.get("returned"), tensors)])
    seen = [row[0].tensor for row in values if row and row[0].rows >= PICTURES]
    states = [x for x in seen if x is not None and x.shape[1:] == shape[1:] and x.dtype == torch.float32]
    if len(states) < 2:
        return None
    picked = [states[round(k * (len(states) - 1) / (MOMENTS - 1))] for k in range(MOMENTS)]
    rows = [
        figures.strip(Text("walk.sample", {"number": sample + 1}), torch.stack([x[sample, 0] for x in picked]))
        for sample in range(SHOWN)
    ]
    return figures.images(Text("walk.picture-figure"), rows)
