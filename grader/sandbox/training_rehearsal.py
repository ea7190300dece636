"""One epoch of a training loop on a make-believe accelerator, to which the loop must move model and batches itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from grader.sandbox.pretended_host import rehearse
from grader.sandbox.recorder import Header, Tensors
from grader.sandbox.rehearsal import HERE, PRETENDED, DevicesMixed, mark, place_of
from grader.sandbox.training_probe import TrainingProbe
from grader.sandbox.unpacking import part, shaped


def rehearse_training(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors, form: str) -> Header:
    """Model and batches come on the CPU; where the schedule is, the task does not say."""
    schedule = part(tensors, "schedule", "cpu")
    model = TrainingProbe(part(tensors, "weights", "cpu"), len(schedule["betas"]), _refuse_the_cpu)
    batches = [part(tensors, f"batch{index}", "cpu") for index in range(args["batches"])]
    loader: DataLoader[Any] = DataLoader([shaped(batch, form) for batch in batches], batch_size=None)  # type: ignore[arg-type]
    mark([batches, list(model.parameters())], HERE)
    named = {**args["named"], "epochs": 1, "device": PRETENDED}
    return rehearse(function, lambda told: told(model, loader, schedule, **named))


def _refuse_the_cpu(model: TrainingProbe, x: Tensor, t: Any, labels: Any, answer: Tensor) -> None:
    """A training step in which nothing was mixed, because nothing was ever moved."""
    if torch.is_grad_enabled() and place_of(x) is HERE:
        raise DevicesMixed("the model")
