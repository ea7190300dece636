"""What runs beside a student's function: it calls the function on the inputs it was sent, and records.

A driver is `driver(function, args, tensors) -> (header, tensors)`. It holds no expected value and judges nothing: the
code under test shares this process and could change anything here. Values are described in the form that
grader/checks/record.py reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.sandbox.drawing_drivers import draw
from grader.sandbox.function_drivers import call_cases, draw_inputs
from grader.sandbox.pretended_host import rehearse
from grader.sandbox.progress import progress
from grader.sandbox.recorder import Header, Probe, ProbeRefused, Recorder, Tensors
from grader.sandbox.rehearsal import PRETENDED, THERE, mark
from grader.sandbox.sampler_calls import CONDITIONAL, arguments, share_of_a_step
from grader.sandbox.schedule_drivers import call_each
from grader.sandbox.training_drivers import train
from grader.sandbox.unpacking import part, seed_everything

Function = Callable[..., Any]
Driver = Callable[[Function, dict[str, Any], Tensors], tuple[Header, Tensors]]

REHEARSED_STEPS = 3


def forward_diffusion(function: Function, args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call the forward process on every batch in turn, and look at the inputs again afterwards."""
    recorder = Recorder()
    schedule = part(tensors, "schedule", args["device"])
    seed_everything(args["seed"])
    calls = []
    progress.expect(args["calls"])
    for index in range(args["calls"]):
        batch = part(tensors, f"call{index}", args["device"])
        returned = function(batch["x_0"], batch["t"], schedule)
        calls.append({"returned": recorder.describe(returned), "after": recorder.describe_all(batch)})
        progress.step()
    header = {"calls": calls, "schedule_after": recorder.describe_all(schedule)}
    header["devices"] = _rehearse_once(function, tensors)
    return header, recorder.tensors


def _rehearse_once(function: Function, tensors: Tensors) -> Header:
    """One call on a device that refuses mixtures, to which the images and their t have been moved."""
    schedule, batch = part(tensors, "schedule", "cpu"), mark(part(tensors, "call0", "cpu"), THERE)
    return rehearse(function, lambda told: told(batch["x_0"], batch["t"], schedule))


def sample(function: Function, args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call a sampler several times with probe models, then once more on a make-believe accelerator.

    `args["runs"]` lists {"probe", "shape", "signature", …}; a run's labels are `labels<index>`. The schedule is one
    object throughout, so that a change made to it in place shows in the next run too.
    """
    recorder = Recorder()
    device = args["device"]
    schedule = part(tensors, "schedule", device)
    seed_everything(args["seed"])
    progress.expect(len(schedule["betas"]) * len(args["runs"]))
    runs = [
        {**_walk(function, run, index, schedule, tensors, device, recorder)} for index, run in enumerate(args["runs"])
    ]
    header = {"runs": runs, "schedule_after": recorder.describe_all(schedule)}
    header["devices"] = _rehearse(function, args["runs"][0], tensors)
    return header, recorder.tensors


def _walk(
    function: Function,
    run: dict[str, Any],
    index: int,
    schedule: Tensors,
    tensors: Tensors,
    device: str,
    recorder: Recorder,
) -> Header:
    labels = part(tensors, f"run{index}", device)
    model = _probe(run, part(tensors, run["probe"], device), recorder, len(schedule["betas"]))
    returned, refused = None, None
    try:
        returned = function(*arguments(model, run, schedule, labels, device))
    except ProbeRefused as error:
        refused = str(error)[:300]
    return {
        "calls": model.calls,
        "returned": recorder.describe(returned),
        "refused": refused,
        "after": recorder.describe_all(labels),
    }


def _probe(run: dict[str, Any], weights: Tensors, recorder: Recorder, T: int) -> Probe:
    conditional = run["signature"] == CONDITIONAL
    return Probe(
        run["probe"],
        weights,
        run["shape"][1:],
        conditional=conditional,
        recorder=recorder,
        max_calls=4 * T + 8,
        share=share_of_a_step(run),
    )


def _rehearse(function: Function, run: dict[str, Any], tensors: Tensors) -> Header:
    """A short walk on a device that refuses mixtures. The model is there; where the schedule and the labels are, no
    task says.
    """
    schedule = {name: values[:REHEARSED_STEPS] for name, values in part(tensors, "schedule", "cpu").items()}
    labels, weights = part(tensors, "run0", "cpu"), part(tensors, run["probe"], "cpu")
    model = _probe(run, weights, Recorder(), REHEARSED_STEPS)
    mark(list(model.parameters()), THERE)
    return rehearse(function, lambda told: told(*arguments(model, run, schedule, labels, PRETENDED)))


DRIVERS: dict[str, Driver] = {
    "forward_diffusion": forward_diffusion,
    "sample": sample,
    "call_each": call_each,
    "train": train,
    "draw": draw,
    "draw_inputs": draw_inputs,
    "call_cases": call_cases,
}
