"""Drives the programs of an exercise that an author uploaded: its generator of inputs, and every function on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.sandbox.progress import progress
from grader.sandbox.recorder import Header, Tensors
from grader.sandbox.unpacking import seed_everything
from grader.sandbox.values import Packer, unpack


def draw_inputs(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Ask the generator for the arguments of one call for each of `args["seeds"]`."""
    packer = Packer()
    return {"drawn": [packer.pack(function(seed)) for seed in args["seeds"]]}, packer.tensors


def call_cases(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call the function on each of `args["cases"]`, a packed tuple or dict of arguments, always with fresh copies.

    What the first call raises is the program's own exception; what a later one raises is noted. The arguments are
    described once more after the call, so that a function that changes them shows.
    """
    packer = Packer()
    lines: list[Header] = []
    seed_everything(args["seed"])
    progress.expect(len(args["cases"]))
    for packed in args["cases"]:
        given = unpack(packed, tensors, args["device"])
        named = given if isinstance(given, dict) else {}
        positional = given if isinstance(given, tuple) else ()
        try:
            lines.append({"returned": packer.pack(function(*positional, **named))})
        except Exception as error:
            if not lines:
                raise
            lines.append({"raised": type(error).__name__, "detail": str(error)[:200]})
        lines[-1]["after"] = packer.pack(given)
        progress.step()
    return {"calls": lines}, packer.tensors
