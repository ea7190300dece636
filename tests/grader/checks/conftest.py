"""One warm sandbox for the corpus, and a way to judge a function of this process."""

from collections.abc import Iterator

import pytest
import torch

from grader.sandbox.client import Sandbox
from grader.sandbox.doctor import can_sandbox

torch.set_num_threads(1)  # as grading does; on small tensors more threads only wait for each other


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    able, reason = can_sandbox()
    if not able:
        pytest.fail(f"these tests need a host that can sandbox: {reason}")
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()
