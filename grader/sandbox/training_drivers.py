"""Drives the training loops: a probe model, a loader of known batches, and a note of every call and every weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from grader.sandbox.pretended_host import quietly
from grader.sandbox.progress import progress
from grader.sandbox.recorder import Header, ProbeRefused, Recorder, Tensors
from grader.sandbox.signature import defaults_of
from grader.sandbox.training_probe import TrainingProbe
from grader.sandbox.training_rehearsal import rehearse_training
from grader.sandbox.unpacking import part, seed_everything, shaped

Function = Callable[..., Any]


def train(function: Function, args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Train a probe with the student's loop; `args["forms"]` lists what a batch may look like.

    A loop may unpack batches as (images, labels), or take them as bare tensors. The first form is the one described to
    students; another is tried only if the loop failed before it ever called the model, and its error is what counts.
    """
    first_error = None
    for form in args["forms"]:
        attempt = _Attempt(args, tensors, form, Recorder())
        try:
            attempt.run(function)
        except Exception as error:
            if attempt.calls or form == args["forms"][-1]:
                raise first_error or error from None
            first_error = first_error or error
            continue
        header = attempt.record()
        header["crowd"] = _crowd(function, {**args, **args["crowd"]}, tensors, form, attempt.recorder)
        header["defaults"] = defaults_of(function)
        header["devices"] = rehearse_training(function, args, tensors, form)
        return header, attempt.recorder.tensors
    raise ValueError("expected args['forms'] to name a form of batch, got none")


def _crowd(function: Function, args: dict[str, Any], tensors: Tensors, form: str, recorder: Recorder) -> Header:
    """One epoch of few, large batches of single pixels: thousands of draws of t and of labels for next to nothing.

    A loop that has done the real run may still stumble here, and then there is less to look at.
    """
    attempt = _Attempt(args, tensors, form, recorder)
    try:
        with quietly():
            attempt.run(function)
    except Exception as error:
        return {"raised": type(error).__name__}
    return attempt.record()


class _Attempt:
    """One run of the loop: fresh model, fresh batches, and the record that grows while it runs."""

    def __init__(self, args: dict[str, Any], tensors: Tensors, form: str, recorder: Recorder) -> None:
        device = args["device"]
        self.args, self.recorder = args, recorder
        self.schedule = {name: values[: args["steps"]] for name, values in part(tensors, "schedule", device).items()}
        self.batches = [part(tensors, f"{args['part']}{index}", "cpu") for index in range(args["batches"])]
        self.model = TrainingProbe(part(tensors, "weights", "cpu"), len(self.schedule["betas"]), self.note)
        # One element of the dataset is one batch, and iterating gives the same tensors again: what is changed stays so.
        self.loader = DataLoader([shaped(batch, form) for batch in self.batches], batch_size=None)  # type: ignore
        self.calls: list[Header] = []
        self.uncounted = self.backwards = self.evaluating = 0
        self.refused = False

    def run(self, function: Function) -> None:
        seed_everything(self.args["seed"])
        if self.args["watched"]:
            progress.expect(self.args["named"]["epochs"] * len(self.batches))
        try:
            function(self.model, self.loader, self.schedule, **self.args["named"], device=self.args["device"])
        except ProbeRefused:
            self.refused = True

    def note(self, model: TrainingProbe, x: Tensor, t: Any, labels: Any, answer: Tensor) -> None:
        if not torch.is_grad_enabled():
            return  # a look at the model between two steps, not a step
        if len(self.calls) >= self.args["max_calls"]:
            self.uncounted += 1
            progress.step()
            return
        self.evaluating += not model.training
        describe = self.recorder.describe
        line = {"x": describe(x), "t": describe(t), "labels": describe(labels), "weights": describe(model.flat())}
        self.calls.append(line)
        batch, shown = self.batches[(len(self.calls) - 1) % len(self.batches)], answer.detach().clone()
        if self.args["watched"]:
            progress.step(loss=lambda: self.error(line, batch, shown))
        answer.register_hook(lambda slope: self.note_backward(line, slope))

    def error(self, line: Header, batch: Tensors, answer: Tensor) -> float:
        """The mean square of answer − ε, with the ε that x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·ε of this batch holds."""
        x, t = (self.recorder.tensors[line[name]["tensor"]] for name in ("x", "t"))
        kept, added = (self.schedule[f"sqrt_{name}"].cpu()[t.long()] for name in ("alpha_bar", "one_minus_alpha_bar"))
        noise = (x - kept.view(-1, 1, 1, 1) * batch["images"]) / added.view(-1, 1, 1, 1)
        return (answer.cpu() - noise).square().mean().item()

    def note_backward(self, line: Header, slope: Tensor) -> None:
        self.backwards += 1
        line["slope"] = self.recorder.describe(slope)

    def record(self) -> Header:
        return {
            "calls": self.calls,
            "uncounted": self.uncounted,
            "refused": self.refused,
            "backwards": self.backwards,
            "evaluating": self.evaluating,
            "gradients_left": any(p.grad is not None and bool(p.grad.any()) for p in self.model.parameters()),
            "weights_after": self.recorder.describe(self.model.flat()),
            "batches_after": [self.recorder.describe_all(batch) for batch in self.batches],
            "schedule_after": self.recorder.describe_all(self.schedule),
        }
