"""The visible example of an uploaded exercise: the lines that students read, and what a run on it brought back."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from grader.checks import figures
from grader.checks.example import Line, as_line, strips
from grader.checks.prepared import Answer, Arguments
from grader.checks.record import Value
from grader.checks.values import as_code, described

MAX_LITERAL = 120
MAX_LINES = 40
RESULT = "result"
PLAIN_DTYPES = (torch.float32, torch.int64, torch.bool)  # that torch.tensor chooses by itself


def example_of(entry_point: str, starter: str, arguments: Arguments) -> dict[str, Any]:
    """{"code", "given": [[name, words]]}: short arguments are written out, the others described."""
    named = isinstance(arguments, dict)
    values = list(arguments.values()) if isinstance(arguments, dict) else list(arguments)
    names = list(arguments) if isinstance(arguments, dict) else _parameters(entry_point, starter, len(values))
    lines, given = [], []
    for name, value in zip(names, values, strict=True):
        code = literal(value)
        if code and len(code) <= MAX_LITERAL:
            lines.append(f"{name} = {code}")
        else:
            given.append([name, f"{described(value)}: {as_code(value)}"])
    passed = ", ".join(f"{name}={name}" if named else name for name in names)
    return {"code": "\n".join([*lines, f"{RESULT} = {entry_point}({passed})"]) + "\n", "given": given}


def shown(answer: Answer) -> tuple[tuple[Line, ...], tuple[figures.Figure, ...]]:
    """What a run shows: a line for each part of the result, and what is images as pictures."""
    named = list(_parts(RESULT, answer.value))[:MAX_LINES]
    tensors = [(name, Value("Tensor", value)) for name, value in named if isinstance(value, Tensor)]
    return tuple(_line(name, value) for name, value in named), strips(tensors)


def literal(value: Any) -> str:
    """Exactly this value as Python, or nothing where that cannot be written."""
    match value:
        case Tensor():
            if value.is_floating_point() and not bool(value.isfinite().all()):
                return ""
            kind = "" if value.dtype in PLAIN_DTYPES else f", dtype={value.dtype}"
            return f"torch.tensor({_nested(value)}{kind})" if value.numel() <= MAX_LITERAL else ""
        case list() | tuple():
            parts = [literal(part) for part in value]
            if not all(parts):
                return ""
            inner = ", ".join(parts)
            return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' if len(parts) == 1 else ''})"
        case dict():
            pairs = [(repr(key), literal(part)) for key, part in value.items()]
            return f"{{{', '.join(f'{key}: {part}' for key, part in pairs)}}}" if all(p for _, p in pairs) else ""
        case float():
            return repr(value) if math.isfinite(value) else ""
        case _:
            return repr(value)


def _nested(value: Tensor) -> str:
    if value.ndim == 0:
        number = value.item()
        return str(np.float32(number)) if value.dtype == torch.float32 else repr(number)
    return f"[{', '.join(_nested(part) for part in value)}]"


def _parameters(entry_point: str, starter: str, count: int) -> list[str]:
    """The names that the starter gives to the first arguments; its text alone is looked at."""
    functions = (node for node in ast.walk(ast.parse(starter)) if isinstance(node, ast.FunctionDef))
    function = next((node for node in functions if node.name == entry_point), None)
    names = [arg.arg for arg in [*function.args.posonlyargs, *function.args.args]] if function else []
    return [names[index] if index < len(names) else f"x_{index + 1}" for index in range(count)]


def _parts(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The values that a structure holds, one step into it."""
    if isinstance(value, dict) and value:
        yield from ((f"{name}[{key!r}]", part) for key, part in value.items())
    elif isinstance(value, tuple | list) and any(isinstance(part, Tensor) for part in value):
        yield from ((f"{name}[{index}]", part) for index, part in enumerate(value))
    else:
        yield name, value


def _line(name: str, value: Any) -> Line:
    if isinstance(value, Tensor):
        return as_line(name, Value("Tensor", value))
    return {**as_line(name, Value(described(value))), "values": as_code(value)}
