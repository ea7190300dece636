"""No submission makes a socket of any kind."""

import pytest

from tests.grader.sandbox.attacks import assert_promise_kept, attacks


@pytest.mark.parametrize("attack", attacks("network"))
def test_a_submission(sandbox, attack):
    assert_promise_kept(sandbox, attack)
