"""Trying an uploaded exercise before anybody sees it: do its programs do what their names promise?

Theory of operation
-------------------
Every program is a stranger's, so each runs in a sandbox job of its own and only its values come back. The generator
draws the arguments of many calls. The reference answers them twice, the second time in another order and with other
random numbers: if the answers differ, it depends on more than its arguments, and no student could agree with it. Then
every solution has to agree, the starter and every known wrong solution have to differ somewhere, and no two wrong
solutions may look the same, or the mistake that is named could be the other one.

What passes leaves its cases to be stored: arguments, answers, and what the wrong solutions gave. All that is said of a
program is said by key, as in a verdict, so that it reads in the language of whoever looks.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.checks import prepared
from grader.checks.against_reference import alike, calls
from grader.checks.prepared import Answer, Arguments, Prepared, PreparedCase
from grader.checks.shown_example import example_of
from grader.checks.values import Tolerance, call_as_code, described, foreign, not_finite, same
from grader.material import Material
from grader.sandbox import client, wire
from grader.sandbox.client import Job, Outcome
from grader.sandbox.values import unpack
from grader.verdicts import SANDBOX_FAILED, Text

DRAWN = 128  # calls asked of the generator
KEPT = 64  # of the different ones, besides the visible example
LEAST = 32
BUDGET_S = 240  # of all programs together
MAX_SEED = 2**31
DEVICE = "cpu"
EXACT = Tolerance(0.0, 0.0)
MAX_MESSAGE = 300

GENERATOR, REFERENCE = "inputs.py", "reference.py"


class NoSandbox(Exception):
    """A fault of ours or of this host: nothing is known of the exercise."""


@dataclass(frozen=True)
class Fault:
    """Something to be mended. Its three sentences are the messages `trial.<key>-expected`, -got and -remedy."""

    file: str
    key: str
    params: dict[str, Any] = field(default_factory=dict)
    line: int | None = None

    def as_row(self) -> dict[str, Any]:
        return dict(vars(self))


@dataclass(frozen=True)
class Line:
    """What one program did."""

    file: str
    expected: Text
    came: Text
    ok: bool
    ms: float | None

    def as_row(self) -> dict[str, Any]:
        return {**vars(self), "expected": self.expected.as_row(), "came": self.came.as_row()}


@dataclass
class Trial:
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    example: dict[str, Any] | None = None  # what "run" shows
    cases: bytes | None = None

    @property
    def passed(self) -> bool:
        return not self.faults and self.cases is not None

    def as_row(self) -> dict[str, Any]:
        faults = [fault.as_row() for fault in self.faults]
        return {"lines": [line.as_row() for line in self.lines], "faults": faults, "example": self.example}


class Stopped(Exception):
    """There is nothing to go on with."""


def try_out(material: Material, *, sandbox: Any = None) -> Trial:
    """Raises NoSandbox; every fault of the author's is in what comes back."""
    attempt = _Attempt(material, sandbox or client)
    with contextlib.suppress(Stopped):
        attempt.run()
    return attempt.trial


