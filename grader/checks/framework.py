"""The frame that every check module fills.

A check module defines two functions and one table:

    CHECKS: tuple[Check, ...]                      what is looked at, in the order shown; the points add up to 100
    make_case(seed, device) -> Case                inputs drawn from the seed, and the driver that feeds them
    verify(case, outcome) -> Findings              a judgement of what the driver brought back

The driver (grader/sandbox/drivers.py) runs beside the student's code and only records. `verify` runs in another
process, trusts nothing in the outcome and recomputes all it needs from `case`. It must be total: whatever a hostile
record holds, it returns findings and never raises, because an exception here counts as a fault of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol

from torch import Tensor

from grader.verdicts import BLOCKED, CheckResult, Text


@dataclass(frozen=True)
class Check:
    """One line of the verdict. A submission is accepted when every required check passed."""

    name: str
    points: float
    required: bool = True


@dataclass(frozen=True)
class Case:
    """What one submission is given (`args`, `tensors`: sent to the sandbox) and what the judge keeps (`hidden`)."""

    driver: str
    args: dict[str, Any]
    tensors: dict[str, Tensor]
    hidden: Any = None


@dataclass(frozen=True)
class Findings:
    checks: tuple[CheckResult, ...]
    misconception: str | None = None
    figures: tuple[dict[str, Any], ...] = ()


class Record(Protocol):
    """The part of a sandbox outcome that a check reads; both halves are untrusted."""

    @property
    def header(self) -> dict[str, Any]: ...

    @property
    def tensors(self) -> dict[str, Tensor]: ...


Listener = Callable[[int, int], None]
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard_by(listener: Listener | None) -> Iterator[None]:
    """Within, every scorecard says how many of its checks are judged, and of how many."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


@dataclass
class Scorecard:
    """Collects one result per check. A check never reached is failed as blocked by an earlier one."""

    checks: Iterable[Check]
    _results: dict[str, CheckResult] = field(default_factory=dict)

    def put(
        self, name: str, passed: bool, message: Text, *, p_value: float | None = None, figure: dict | None = None
    ) -> bool:
        check = next(c for c in self.checks if c.name == name)
        points = check.points if passed else 0.0
        self._results[name] = CheckResult(
            name, passed, check.required, points, check.points, message, p_value=p_value, figure=figure
        )
        if listener := _listener.get():
            listener(len(self._results), len(tuple(self.checks)))
        return passed

    def ok(self, name: str, key: str, /, **params: Any) -> bool:
        return self.put(name, True, Text(key, params))

    def fail(self, name: str, key: str, /, **params: Any) -> bool:
        return self.put(name, False, Text(key, params))

    def earned(self) -> float:
        return sum(result.points for result in self.results())

    def failed(self) -> set[str]:
        """The checks that were judged and not passed; blocked ones are not among them."""
        return {result.name for result in self._results.values() if not result.passed}

    def results(self) -> tuple[CheckResult, ...]:
        return tuple(self._results.get(check.name, _blocked(check)) for check in self.checks)


def _blocked(check: Check) -> CheckResult:
    return CheckResult(check.name, False, check.required, 0.0, check.points, Text(BLOCKED))
