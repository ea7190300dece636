"""No submission leaves anything for the next one."""

import pytest

from tests.grader.sandbox.attacks import assert_promise_kept, attacks


@pytest.mark.parametrize("attack", attacks("poisoning"))
def test_a_submission(sandbox, attack):
    assert_promise_kept(sandbox, attack)
