"""How far a job is: a page of numbers that it may leave in shared memory while it runs, for the judge to glance at.

Theory of operation
-------------------
The last page of the answer's memory file is the board. The job writes on it, wakes nobody, and never waits; the judge
copies it whenever it cares to. So a flood has nowhere to go: however often and however wildly a submission writes,
there is one board of one size, and the judge looks a few times a second. The answer lies before the board, the judge
reads it without the board, and nothing that stands here ever reaches a verdict.

A board is a stranger's word, and a glance may catch one half written. `read` takes it as numbers alone and cuts each to
the range that a page can show.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

SIZE = 4096
MAX_LOSSES = 240
MAX_STEPS = 10**6
MAX_LOSS = 1e6
LAYOUT = struct.Struct(f"<{3 + MAX_LOSSES}d")  # done, of, how many losses, the losses


@dataclass(frozen=True)
class Frame:
    """`done` of `of` steps; `losses` are those of the first training steps, None where one is no number."""

    done: int
    of: int
    losses: tuple[float | None, ...] = ()


def write(board: memoryview, done: float, of: int, losses: list[float]) -> None:
    """In the sandbox: what can be known so far, from the start of the board."""
    shown = losses[:MAX_LOSSES]
    struct.pack_into(f"<{3 + len(shown)}d", board, 0, done, of, len(shown), *shown)


def read(board: bytes) -> Frame | None:
    """What a board says, cut to size; None where it says nothing yet."""
    if len(board) < LAYOUT.size:
        return None
    done, of, count, *losses = LAYOUT.unpack_from(board)
    steps = _whole(of, MAX_STEPS)
    if not steps:
        return None
    return Frame(_whole(done, steps), steps, tuple(_loss(value) for value in losses[: _whole(count, MAX_LOSSES)]))


def _whole(value: float, most: int) -> int:
    """A whole number from 0 to `most`; what is none of any kind reads as 0."""
    return 0 if math.isnan(value) else int(min(max(value, 0.0), float(most)))


def _loss(value: float) -> float | None:
    return min(max(value, 0.0), MAX_LOSS) if math.isfinite(value) else None
