"""One attempt: load a submission, let a driver call it, describe what happened.

This runs inside the sandbox, in the same process as the student's code. Nothing it says can be trusted: a submission
may replace any of it. It is written to be helpful to honest students; the judge outside is what makes it safe.
"""

from __future__ import annotations

import linecache
import os
import random
import sys
import time
import traceback
import types
from collections.abc import Callable
from typing import Any

import torch

from grader.sandbox import drivers, example_driver, plain
from grader.sandbox.jail import lift_memory_limit
from grader.sandbox.wire import Message, WireError

DRIVERS = {"call": plain.call, "example": example_driver.run_example, **drivers.DRIVERS}
FILE_NAME = "submission.py"
MAX_MESSAGE = 2_000
MAX_TRACEBACK = 8_000
OUT_OF_MEMORY = ("can't allocate memory", "not enough memory", "out of memory", "std::bad_alloc", "Cannot allocate")


class Refused(Exception):
    """The submission does not offer what the exercise asks for."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def attempt(request: Message) -> Message:
    """Run one job to its end; every fault of the student's becomes a header that says so."""
    order = request.header
    seed_everything(order.get("seed"))
    started = time.perf_counter()
    try:
        function = load(order["source"], order["entry_point"])
        header, tensors = DRIVERS[order["driver"]](function, order["args"], request.tensors)
        answer = Message({"status": "ok", "returned": header}, tensors)
    except BaseException as error:  # SystemExit and KeyboardInterrupt are the student's too
        lift_memory_limit()
        answer = Message(describe(error, order["entry_point"]))
    answer.header["submission_ms"] = (time.perf_counter() - started) * 1e3
    return answer


def seed_everything(seed: int | None) -> None:
    """Fresh randomness for each job, since every child is a copy of one process; or the seed that the job asks for."""
    seed = int.from_bytes(os.urandom(7)) if seed is None else seed
    torch.default_generator.manual_seed(seed)  # torch.manual_seed also writes a traceback for every kind of device
    if torch.cuda.is_initialized():
        torch.cuda.manual_seed_all(seed)
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)


def load(source: str, entry_point: str) -> Callable[..., Any]:
    """Run the source as a module and return the function that the exercise asks for."""
    lines = source.splitlines(keepends=True)
    linecache.cache[FILE_NAME] = (len(source), None, lines, FILE_NAME)
    module = types.ModuleType("submission")
    module.__file__ = FILE_NAME
    sys.modules["submission"] = module
    exec(_compile(source), module.__dict__)
    if not hasattr(module, entry_point):
        raise Refused("missing_entry_point", _missing(module, entry_point))
    function = getattr(module, entry_point)
    if not callable(function):
        got = type(function).__name__
        raise Refused("bad_entry_point", f"expected {entry_point} to be a function, got a {got}; define it with def")
    return function


def _compile(source: str) -> types.CodeType:
    try:
        return compile(source, FILE_NAME, "exec", dont_inherit=True)
    except SyntaxError:
        raise
    except ValueError as error:  # a NUL, or half a surrogate pair
        raise Refused("syntax", f"expected Python source, got text that is not: {error}") from error


def _missing(module: types.ModuleType, entry_point: str) -> str:
    defined = [name for name, value in vars(module).items() if isinstance(value, types.FunctionType)]
    found = ", ".join(defined[:10]) or "no function at all"
    return f"expected a function named {entry_point}, found {found}; name it exactly {entry_point}"


def describe(error: BaseException, entry_point: str) -> dict[str, Any]:
    """What went wrong, in the student's own line numbers."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE_NAME]
    fault = {
        "kind": _kind(error, frames, entry_point),
        "type": type(error).__name__,
        "message": clean(_message(error), MAX_MESSAGE),
        "line": _line(error, frames),
        "traceback": clean(_format(error, frames), MAX_TRACEBACK),
    }
    return {"status": _status(error), "error": fault}


def _status(error: BaseException) -> str:
    if isinstance(error, MemoryError) or (isinstance(error, RuntimeError) and _says(error, OUT_OF_MEMORY)):
        return "memory"
    return "killed" if isinstance(error, SystemExit) else "error"


def _kind(error: BaseException, frames: list[traceback.FrameSummary], entry_point: str) -> str:
    match error:
        case Refused():
            return error.kind
        case SyntaxError() if not frames:
            return "syntax"
        case WireError():
            return "bad_result"
        case SystemExit():
            return "exit"
        case TypeError() if not frames and _says(error, (f"{entry_point}()",)):
            return "bad_signature"
        case _:
            return "exception"


def _message(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"the code called sys.exit({_text(error.code)}) before it returned"
    return _text(error.msg) if isinstance(error, SyntaxError) else _text(error)


def _says(error: BaseException, phrases: tuple[str, ...]) -> bool:
    text = _text(error)
    return any(phrase in text for phrase in phrases)


def _text(value: object) -> str:
    try:
        return str(value)
    except BaseException:
        return "(its message could not be read)"


def _line(error: BaseException, frames: list[traceback.FrameSummary]) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == FILE_NAME:
        return error.lineno
    return frames[-1].lineno if frames else None


def _format(error: BaseException, frames: list[traceback.FrameSummary]) -> str:
    """A traceback of the student's own frames only."""
    head = ["Traceback (most recent call last):\n", *traceback.format_list(frames)] if frames else []
    if isinstance(error, Refused | WireError):
        return ""
    try:
        return "".join([*head, *traceback.format_exception_only(error)])
    except BaseException:
        return "".join([*head, type(error).__name__])


def clean(text: str, limit: int) -> str:
    """Text that can be stored anywhere: no NUL, no half surrogate pairs, not too long."""
    text = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= limit else f"{text[:limit]}\n… ({len(text) - limit} more characters)"
