"""No submission reaches another process, another identity or the kernel's back doors."""

import pytest

from tests.grader.sandbox.attacks import assert_promise_kept, attacks


@pytest.mark.parametrize("attack", attacks("processes"))
def test_a_submission(sandbox, attack):
    assert_promise_kept(sandbox, attack)
