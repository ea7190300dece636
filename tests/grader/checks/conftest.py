"""One warm sandbox for the corpus, and a way to judge a function of this process."""

from collections.abc import Iterator

import pytest

from grader.sandbox.client import Sandbox
from grader.sandbox.doctor import can_sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    able, reason = can_sandbox()
    if not able:
        pytest.fail(f"these tests need a host that can sandbox: {reason}")
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()
