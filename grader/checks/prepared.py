"""The cases of an uploaded exercise: drawn, answered and stored once, before it is published; read for each judgement.

A case is the arguments of one call, what the reference makes of them, and what each known wrong solution does. They are
stored as one message of `sandbox.wire`: no pickle, every length checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.sandbox import wire
from grader.sandbox.values import Packer, unpack

MAX_BYTES = 8 * 2**20
MAX_TENSORS = 100_000
MAX_PARTS = 10**6

Arguments = tuple[Any, ...] | dict[str, Any]


class TooLarge(ValueError):
    """The cases hold more than is stored."""


@dataclass(frozen=True)
class Answer:
    """What a function returned, or the type of what it raised."""

    value: Any = None
    raised: str = ""
    detail: str = ""


@dataclass(frozen=True)
class PreparedCase:
    arguments: Arguments
    expected: Any
    wrong: dict[str, Answer]  # by the name of the wrong solution


@dataclass(frozen=True)
class Prepared:
    """`telling` says of each known wrong solution which of the cases show that it is wrong."""

    cases: tuple[PreparedCase, ...]
    example: Arguments
    telling: dict[str, list[int]]


def encode(prepared: Prepared) -> bytes:
    packer = Packer(most=MAX_PARTS)
    header = {
        "cases": [
            {
                "arguments": packer.pack(case.arguments),
                "expected": packer.pack(case.expected),
                "wrong": {name: [packer.pack(one.value), one.raised] for name, one in case.wrong.items()},
            }
            for case in prepared.cases
        ],
        "example": packer.pack(prepared.example),
        "telling": prepared.telling,
    }
    message = wire.Message(header, packer.tensors)
    try:
        size = wire.encoded_size(message)
    except wire.WireError as error:
        raise TooLarge(str(error)) from error
    if size > MAX_BYTES:
        raise TooLarge(f"{size} bytes")
    return wire.encode(message)


def decode(stored: bytes) -> Prepared:
    message = wire.decode(stored, max_bytes=MAX_BYTES, max_tensors=MAX_TENSORS)

    def read(packed: Any) -> Any:
        return unpack(packed, message.tensors)

    cases = [
        PreparedCase(
            read(case["arguments"]),
            read(case["expected"]),
            {name: Answer(read(value), raised) for name, (value, raised) in case["wrong"].items()},
        )
        for case in message.header["cases"]
    ]
    return Prepared(tuple(cases), read(message.header["example"]), message.header["telling"])


def answers(header: dict[str, Any], tensors: dict[str, Any], count: int) -> list[tuple[Answer, Any]]:
    """What `call_cases` brought back: each call's answer, and its arguments afterwards. Total, whatever came."""
    found = header.get("calls")
    lines = found if isinstance(found, list) else []
    return [_answer(line if isinstance(line, dict) else {}, tensors) for line in (lines + [{}] * count)[:count]]


def _answer(line: dict[str, Any], tensors: dict[str, Any]) -> tuple[Answer, Any]:
    after = unpack(line.get("after"), tensors)
    if "raised" in line:
        return Answer(raised=str(line["raised"])[:60] or "Exception", detail=str(line.get("detail", ""))[:200]), after
    return Answer(unpack(line.get("returned", {}), tensors)), after


def packed(arguments: list[Arguments]) -> tuple[list[Any], dict[str, Any]]:
    """Arguments for `call_cases`: as its `cases`, and as its tensors."""
    packer = Packer(most=MAX_PARTS)
    return [packer.pack(one) for one in arguments], packer.tensors
