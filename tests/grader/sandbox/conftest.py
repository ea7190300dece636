"""One warm sandbox for all these tests: that jobs share nothing is one of the things they show."""

import textwrap
from collections.abc import Callable, Iterator

import pytest

from grader.sandbox.client import Job, Outcome, Sandbox
from grader.sandbox.doctor import can_sandbox
from grader.sandbox.limits import Limits

Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    able, reason = can_sandbox()
    if not able:
        pytest.fail(f"these tests need a host that can sandbox: {reason}")
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """Run the body of a function `attempt(**tensors)`; limits by keyword."""

    def run_body(body: str, tensors: dict | None = None, **limits) -> Outcome:
        names = ", ".join(tensors or {})
        source = f"import torch\n\ndef attempt({names}):\n" + textwrap.indent(textwrap.dedent(body), "    ")
        return sandbox.run(Job(source, "attempt", "call", {}, tensors or {}), Limits(**limits))

    return run_body
