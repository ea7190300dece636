"""From source text to pictures, after the verdict, in a sandbox job of its own: nothing here can change a verdict.

Always on the CPU, whatever the verdict was made on: only there does the student's seed give the reference's noise.
"""

from __future__ import annotations

from typing import Any

from grader import exercises
from grader.checks import digits
from grader.sandbox import client
from grader.sandbox.client import Job, Outcome
from grader.sandbox.limits import Limits
from grader.verdicts import SANDBOX_FAILED, Text

# A hundred calls of a small network take half a second of processor time, and on a busy machine it gets little of it.
LIMITS = Limits(wall_s=20, cpu_s=6, memory_mb=512, result_mb=1, result_tensors=64, stdout_bytes=0, niceness=10)
MAX_MESSAGE = 300
DEVICE = "cpu"


def draw(exercise_slug: str, source: str, *, sandbox: Any = None) -> dict[str, Any]:
    """{"figure": …}, or {"missing": …} with the sentence that says why there is none."""
    case = digits.make_case(exercise_slug)
    job = Job(source, exercises.get(exercise_slug).entry_point, case.driver, case.args, case.tensors)
    outcome = (sandbox or client).run(job, LIMITS, DEVICE)
    drawn = digits.figure(case, outcome) if outcome.status == "ok" else _why_not(outcome)
    return {"missing": drawn.as_row()} if isinstance(drawn, Text) else {"figure": drawn}


def _why_not(outcome: Outcome) -> Text:
    error = outcome.error or {}
    if outcome.status == "error":
        return Text("digits.raised", {"type": error.get("type"), "message": str(error.get("message"))[:MAX_MESSAGE]})
    return Text("digits.not-drawn" if outcome.status == SANDBOX_FAILED else f"digits.{outcome.status}")