class _Attempt:
    def __init__(self, material: Material, sandbox: Any) -> None:
        self.material, self.sandbox = material, sandbox
        self.trial = Trial()
        self.until = time.monotonic() + BUDGET_S
        self.tolerance = Tolerance(*material.tolerance)
        self.arguments: list[Arguments] = []
        self.expected: list[Any] = []
        self.changed: int | None = None  # of the last program: the first call whose arguments it changed

    def run(self) -> None:
        example, *self.arguments = self._draw()
        self.expected = self._refer()
        for solution in self.material.solutions:
            self._solve(solution.file, solution.code)
        self._start()
        tried = {one.name: self._go_wrong(one.file, one.code) for one in self.material.wrong}
        wrong = {name: found for name, found in tried.items() if found is not None}
        self._tell_apart(wrong)
        if not self.trial.faults:
            self._keep(example, wrong)

    # -- The generator

    def _draw(self) -> list[Arguments]:
        """Different arguments, the visible example first."""
        seeds = [secrets.randbelow(MAX_SEED) for _ in range(DRAWN)]
        outcome = self._run(self.material.inputs, "inputs", "draw_inputs", {"seeds": seeds}, {})
        promised = Text("trial.draws", {"count": DRAWN})
        if outcome.status != "ok":
            self._stop(GENERATOR, promised, outcome)
        found = outcome.header.get("drawn")
        drawn = [unpack(one, outcome.tensors) for one in found] if isinstance(found, list) else []
        fault = _bad_draw(drawn)
        kept = [] if fault else _different(drawn)
        if fault is None and len(kept) <= LEAST:
            fault = Fault(GENERATOR, "few", {"least": LEAST + 1, "drawn": DRAWN, "got": len(kept)})
        self._settle(GENERATOR, promised, Text("trial.drew", {"count": len(kept)}), fault, outcome)
        return kept[: KEPT + 1]

    # -- The reference

    def _refer(self) -> list[Any]:
        """Its answers, once they are what they are for no other reason than the arguments."""
        count = len(self.arguments)
        promised = Text("trial.refers", {"count": count})
        outcome, first = self._answers(self.material.reference, range(count))
        if outcome.status != "ok":
            self._stop(REFERENCE, promised, outcome)
        fault = next((fault for index in range(count) if (fault := self._bad_answer(index, first[index]))), None)
        fault = fault or self._touched(REFERENCE)
        if fault is None:
            again, second = self._answers(self.material.reference, range(count - 1, -1, -1))
            if again.status != "ok":
                self._stop(REFERENCE, promised, again)
            unsteady = (index for index in range(count) if not alike(first[index], second[index], EXACT))
            fault = next((Fault(REFERENCE, "unsteady", {"call": self._code(index)}) for index in unsteady), None)
        self._settle(REFERENCE, promised, Text("trial.referred", {"count": count}), fault, outcome)
        return [answer.value for answer in first]

    def _bad_answer(self, index: int, answer: Answer) -> Fault | None:
        call = {"call": self._code(index)}
        if answer.raised:
            return Fault(REFERENCE, "raised", call | {"type": answer.raised, "detail": answer.detail})
        if stranger := foreign(answer.value, "result"):
            return Fault(REFERENCE, "foreign", call | {"place": stranger[0], "type": stranger[1]})
        if answer.value is None:
            return Fault(REFERENCE, "nothing", call)
        if endless := not_finite(answer.value):
            return Fault(REFERENCE, "not-finite", call | {"place": endless.params["place"]})
        return None

    def _touched(self, file: str) -> Fault | None:
        """Whether the last program changed its arguments: whoever does that does not get full marks."""
        return None if self.changed is None else Fault(file, "touched", {"call": self._code(self.changed)})

    # -- The others

    def _solve(self, file: str, code: str) -> None:
        outcome, found = self._answers(code, range(len(self.arguments)))
        promised = Text("trial.agrees")
        if outcome.status != "ok":
            self._fault(file, promised, outcome)
            return
        wrong, touched = self._departing(found), self._touched(file)
        if wrong:
            params = {"count": len(wrong), "of": len(found), "call": self._code(wrong[0])}
            self.trial.faults.append(Fault(file, "solution-differs", params))
        if touched:
            self.trial.faults.append(touched)
        self._note(file, promised, self._counted(wrong), not wrong and not touched, outcome)

    def _start(self) -> None:
        """A starter that cannot even run is what most starters are."""
        outcome, found = self._answers(self.material.starter, range(len(self.arguments)))
        promised = Text("trial.differs")
        if outcome.status != "ok":
            self._note("starter.py", promised, _ending(outcome)[1], True, outcome)
            return
        wrong = self._departing(found)
        if not wrong:
            self.trial.faults.append(Fault("starter.py", "starter-passes"))
        self._note("starter.py", promised, self._counted(wrong), bool(wrong), outcome)

    def _go_wrong(self, file: str, code: str) -> list[Answer] | None:
        """A known wrong solution's answers; None where it gives none."""
        outcome, found = self._answers(code, range(len(self.arguments)))
        promised = Text("trial.differs")
        if outcome.status != "ok":
            self._fault(file, promised, outcome)
            return None
        wrong = self._departing(found)
        if not wrong:
            self.trial.faults.append(Fault(file, "wrong-passes", {"count": len(found)}))
        self._note(file, promised, self._counted(wrong), bool(wrong), outcome)
        return found

    def _tell_apart(self, wrong: dict[str, list[Answer]]) -> None:
        names = list(wrong)
        for place, name in enumerate(names):
            for other in names[:place]:
                pairs = zip(wrong[name], wrong[other], strict=True)
                if all(alike(one, two, self.tolerance) for one, two in pairs):
                    self.trial.faults.append(Fault(f"wrong/{name}.py", "same-mistake", {"other": f"wrong/{other}.py"}))

    def _keep(self, example: Arguments, wrong: dict[str, list[Answer]]) -> None:
        telling = {name: self._departing(found) for name, found in wrong.items()}
        cases = [
            PreparedCase(arguments, expected, {name: found[index] for name, found in wrong.items()})
            for index, (arguments, expected) in enumerate(zip(self.arguments, self.expected, strict=True))
        ]
        try:
            self.trial.cases = prepared.encode(Prepared(tuple(cases), example, telling))
        except prepared.TooLarge as error:
            params = {"most": prepared.MAX_BYTES // 2**20, "got": str(error)}
            self.trial.faults.append(Fault(GENERATOR, "too-large", params))
        self.trial.example = example_of(self.material.entry_point, self.material.starter, example)

    # -- Helpers

    def _answers(self, code: str, order: Sequence[int]) -> tuple[Outcome, list[Answer]]:
        """The answers in the order of the arguments, whatever the order of the calls; notes whether it changed any."""
        case = calls([self.arguments[index] for index in order], secrets.randbelow(MAX_SEED), DEVICE, None)
        outcome = self._run(code, self.material.entry_point, case.driver, case.args, case.tensors)
        found = prepared.answers(outcome.header, outcome.tensors, len(order))
        placed = dict(zip(order, found, strict=True))
        ordered = [placed[index] for index in range(len(order))]
        pairs = enumerate(zip(self.arguments, ordered, strict=True))
        self.changed = next((index for index, (given, (_, after)) in pairs if not same(given, after, EXACT)), None)
        return outcome, [answer for answer, _after in ordered]

    def _run(self, code: str, entry_point: str, driver: str, args: dict[str, Any], tensors: dict[str, Any]) -> Outcome:
        if time.monotonic() > self.until:
            self.trial.faults.append(Fault("", "too-slow", {"most": BUDGET_S}))
            raise Stopped
        outcome = self.sandbox.run(Job(code, entry_point, driver, args, tensors), self.material.limits, DEVICE)
        if outcome.status == SANDBOX_FAILED:
            raise NoSandbox((outcome.error or {}).get("message", ""))
        return outcome

    def _departing(self, found: Sequence[Answer]) -> list[int]:
        pairs = enumerate(zip(self.expected, found, strict=True))
        return [i for i, (expected, one) in pairs if one.raised or not same(expected, one.value, self.tolerance)]

    def _counted(self, wrong: Sequence[int]) -> Text:
        params = {"count": len(wrong), "of": len(self.arguments)}
        return Text("trial.agreed", {"of": params["of"]}) if not wrong else Text("trial.differed", params)

    def _fault(self, file: str, promised: Text, outcome: Outcome) -> None:
        key, came = _ending(outcome)
        key = "wrong-error" if key == "error" and file.startswith("wrong/") else key
        line = (outcome.error or {}).get("line")
        self.trial.faults.append(Fault(file, key, came.params, line))
        self._note(file, promised, came, False, outcome)

    def _stop(self, file: str, promised: Text, outcome: Outcome) -> None:
        self._fault(file, promised, outcome)
        raise Stopped

    def _settle(self, file: str, promised: Text, came: Text, fault: Fault | None, outcome: Outcome) -> None:
        """Without the generator and the reference there is nothing to go on with."""
        if fault is None:
            self._note(file, promised, came, True, outcome)
            return
        self.trial.faults.append(fault)
        self._note(file, promised, Text(f"trial.{fault.key}-got", fault.params), False, outcome)
        raise Stopped

    def _note(self, file: str, promised: Text, came: Text, ok: bool, outcome: Outcome) -> None:
        self.trial.lines.append(Line(file, promised, came, ok, outcome.timings.get("submission_ms")))

    def _code(self, index: int) -> str:
        return call_as_code(self.material.entry_point, self.arguments[index])


def _bad_draw(drawn: Sequence[Any]) -> Fault | None:
    if len(drawn) != DRAWN:
        return Fault(GENERATOR, "other-count", {"expected": DRAWN, "got": len(drawn)})
    return next((fault for one in drawn if (fault := _bad_arguments(one))), None)


def _bad_arguments(drawn: Any) -> Fault | None:
    if not isinstance(drawn, tuple | dict):
        return Fault(GENERATOR, "no-arguments", {"got": described(drawn)})
    if stranger := foreign(drawn, "inputs"):
        return Fault(GENERATOR, "foreign-argument", {"place": stranger[0], "type": stranger[1]})
    if isinstance(drawn, dict) and not all(isinstance(name, str) and name.isidentifier() for name in drawn):
        return Fault(GENERATOR, "bad-name", {"got": described(drawn)})
    return None


def _different(drawn: Sequence[Arguments]) -> list[Arguments]:
    """Each once, in the order in which they came."""
    by_bytes: dict[bytes, Arguments] = {}
    for one in drawn:
        (call,), tensors = prepared.packed([one])
        by_bytes.setdefault(wire.encode(wire.Message({"call": call}, tensors)), one)
    return list(by_bytes.values())


def _ending(outcome: Outcome) -> tuple[str, Text]:
    """How a program ended that gave no answer, as a fault's key and as a sentence."""
    error = outcome.error or {}
    name, message = str(error.get("type", "")), str(error.get("message", ""))[:MAX_MESSAGE]
    if outcome.status in ("timeout", "memory", "killed"):
        return outcome.status, Text(f"trial.{outcome.status}-got", {"message": message})
    return "error", Text("trial.error-got", {"said": ": ".join(part for part in (name, message) if part)})
