"""Verdicts as the judge makes them, without running any code."""

from typing import Any

from grader.messages import CHECK_TITLES, MESSAGES
from grader.models import Submission
from grader.submissions import record
from grader.verdicts import CheckResult, Text, Verdict

CHECK_NAME = next(iter(CHECK_TITLES))
MESSAGE_KEY = next(key for key, texts in MESSAGES.items() if "{" not in texts["en"])


def check_result(**changes: Any) -> CheckResult:
    values = {"name": CHECK_NAME, "passed": True, "required": True, "points": 100.0, "max_points": 100.0}
    return CheckResult(**{**values, "message": Text(MESSAGE_KEY), **changes})


def verdict(**changes: Any) -> Verdict:
    values = {
        "exercise": "forward-diffusion",
        "outcome": "judged",
        "accepted": True,
        "score": 100.0,
        "max_score": 100.0,
        "misconception": None,
        "checks": (check_result(),),
        "seed": 1,
        "device": "cpu",
        "timings": {"total_ms": 12.5},
    }
    return Verdict(**{**values, **changes})


def failure(outcome: str, **changes: Any) -> Verdict:
    return verdict(outcome=outcome, accepted=False, score=0.0, checks=(), **changes)


def judge(submission: Submission, result: Verdict) -> Submission:
    """Gives a queued submission this verdict, by the way that a worker takes."""
    from grader.submissions import claim

    claimed = claim(submission.pk, "test")
    assert claimed is not None
    assert record(claimed, result)
    submission.refresh_from_db()
    return submission
