"""Alternative guided estimates ε̂, and mistakes in whom a guided sampler asks."""

from __future__ import annotations

from collections.abc import Callable

from torch import Tensor

from grader.checks.guidance_checks import kinds_of
from grader.checks.sampler_case import Hidden
from grader.checks.walk import Walk
from grader.checks.walk_evidence import Evidence

Estimate = Callable[[Evidence], Tensor]


def explain_labels(walk: Walk, hidden: Hidden) -> str | None:
    """Why the asks of the first step are not one with the labels and one with the null label."""
    if not walk.steps:
        return None
    step, labels = walk.steps[0], tuple(map(float, hidden.labels[0].tolist()))
    kinds = kinds_of(step, labels, hidden)
    if any(len(values) < 3 or values[2].type == "NoneType" for values in walk.calls):
        return "no-null-label"
    if "other" in kinds:
        return "another-null-label" if "class" in kinds else None
    return {"class": "never-asked-without-a-label", "null": "never-asked-with-the-label"}.get("".join(set(kinds)))


def _mixed(conditional: Callable[[float], float], unconditional: Callable[[float], float]) -> Estimate:
    """a(s)·ε_c + b(s)·ε_∅ at guidance scale s."""
    return lambda e: (
        conditional(e.scale) * e.answers["conditional"] + unconditional(e.scale) * e.answers["unconditional"]
    )


# A slug may stand for several formulas, told apart after the slash.
ESTIMATES: dict[str, Estimate] = {
    "guidance-counted-from-the-condition": _mixed(lambda s: 1 + s, lambda s: -s),
    "guidance-reversed": _mixed(lambda s: 1 - s, lambda s: s),
    "guidance-reversed/away": _mixed(lambda s: -s, lambda s: 1 + s),
    "guidance-unused": _mixed(lambda s: 1, lambda s: 0),
    "condition-unused": _mixed(lambda s: 0, lambda s: 1),
    "unconditional-part-dropped": _mixed(lambda s: s, lambda s: 0),
    "difference-only": _mixed(lambda s: s, lambda s: -s),
    "answers-added": _mixed(lambda s: s, lambda s: 1),
    "answers-averaged": _mixed(lambda s: 0.5, lambda s: 0.5),
    "scale-off-by-one": _mixed(lambda s: s - 1, lambda s: 2 - s),
}
