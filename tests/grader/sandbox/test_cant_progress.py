"""What a submission says of its progress reaches nobody but a page, and there as numbers only."""

import time

import pytest
import torch

from grader.sandbox import client
from grader.sandbox.board import MAX_LOSS, MAX_LOSSES, MAX_STEPS, Frame
from grader.sandbox.client import Job
from grader.sandbox.limits import Limits
from tests.grader.sandbox.attacks import Attack, assert_ends_as_promised, assert_promise_kept, attacks


def assert_fit_to_show(frame: Frame) -> None:
    assert 0 <= frame.done <= frame.of <= MAX_STEPS
    assert len(frame.losses) <= MAX_LOSSES
    assert all(loss is None or 0 <= loss <= MAX_LOSS for loss in frame.losses)


@pytest.mark.parametrize("attack", attacks("progress"))
def test_a_submission(sandbox, attack: Attack):
    glances: list[tuple[float, Frame]] = []
    job, started = Job(attack.source(), "attempt", "call"), time.monotonic()
    outcome = sandbox.run(job, Limits(), on_progress=lambda frame: glances.append((time.monotonic(), frame)))
    assert_ends_as_promised(outcome, attack)
    assert glances or attack.outcomes != ["ok"]
    for _, frame in glances:
        assert_fit_to_show(frame)
    assert len(glances) <= (time.monotonic() - started) / client.GLANCE_S + 1, (
        "it was listened to more often than asked"
    )
    assert_promise_kept(sandbox, attack)


def test_cant_change_its_answer_by_its_progress(sandbox):
    """The same job with and without somebody who looks ends the same."""
    source = (
        "import time\nfrom grader.sandbox.progress import progress\n"
        "def attempt(x):\n    progress.expect(3)\n    for _ in range(3):\n"
        "        progress.step(loss=lambda: 0.5)\n        time.sleep(0.2)\n    return x * 2\n"
    )
    job = Job(source, "attempt", "call", {}, {"x": torch.arange(4.0)})
    frames: list[Frame] = []
    seen, unseen = sandbox.run(job, Limits(), on_progress=frames.append), sandbox.run(job, Limits())
    assert frames
    assert (seen.status, seen.header) == (unseen.status, unseen.header) == ("ok", {})
    assert torch.equal(seen.tensors["result"], unseen.tensors["result"])


def test_cant_be_heard_when_it_ends_at_once(sandbox):
    source = (
        "from grader.sandbox.progress import progress\n"
        "def attempt():\n    progress.expect(1); progress._next = 0; progress.step()\n    return 1\n"
    )
    frames: list[Frame] = []
    assert sandbox.run(Job(source, "attempt", "call"), Limits(), on_progress=frames.append).status == "ok"
    assert frames == []
