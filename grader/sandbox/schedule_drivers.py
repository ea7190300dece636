"""Drives the functions that compute schedules: plain calls with plain arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.sandbox.progress import progress
from grader.sandbox.recorder import Header, Recorder, Tensors


def call_each(function: Callable[..., Any], args: dict[str, Any], tensors: Tensors) -> tuple[Header, Tensors]:
    """Call the function once per line of `args["calls"]`, {"positional": […], "named": {…}}.

    An argument {"tensor": name} stands for that tensor, on the device asked for. What the first call raises is the
    submission's own exception; what a later one raises, an edge case that the first did not meet, is noted.
    """
    recorder = Recorder()
    lines: list[Header] = []
    progress.expect(len(args["calls"]))
    for call in args["calls"]:
        given = {
            a["tensor"]: tensors[a["tensor"]].to(args["device"], copy=True) for a in call["positional"] if _is_name(a)
        }
        positional = [given[a["tensor"]] if _is_name(a) else a for a in call["positional"]]
        try:
            lines.append({"returned": recorder.describe(function(*positional, **call["named"]))})
        except Exception as error:
            if not lines:
                raise
            lines.append({"raised": type(error).__name__, "detail": str(error)[:200]})
        lines[-1]["inputs_after"] = recorder.describe_all(given)
        progress.step()
    return {"calls": lines}, recorder.tensors


def _is_name(argument: Any) -> bool:
    return isinstance(argument, dict)
