"""`python -m grader`: what it prints, and its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader import __main__ as command_line
from grader.sandbox import client
from grader.sandbox.client import Outcome
from tests.grader.checks.corpus import ROOT

REPOSITORY = ROOT.parents[1]
RIGHT = ROOT / "forward-diffusion" / "right-textbook" / "submission.py"
WRONG = ROOT / "forward-diffusion" / "wrong-noise-subtracted" / "submission.py"
CRASH = ROOT / "forward-diffusion" / "wrong-missing-reshape" / "submission.py"
FIELDS = [
    "file",
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


def grade(*arguments: object) -> int:
    return command_line.main(["grade", "forward-diffusion", "--device", "cpu", *map(str, arguments)])


def test_one_json_object_per_line_with_the_promised_fields(capsys: pytest.CaptureFixture) -> None:
    assert grade(RIGHT, WRONG, "--seed", 3, "--json") == 1
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert list(first) == list(second) == FIELDS
    assert (first["file"], first["accepted"], first["score"], first["seed"]) == (str(RIGHT), True, 100.0, 3)
    assert (second["accepted"], second["misconception"]) == (False, "noise-subtracted")
    assert first["timings"].keys() == {"total_ms", "sandbox_ms", "submission_ms", "judge_ms"}


def test_all_accepted_is_status_0(capsys: pytest.CaptureFixture) -> None:
    assert grade(RIGHT) == 0
    assert "accepted, 100/100" in capsys.readouterr().out


def test_a_rejection_says_what_was_expected_what_came_and_the_known_mistake(capsys: pytest.CaptureFixture) -> None:
    assert grade(WRONG, CRASH) == 1
    printed = capsys.readouterr().out
    assert "✗ x_t = √ᾱ_t·x_0 + √(1 − ᾱ_t)·noise (0/40)" in printed
    assert "Mistake: The noise is subtracted [noise-subtracted]" in printed
    assert "RuntimeError in line 5" in printed
    assert "[missing-reshape]" in printed


def test_an_unknown_exercise_is_a_usage_error(capsys: pytest.CaptureFixture) -> None:
    assert command_line.main(["grade", "forward", str(RIGHT)]) == 2
    assert "expected one of linear-schedule" in capsys.readouterr().err


def test_a_missing_file_is_a_usage_error_before_anything_is_graded(capsys: pytest.CaptureFixture) -> None:
    assert grade(RIGHT, "no-such-file.py") == 2
    printed = capsys.readouterr()
    assert "cannot read no-such-file.py: No such file or directory" in printed.err
    assert printed.out == ""


def test_a_file_that_is_not_utf8_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "latin.py"
    file.write_bytes(b"# caf\xe9")
    assert grade(file) == 2
    assert "expected UTF-8 text, got byte 0xe9 at position 5" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["grade"], ["grade", "forward-diffusion"], ["mark"]])
def test_a_command_that_is_not_whole_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command_line.main(arguments)
    assert stopped.value.code == 2


@pytest.mark.parametrize("seed", ["x", "-1", "1.5"])
def test_a_seed_is_a_whole_number(seed: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        grade(RIGHT, f"--seed={seed}")
    assert stopped.value.code == 2


def test_a_host_that_cannot_sandbox_is_status_3_and_no_one_is_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    failed = Outcome("sandbox_failed", error={"kind": "sandbox", "message": "no namespaces here"})
    monkeypatch.setattr(client.Sandbox, "run", lambda *_: failed)
    assert grade(RIGHT, "--json") == 3
    printed = capsys.readouterr()
    line = json.loads(printed.out)
    assert (line["outcome"], line["accepted"], line["misconception"]) == ("sandbox_failed", False, None)
    assert "python -m grader doctor" in printed.err


def test_doctor_says_what_it_found(capsys: pytest.CaptureFixture) -> None:
    assert command_line.main(["doctor"]) == 0
    assert "This host can sandbox submissions." in capsys.readouterr().out


def test_grading_needs_neither_django_nor_celery() -> None:
    forbidden = "import sys; sys.modules.update(django=None, celery=None, redis=None)"
    program = f"{forbidden}; from grader.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, "grade", "forward-diffusion", str(RIGHT), "--device", "cpu"],
        cwd=REPOSITORY,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_typing_error_is_answered_without_loading_torch() -> None:
    program = (
        "import sys; from grader.__main__ import main; main(['grade', 'x', 'y']); sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
