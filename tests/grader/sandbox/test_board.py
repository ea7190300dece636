import math
import struct

import pytest

from grader.sandbox import board
from grader.sandbox.board import Frame
from grader.sandbox.progress import Progress


def page(*numbers: float) -> bytes:
    return struct.pack(f"<{len(numbers)}d", *numbers).ljust(board.SIZE, b"\0")


def test_what_is_written_is_read():
    memory = memoryview(bytearray(board.SIZE))
    board.write(memory, 3.5, 48, [1.5, 0.25])
    assert board.read(bytes(memory)) == Frame(3, 48, (1.5, 0.25))


def test_a_fresh_page_says_nothing():
    assert board.read(bytes(board.SIZE)) is None


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"\xff" * (board.LAYOUT.size - 1)])
def test_too_short_a_page_says_nothing(data):
    assert board.read(data) is None


@pytest.mark.parametrize(
    ("numbers", "frame"),
    [
        ((99, 48, 0), Frame(48, 48)),
        ((-1, 48, 0), Frame(0, 48)),
        ((math.nan, 48, 0), Frame(0, 48)),
        ((1, math.inf, 0), Frame(1, board.MAX_STEPS)),
        ((1, math.nan, 0), None),
        ((1, -5, 0), None),
        ((1, 0.9, 0), None),
        ((1, 2, -7, 1.0), Frame(1, 2)),
        ((1, 2, 2.9, 1.0, 2.0), Frame(1, 2, (1.0, 2.0))),
        ((1, 2, 4, math.nan, math.inf, -math.inf, -3), Frame(1, 2, (None, None, None, 0.0))),
        ((1, 2, 1, 1e308), Frame(1, 2, (board.MAX_LOSS,))),
    ],
)
def test_every_number_is_cut_to_its_range(numbers, frame):
    assert board.read(page(*numbers)) == frame


def test_more_losses_than_there_is_room_for_are_cut():
    memory = memoryview(bytearray(board.SIZE))
    board.write(memory, 1, 2, [0.5] * 10_000)
    assert board.read(bytes(memory)) == Frame(1, 2, (0.5,) * board.MAX_LOSSES)
    frame = board.read(page(1, 2, 1e18, *[0.5] * board.MAX_LOSSES, 7.0))
    assert frame == Frame(1, 2, (0.5,) * board.MAX_LOSSES)


class TestProgress:
    """What drivers call."""

    @pytest.fixture
    def shown(self, monkeypatch):
        """A progress and its page, at a time that the test sets."""
        self.now = 0.0
        monkeypatch.setattr("grader.sandbox.progress.time.monotonic", lambda: self.now)
        progress, memory = Progress(), memoryview(bytearray(board.SIZE))
        progress.show_on(memory)
        return progress, lambda: board.read(bytes(memory))

    def test_a_quick_job_says_nothing_and_computes_nothing(self, shown):
        progress, look = shown
        progress.expect(2)
        progress.step(loss=lambda: pytest.fail("nobody looks yet"))
        assert look() is None

    def test_a_slow_job_shows_every_loss_so_far(self, shown):
        progress, look = shown
        progress.expect(3)
        progress.step(loss=lambda: 0.5)
        self.now = 1.0
        progress.step(loss=lambda: 0.25)
        assert look() == Frame(2, 3, (0.5, 0.25))

    def test_between_two_looks_nothing_is_computed(self, shown):
        progress, look = shown
        progress.expect(9)
        self.now = 1.0
        progress.step(loss=lambda: 0.5)
        progress.step(loss=lambda: pytest.fail("it was shown a moment ago"))
        assert look() == Frame(1, 9, (0.5,))

    def test_a_loss_that_cannot_be_computed_is_a_gap(self, shown):
        progress, look = shown
        progress.expect(2)
        self.now = 1.0
        progress.step(loss=lambda: {}["nothing"])
        assert look() == Frame(1, 2, (None,))

    def test_without_a_page_a_step_is_no_trouble(self):
        progress = Progress()
        progress.expect(2)
        progress.step(loss=lambda: pytest.fail("nobody looks"))
