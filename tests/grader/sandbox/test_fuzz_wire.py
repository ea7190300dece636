"""A short run of the fuzzer; the long one is `python -m tests.grader.sandbox.fuzz_wire`."""

import os

from tests.grader.sandbox.fuzz_wire import fuzz


def test_no_damage_ends_in_anything_but_a_message_a_refusal_or_an_outcome():
    counts = fuzz(seconds=3, seed=int.from_bytes(os.urandom(6)))
    assert {"refused", "decoded", "ok", "error", "killed", "frame", "blank"} <= set(counts)
