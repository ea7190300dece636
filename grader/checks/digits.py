"""Digits: what a student's sampler makes with the trained network, beside what the reference makes of the same noise.

Nothing is judged by them. A wrong program's digits are shown like a right one's: they are what its mistake looks like.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

import torch
from torch import Tensor

from ddpm_reference import unet
from ddpm_reference.digits import digits_schedule, load_digits_model
from ddpm_reference.guidance import sample_cfg
from ddpm_reference.sampling import sample
from grader.checks import figures, inputs
from grader.checks.framework import Case, Record
from grader.checks.record import read, tensor_problem
from grader.verdicts import Text

SIGNATURES = {"sample-ddpm": "sizes", "fix-the-sampler": "shape", "sample-cfg": "cfg"}
CLASSES, SCALE = 10, 3.0
COLUMNS = 5
COUNTS = {"sizes": 15, "shape": 15, "cfg": CLASSES}  # with guidance, one digit of each class
SEED = 8  # of the noise, for every submission the same: then the reference is drawn once


def make_case(exercise: str) -> Case:
    signature = SIGNATURES[exercise]
    run = {"signature": signature, "shape": [COUNTS[signature], 1, 8, 8], "scale": SCALE, "classes": CLASSES}
    args: dict[str, Any] = {"device": "cpu", "seed": SEED, "run": run, "network": network()}
    return Case("draw", args, tensors(), run)


@cache
def network() -> dict[str, str]:
    """The network as it travels: its module, which needs torch alone, and the name of its class."""
    return {"source": inspect.getsource(unet), "name": unet.UNet.__name__}


@cache
def tensors() -> dict[str, Tensor]:
    weights = {f"network.{name}": value for name, value in load_digits_model().state_dict().items()}
    return {**weights, **inputs.as_tensors(digits_schedule()), "run.labels": torch.arange(CLASSES)}


def figure(case: Case, outcome: Record) -> figures.Figure | Text:
    """Both grids; or, where what came back is no batch of digits, the sentence that says so."""
    run: dict[str, Any] = case.hidden
    value = read(outcome.header.get("returned"), outcome.tensors)
    problem = tensor_problem(value, run["shape"])
    if problem is not None or value.tensor is None:
        return problem or Text("digits.not-drawn")
    classes = list(range(CLASSES)) if run["signature"] == "cfg" else []
    rows = [
        figures.grid(Text("digits.yours"), value.tensor[:, 0].double(), COLUMNS, classes),
        figures.grid(Text("digits.reference"), reference(run["signature"])[:, 0], COLUMNS, classes),
    ]
    title = Text("digits.guided", {"scale": SCALE}) if classes else Text("digits.title")
    return figures.grids(title, rows)


@cache
def reference(signature: str) -> Tensor:
    """What the reference makes, of the noise that a sampler gets which draws x_T first and then step by step."""
    rng = torch.Generator().manual_seed(SEED)
    model, schedule, shape = load_digits_model(), digits_schedule(), (COUNTS[signature], 1, 8, 8)

    def noise(size: Any) -> Tensor:
        return torch.randn(*size, generator=rng)

    if signature == "cfg":
        labels = torch.arange(CLASSES)
        return sample_cfg(model, shape, schedule, labels, SCALE, CLASSES, "cpu", noise_sampler=noise)
    return sample(model, shape, schedule, noise_sampler=noise)
