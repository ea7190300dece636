"""Runs the visible example of an exercise: a few lines of ours, which students read, around their function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from grader.sandbox.recorder import Header, Probe, Recorder, Tensors
from grader.sandbox.unpacking import part, seed_everything

FILE_NAME = "example.py"  # not the student's: its frames are left out of their traceback
MAX_CALLS = 1000


def run_example(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """`args`: the lines as "code", the function's name in them, the names that it "shows", and the seed."""
    recorder = Recorder()
    scope = {"torch": torch, "device": args["device"], **_given(tensors, args["device"]), args["name"]: function}
    seed_everything(args["seed"])
    exec(compile(args["code"], FILE_NAME, "exec"), scope)
    return {"shown": recorder.describe_all({name: scope.get(name) for name in args["shows"]})}, recorder.tensors


def _given(tensors: Tensors, device: str) -> dict[str, Any]:
    """The schedule, the pictures on the CPU as a loader has them, and a model whose data are those pictures."""
    schedule, pictures = part(tensors, "schedule", device), tensors["pictures"].clone()
    weights = {"pictures": pictures.to(device, copy=True), "alpha_bar": schedule["alpha_bar"].clone()}
    model = Probe("picture", weights, pictures.shape[1:], conditional=True, recorder=Recorder(), max_calls=MAX_CALLS)
    return {"schedule": schedule, "pictures": pictures, "model": model}
