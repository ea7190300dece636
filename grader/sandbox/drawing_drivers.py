"""Drives a sampler once more, with a trained network in place of a probe: for its pictures alone, nothing is recorded.

The network comes with the job, its module as text and its weights as tensors, since nothing of ours lies here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from grader.sandbox.progress import progress
from grader.sandbox.recorder import Header, ProbeRefused, Recorder, Tensors, place
from grader.sandbox.sampler_calls import CONDITIONAL, arguments, share_of_a_step
from grader.sandbox.unpacking import part, seed_everything

CALLS_PER_STEP = 4


def draw(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call the sampler on `args["run"]` and bring back what it returns; `args["network"]` is {"source", "name"}."""
    recorder, device, run = Recorder(), args["device"], args["run"]
    schedule, labels = part(tensors, "schedule", device), part(tensors, "run", device)
    network = load_network(args["network"], part(tensors, "network", device))
    steps = len(schedule["betas"])
    progress.expect(steps)
    seed_everything(args["seed"])
    returned = function(*arguments(Drawing(network, run, CALLS_PER_STEP * steps), run, schedule, labels, device))
    return {"returned": recorder.describe(returned)}, recorder.tensors


def load_network(network: dict[str, str], weights: Tensors) -> nn.Module:
    """The module's class by name, with these weights, which no gradient reaches."""
    names: dict[str, Any] = {"__name__": "network"}
    exec(compile(network["source"], "network.py", "exec"), names)
    model = names[network["name"]]()
    model.load_state_dict(weights)
    return model.to(next(iter(weights.values())).device).eval().requires_grad_(False)


class Drawing(nn.Module):
    """`model(x, t)` or `model(x, t, labels)`, as forgiving as a probe: one t or label serves for all images."""

    def __init__(self, network: nn.Module, run: dict[str, Any], max_calls: int) -> None:
        super().__init__()
        self.network, self.calls_left = network, max_calls
        self.conditional, self.classes = run["signature"] == CONDITIONAL, run["classes"]
        self.share = share_of_a_step(run)

    def forward(self, *args: Any, **named: Any) -> Tensor:
        x, t, labels = [*args, *(named[name] for name in sorted(named, key=place)), None, None][:3]
        self.calls_left -= 1
        if self.calls_left < 0:
            raise ProbeRefused("the model was called again and again")
        progress.step(len(x) * self.share)
        asked = self.classes if labels is None or not self.conditional else labels  # the null label stands for none
        return self.network(x, _one_each(t, x), _one_each(asked, x).clamp(0, self.classes))


def _one_each(value: Any, x: Tensor) -> Tensor:
    """(m,), (m, 1), () or a plain number as whole numbers, one per image: (m,)."""
    return torch.as_tensor(value, device=x.device).detach().long().flatten().expand(len(x))
