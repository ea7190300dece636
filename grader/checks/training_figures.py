"""What to show of a training loop: its loss, step by step, beside the loss that right steps would have had."""

from __future__ import annotations

from grader.checks import figures
from grader.checks.training_mistakes import Trail
from grader.checks.training_replay import losses, trained
from grader.verdicts import Text


def loss_figure(trail: Trail) -> figures.Figure:
    """Both losses are the judge's own, computed on the batches, t and noise of the record."""
    yours = losses(trail.steps, trail.noises, trail.hidden)
    right = trained(trail.steps, trail.noises, trail.hidden)
    steps = [float(k) for k in range(1, len(yours) + 1)]
    lines = [
        figures.series(Text("training.loss-yours"), steps, yours),
        figures.series(Text("training.loss-reference"), steps, right),
    ]
    return figures.curves(Text("training.loss-curve"), Text("training.step"), lines)
