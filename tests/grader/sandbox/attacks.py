"""The attack corpus: each folder of tests/submissions/attacks is one promise and one attempt to break it.

`submission.py` defines `attempt()`, which returns "held" where the promise held and otherwise says what it got; one
that forges a verdict defines an exercise's entry point instead. `expect.json` says which ends are right. A `probe.py`,
where there is one, is the next submission: it returns "held" unless it finds a trace of the first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.sandbox.client import Job, Outcome, Sandbox
from grader.sandbox.limits import Limits

CORPUS = Path(__file__).parents[2] / "submissions" / "attacks"
QUICK_MS = 5_000  # well below the wall clock: nothing was waited for


@dataclass(frozen=True)
class Attack:
    name: str
    theme: str
    promise: str
    outcomes: list[str]
    limits: dict[str, Any] = field(default_factory=dict)
    tensors: dict[str, list[int]] = field(default_factory=dict)
    exercise: str = ""
    quick: bool = False

    def source(self, file: str = "submission.py") -> str:
        return (CORPUS / self.name / file).read_text()


def attacks(theme: str) -> list[Any]:
    """Parameters for one theme, each with an id that is the promise's name."""
    found = [_read(folder) for folder in sorted(CORPUS.iterdir())]
    return [
        pytest.param(attack, id="cant_" + attack.name.replace("-", "_")) for attack in found if attack.theme == theme
    ]


def _read(folder: Path) -> Attack:
    return Attack(folder.name, **json.loads((folder / "expect.json").read_text()))


def run(sandbox: Sandbox, attack: Attack, source: str) -> Outcome:
    tensors = {name: torch.randn(shape) for name, shape in attack.tensors.items()}
    return sandbox.run(Job(source, "attempt", "call", {}, tensors), Limits(**attack.limits))


def assert_promise_kept(sandbox: Sandbox, attack: Attack) -> None:
    """Run the attack; whatever it did, the same zygote still serves a right job afterwards."""
    before = sandbox.zygote_pid()
    assert_ends_as_promised(run(sandbox, attack, attack.source()), attack)
    if (CORPUS / attack.name / "probe.py").exists():
        assert run(sandbox, attack, attack.source("probe.py")).header == {"value": "held"}, attack.promise
    assert_serves(sandbox)
    assert sandbox.zygote_pid() == before, f"the zygote did not survive: {attack.promise}"


def assert_ends_as_promised(outcome: Outcome, attack: Attack) -> None:
    assert outcome.status in attack.outcomes, f"{attack.promise} Got {outcome}"
    if outcome.status == "ok":
        assert outcome.header == {"value": "held"}, f"{attack.promise} Got {outcome.header}"
    if attack.quick:
        assert outcome.timings["sandbox_ms"] < QUICK_MS, attack.promise


def assert_serves(sandbox: Sandbox) -> None:
    x = torch.randn(8)
    outcome = sandbox.run(Job("def attempt(x):\n    return x + 1\n", "attempt", "call", {}, {"x": x}), Limits())
    assert outcome.status == "ok", outcome
    assert torch.equal(outcome.tensors["result"], x + 1)


def zygote_pid(sandbox: Sandbox) -> int:
    return sandbox.zygote_pid()


def main() -> None:
    """Run, as whoever we are, every attack that does not wait for a time-out."""
    sandbox = Sandbox()
    kept = 0
    for folder in sorted(CORPUS.iterdir()):
        attack = _read(folder)
        if not attack.exercise and not attack.limits:
            assert_promise_kept(sandbox, attack)
            kept += 1
    sandbox.close()
    print(f"{kept} promises kept")


if __name__ == "__main__":
    main()
