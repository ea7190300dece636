"""A verdict is a value: it can be stored, read back and printed, in the form that the command line promises."""

import json

import pytest

from grader.exercises import EXERCISES, UnknownExercise, get
from grader.verdicts import CheckResult, Text, Verdict

CHECK = CheckResult(
    "forward_algebra",
    False,
    True,
    0.0,
    40.0,
    Text("forward.departs", {"sample": 2, "t": 5, "expected": 0.25, "got": -1.5}),
    p_value=1e-9,
    figure={"kind": "images"},
)
VERDICT = Verdict(
    "forward-diffusion", "judged", False, 60.0, 100.0, "noise-subtracted", (CHECK,), 7, "cpu", {"total_ms": 1.5}
)


def test_a_verdict_survives_storage() -> None:
    assert Verdict.from_row(json.loads(json.dumps(VERDICT.to_row()))) == VERDICT


def test_the_json_form_has_exactly_the_promised_fields() -> None:
    line = VERDICT.as_json()
    assert list(line) == [
        "exercise",
        "accepted",
        "score",
        "max_score",
        "outcome",
        "misconception",
        "checks",
        "seed",
        "device",
        "timings",
    ]
    assert [list(check) for check in line["checks"]] == [["name", "passed", "required", "message"]]
    assert "Sample 2, at t = 5" in line["checks"][0]["message"]


@pytest.mark.django_db
def test_an_unknown_exercise_is_answered_with_the_list() -> None:
    with pytest.raises(UnknownExercise, match="expected one of linear-schedule, cosine-schedule"):
        get("forward")


def test_exercises_are_numbered_in_order() -> None:
    assert [exercise.order for exercise in EXERCISES.values()] == list(range(1, 11))
    assert all(slug == exercise.slug for slug, exercise in EXERCISES.items())
