"""Damages messages in every way it can think of; run `python -m tests.grader.sandbox.fuzz_wire --seconds 600`.

Each case is one answer as a hostile submission might leave it. It has to end as a message or a WireError where it is
decoded, and as an Outcome where the client reads it, soon and within the memory that the message itself takes. Now and
then it is a board instead, which has to read as a frame that a page can show, or as none. A case that does anything
else is printed with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import collections
import copy
import json
import os
import random
import resource
import struct
import sys
import time
from typing import Any

import torch

from grader.sandbox import board, client, wire
from grader.sandbox.limits import Limits
from grader.sandbox.wire import Message, WireError

SLOW_S = 2.0
ROOM = 2**20
LIMITS = Limits(result_mb=1, result_tensors=50)
REPORT = {"ended": "by itself", "signal": None, "code": 0, "cpu_s": 0.1, "truncated": False, "out_of_memory": False}
ODD_NUMBERS = (0, 1, -1, 255, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**63 - 1, 2**63, 2**64 - 1, 10**30, 0.5, 1e308)
ODD_VALUES: tuple[Any, ...] = (*ODD_NUMBERS, None, True, "", "\0", "\ud800", "x" * 5_000, [], {}, [[]], float("nan"))
ODD_TEXTS = ("ok", "error", "memory", "killed", "timeout", "sandbox_failed", "judged", "float32", "bool", "object")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(6)))
    options = parser.parse_args()
    started = time.monotonic()
    counts = fuzz(options.seconds, options.seed)
    took = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"seed {options.seed}: {sum(counts.values())} cases in {took:.0f} s, peak {peak} MB")
    for end, number in counts.most_common():
        print(f"  {end:16} {number}")


def fuzz(seconds: float, seed: int) -> collections.Counter[str]:
    """Run cases until the time is over; raise at the first that ends as nothing else may."""
    counts: collections.Counter[str] = collections.Counter()
    deadline = time.monotonic() + seconds
    file = os.memfd_create("answer")
    while time.monotonic() < deadline:
        seed += 1
        try:
            counts[one_case(random.Random(seed), file)] += 1
        except BaseException:
            print(f"seed {seed} ends as nothing may", file=sys.stderr)
            raise
    os.close(file)
    return counts


def one_case(rng: random.Random, file: int) -> str:
    if rng.random() < 0.2:
        return glanced(odd_board(rng))
    data = damaged(rng)
    started = time.process_time()  # a busy machine may stall any case
    end = decoded(data) if rng.random() < 0.5 else read_by_client(data, file)
    took = time.process_time() - started
    if took > SLOW_S:
        raise AssertionError(f"a case of {len(data)} bytes took {took:.1f} s")
    return end


def decoded(data: bytes) -> str:
    try:
        message = wire.decode(data, max_bytes=ROOM, max_tensors=LIMITS.result_tensors)
    except WireError:
        return "refused"
    for tensor in message.tensors.values():
        tensor.sum() if tensor.numel() else tensor.shape
    return "decoded"


def read_by_client(data: bytes, file: int) -> str:
    os.ftruncate(file, 0)
    os.ftruncate(file, ROOM)
    os.pwrite(file, data[:ROOM], 0)
    outcome = client.judge_ending(REPORT, b"", file, LIMITS)
    if outcome.status not in client.STATUSES:
        raise AssertionError(f"a forged answer became {outcome.status}")
    json.dumps([outcome.header, outcome.error], ensure_ascii=False).encode()
    return outcome.status


def glanced(data: bytes) -> str:
    frame = board.read(data)
    if frame is None:
        return "blank"
    fit = 0 <= frame.done <= frame.of <= board.MAX_STEPS and len(frame.losses) <= board.MAX_LOSSES
    if not fit or not all(loss is None or 0 <= loss <= board.MAX_LOSS for loss in frame.losses):
        raise AssertionError(f"a board became {frame}")
    json.dumps([frame.done, frame.of, frame.losses], allow_nan=False)
    return "frame"


def odd_board(rng: random.Random) -> bytes:
    """A board, a half-written one, one of odd numbers, noise, or an answer in its place."""
    odd = [float(value) for value in (*ODD_NUMBERS, float("nan"), float("inf"), -float("inf"), 5e-324)]
    numbers = [rng.choice((float(rng.randrange(300)), rng.random(), rng.choice(odd))) for _ in range(512)]
    data = bytearray(struct.pack("<512d", *numbers))
    if rng.random() < 0.3:
        data[: 8 * rng.randrange(512)] = rng.randbytes(rng.randrange(4096))
    return bytes(data[: board.SIZE]) if rng.random() < 0.8 else damaged(rng)


def damaged(rng: random.Random) -> bytes:
    data = bytearray(rng.choice((whole_message, odd_header, odd_descriptions, noise))(rng))
    for _ in range(rng.choice((0, 0, 1, 2, 8))):
        damage = rng.choice((flip, cut, repeat, overwrite_prefix, splice))
        damage(rng, data)
    return bytes(data[:ROOM])


def whole_message(rng: random.Random) -> bytes:
    dtypes = list(wire.DTYPES.values())
    tensors = {
        rng.choice(("x", "t0", "é", "")) + str(number): torch.zeros(
            [rng.randrange(4) for _ in range(rng.randrange(4))], dtype=rng.choice(dtypes)
        )
        for number in range(rng.randrange(6))
    }
    return wire.encode(Message(plausible_header(rng), tensors))


def plausible_header(rng: random.Random) -> dict[str, Any]:
    header: dict[str, Any] = {"status": rng.choice(ODD_TEXTS), "submission_ms": 1.0}
    if rng.random() < 0.5:
        header["returned"] = {"value": 1}
    if rng.random() < 0.5:
        header["error"] = {"kind": "exception", "message": "m", "line": 3, "traceback": "t", "type": "E"}
    return header


def odd_header(rng: random.Random) -> bytes:
    header: Any = plausible_header(rng)
    for _ in range(rng.randrange(1, 4)):
        target = rng.choice([header, *(value for value in header.values() if isinstance(value, dict))])
        target[rng.choice((*target, "extra"))] = odd_value(rng)
    return packet({"header": header if rng.random() < 0.8 else odd_value(rng), "tensors": []})


def odd_descriptions(rng: random.Random) -> bytes:
    described = [
        [odd_name(rng), rng.choice(ODD_TEXTS), [rng.choice(ODD_NUMBERS) for _ in range(rng.randrange(20))]]
        for _ in range(rng.randrange(60))
    ]
    if described and rng.random() < 0.5:
        described[rng.randrange(len(described))] = odd_value(rng)
    return packet({"header": plausible_header(rng), "tensors": described}, bytes(rng.randrange(500)))


def odd_name(rng: random.Random) -> Any:
    return odd_value(rng) if rng.random() < 0.2 else rng.choice("abcdefgh") * rng.randrange(5)


def odd_value(rng: random.Random, depth: int = 0) -> Any:
    if depth < 3 and rng.random() < 0.3:
        return [odd_value(rng, depth + 1) for _ in range(rng.randrange(4))]
    if depth < 3 and rng.random() < 0.2:
        return {str(rng.choice(ODD_VALUES))[:50]: odd_value(rng, depth + 1)}
    return copy.deepcopy(rng.choice((*ODD_VALUES, *ODD_TEXTS)))


def packet(value: Any, body: bytes = b"") -> bytes:
    raw = json.dumps(value).encode()
    start = -(-(wire.PREFIX.size + len(raw)) // wire.ALIGNMENT) * wire.ALIGNMENT
    return (wire.PREFIX.pack(wire.MAGIC, len(raw), len(body)) + raw).ljust(start, b"\0") + body


def noise(rng: random.Random) -> bytes:
    raw = rng.choice((b"[" * 50_000, b'{"a":' * 20_000, b"1" * 6_000, b'"\\ud800"', rng.randbytes(300), b""))
    return wire.PREFIX.pack(wire.MAGIC, len(raw), rng.choice((0, 1, 2**40))) + raw


def flip(rng: random.Random, data: bytearray) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def cut(rng: random.Random, data: bytearray) -> None:
    del data[rng.randrange(len(data) + 1) :]


def repeat(rng: random.Random, data: bytearray) -> None:
    start = rng.randrange(len(data) + 1)
    data[start:start] = data[start : start + rng.randrange(200)]


def overwrite_prefix(rng: random.Random, data: bytearray) -> None:
    sizes = rng.choice((0, 1, 20, len(data), 2**32 - 1)), rng.choice((0, 1, 64, len(data), 2**63, 2**64 - 1))
    data[: wire.PREFIX.size] = wire.PREFIX.pack(rng.choice((wire.MAGIC, b"dnz-wirf")), *sizes)


def splice(rng: random.Random, data: bytearray) -> None:
    start = rng.randrange(len(data) + 1)
    data[start : start + rng.randrange(20)] = rng.randbytes(rng.randrange(20))


if __name__ == "__main__":
    main()
