"""No submission reads or writes a file that is not Python's or its own."""

import pytest

from tests.grader.sandbox.attacks import assert_promise_kept, attacks


@pytest.mark.parametrize("attack", attacks("files"))
def test_a_submission(sandbox, attack):
    assert_promise_kept(sandbox, attack)
