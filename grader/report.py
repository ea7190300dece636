"""A verdict as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from grader.messages import render, title
from grader.misconceptions import MISCONCEPTIONS
from grader.verdicts import JUDGED, CheckResult, Verdict

OUTCOME_TEXTS = {
    "error": "stopped with an error",
    "timeout": "ran out of time",
    "memory": "ran out of memory",
    "killed": "ended before it returned",
    "sandbox_failed": "not graded: the sandbox cannot run here",
}


def report(file: str, verdict: Verdict) -> str:
    return "\n".join(
        [_headline(file, verdict), *_checks(verdict), *_error(verdict), *_mistake(verdict), *_printed(verdict)]
    )


def _headline(file: str, verdict: Verdict) -> str:
    if verdict.outcome == JUDGED:
        result = "accepted" if verdict.accepted else "not accepted"
    else:
        result = OUTCOME_TEXTS[verdict.outcome]
    took = f"{verdict.timings['total_ms']:.0f} ms"
    score = f"{verdict.score:g}/{verdict.max_score:g}"
    return f"{file}: {result}, {score} ({verdict.exercise}, seed {verdict.seed}, {verdict.device}, {took})"


def _checks(verdict: Verdict) -> Iterator[str]:
    for check in verdict.checks:
        mark = "✓" if check.passed else "✗"
        optional = "" if check.required else ", optional"
        yield f"  {mark} {title(check.name)} ({check.points:g}/{check.max_points:g}{optional})"
        if not check.passed:
            yield f"      {_explained(check)}"


def _explained(check: CheckResult) -> str:
    if check.p_value is None:
        return render(check.message)
    p = f"p = {check.p_value:.1e}" if check.p_value > 1e-300 else "p < 1e-300"
    return f"{render(check.message)} ({p})"


def _error(verdict: Verdict) -> Iterator[str]:
    if verdict.error is None:
        return
    where = f" in line {verdict.error['line']}" if verdict.error.get("line") else ""
    yield f"  {verdict.error.get('type', 'Error')}{where}: {verdict.error['message']}"
    yield from (f"      {line}" for line in str(verdict.error.get("traceback", "")).splitlines())


def _mistake(verdict: Verdict) -> Iterator[str]:
    known = MISCONCEPTIONS.get(verdict.misconception or "")
    if known:
        yield f"  Mistake: {known.title['en']} [{known.slug}]"
        yield f"      {known.wrong['en']}"
        yield f"      {known.why['en']}"
        yield f"      Lesson: {known.lesson}, section {known.section}"


def _printed(verdict: Verdict) -> Iterator[str]:
    if verdict.stdout:
        yield "  Printed by the submission:" + (" (the beginning)" if verdict.stdout_truncated else "")
        yield from (f"      {line}" for line in verdict.stdout.splitlines())
