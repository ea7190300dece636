"""No submission takes more than its share, or outlives its answer."""

import pytest

from tests.grader.sandbox.attacks import assert_promise_kept, attacks


@pytest.mark.parametrize("attack", attacks("resources"))
def test_a_submission(sandbox, attack):
    assert_promise_kept(sandbox, attack)
