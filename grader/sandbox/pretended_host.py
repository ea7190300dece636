"""Running a function as though this host had a card: what it asks about one, where its tensors live, what it prints.

Whatever goes wrong there but a mixture of devices says nothing: the real calls have shown what the function does.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import torch

from grader.sandbox.rehearsal import HERE, DevicesMixed, Rehearsal, mark

Function = Callable[..., Any]

ANSWERS = (
    (torch.cuda, "is_available", True),
    (torch.accelerator, "is_available", True),
    (torch.cuda, "device_count", 1),
)
ASKING = ("is_available", "device_count")
# What a program may also ask, and gets the truth about this host: then its way may be another one than on a card.
UNANSWERED = (
    "is_built",
    "is_initialized",
    "current_accelerator",
    "current_device",
    "version.cuda",
    "nvidia",
    "environ",
)


def rehearse(function: Function, play: Callable[[Function], Any]) -> dict[str, Any]:
    """`play` calls the function it is given. Says whether devices were mixed, and in which line of the submission."""
    source, file_name = _source(function)
    if any(word in source for word in UNANSWERED):
        return {"finished": False, "mixed": False}
    try:
        with quietly(), _with_a_card(file_name):
            told = _imported_again(function, source) if any(word in source for word in ASKING) else function
            with Rehearsal():
                play(told)
    except DevicesMixed as error:
        return {"finished": True, "mixed": True, "line": _line(error, file_name)}
    except BaseException:
        return {"finished": False, "mixed": False}
    return {"finished": True, "mixed": False}


def _source(function: Function) -> tuple[str, str]:
    """The text of the submission and its file name; empty where the function is not of a submission."""
    file_name = getattr(sys.modules.get(getattr(function, "__module__", "")), "__file__", None) or ""
    is_submission = getattr(function, "__module__", "") == "submission"
    return "".join(linecache.getlines(file_name)) if is_submission else "", file_name


def _imported_again(function: Function, source: str) -> Function:
    """The same function of the submission imported once more: what it asked at its import is asked again."""
    old = sys.modules[function.__module__]
    new = types.ModuleType(old.__name__)
    new.__file__ = old.__file__
    exec(compile(source, str(old.__file__), "exec", dont_inherit=True), new.__dict__)
    name = next(name for name, value in vars(old).items() if value is function)
    return vars(new)[name]


@contextlib.contextmanager
def _with_a_card(file_name: str) -> Iterator[None]:
    """Questions from this file about a card are answered with yes; torch itself asks too, and is told the truth."""
    with contextlib.ExitStack() as stack:
        for owner, name, answer in ANSWERS:
            stack.enter_context(_replaced(owner, name, _answering(answer, getattr(owner, name), file_name)))
        from_numpy = torch.from_numpy  # passes by the rehearsal
        stack.enter_context(_replaced(torch, "from_numpy", lambda array: mark(from_numpy(array), HERE)))
        yield


def _answering(answer: Any, truth: Callable[[], Any], file_name: str) -> Callable[[], Any]:
    return lambda: answer if sys._getframe(1).f_code.co_filename == file_name else truth()


@contextlib.contextmanager
def _replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


class _Nowhere(io.TextIOBase):
    def write(self, text: str) -> int:
        return len(text)


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    with contextlib.redirect_stdout(_Nowhere()), contextlib.redirect_stderr(_Nowhere()):
        yield


def _line(error: BaseException, file_name: str) -> int | None:
    """Where in this file it came from."""
    found, trace = None, error.__traceback__
    while trace is not None:
        found = trace.tb_lineno if trace.tb_frame.f_code.co_filename == file_name else found
        trace = trace.tb_next
    return found
