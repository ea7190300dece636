"""The command line: grade files, or ask whether this host can. It needs torch, and neither Django nor a broker.

    python -m grader grade EXERCISE FILE... [--seed N] [--device auto|cpu|cuda] [--json]
    python -m grader doctor

Exit status: 0 all accepted, 1 some rejected, 2 usage, 3 the sandbox cannot run here.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader import exercises
from grader.sandbox import doctor
from grader.verdicts import SANDBOX_FAILED, Verdict

ACCEPTED, REJECTED, USAGE, NO_SANDBOX = range(4)


class UsageError(Exception):
    """What was asked for cannot be done; the text says why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except UsageError as error:
        print(f"python -m grader: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REJECTED


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m grader", description="Grade diffusion exercises in a sandbox.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    grade = commands.add_parser("grade", help="grade one or more files")
    grade.add_argument("exercise", metavar="EXERCISE", help=", ".join(exercises.EXERCISES))
    grade.add_argument("files", metavar="FILE", nargs="+", help="a Python source file")
    grade.add_argument("--seed", type=seed, help="repeat an earlier grading exactly")
    grade.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    grade.add_argument("--json", action="store_true", help="one JSON object per line")
    grade.set_defaults(run=grade_files)
    examine = commands.add_parser("doctor", help="say whether this host can sandbox, and what is missing")
    examine.set_defaults(run=examine_host)
    return top


def seed(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"expected a whole number from 0, got {text}")
    return value


def grade_files(options: argparse.Namespace) -> int:
    if options.exercise not in exercises.EXERCISES:  # what is uploaded lives in a database, which is not asked here
        raise UsageError(str(exercises.UnknownExercise(options.exercise)))
    sources = [(file, read_source(file)) for file in options.files]
    device = chosen_device(options.device)

    from grader.grading import grade  # imports torch: a typing error should be answered before that
    from grader.report import report
    from grader.sandbox.client import Sandbox

    outcomes = []
    with contextlib.closing(Sandbox()) as sandbox:
        for file, source in sources:
            verdict = grade(options.exercise, source, seed=options.seed, device=device, sandbox=sandbox)
            print(as_line(file, verdict) if options.json else report(file, verdict), flush=True)
            outcomes.append(verdict)
    return exit_status(outcomes)


def read_source(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}; name a Python source file") from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{file}: expected UTF-8 text, got byte 0x{error.object[error.start]:02x} at position {error.start}; "
            "save the file as UTF-8"
        ) from error


def chosen_device(wanted: str) -> str:
    if wanted == "cpu":
        return wanted
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if wanted == "cuda":
        raise UsageError("--device cuda: expected a CUDA device, found none; use --device cpu")
    return "cpu"


def as_line(file: str, verdict: Verdict) -> str:
    return json.dumps({"file": file, **verdict.as_json()})


def exit_status(verdicts: Iterable[Verdict]) -> int:
    verdicts = list(verdicts)
    if any(verdict.outcome == SANDBOX_FAILED for verdict in verdicts):
        print("The sandbox cannot run here: `python -m grader doctor` says what is missing.", file=sys.stderr)
        return NO_SANDBOX
    return ACCEPTED if all(verdict.accepted for verdict in verdicts) else REJECTED


def examine_host(options: argparse.Namespace) -> int:
    findings = doctor.diagnose()
    for finding in findings:
        print(f"{'ok     ' if finding.ok else 'missing'} {finding.name}: {finding.detail}")
        if finding.remedy and not finding.ok:
            print(f"        run: {finding.remedy}")
    able = all(finding.ok for finding in findings)
    print("This host can sandbox submissions." if able else "This host cannot sandbox submissions.")
    return ACCEPTED if able else NO_SANDBOX


if __name__ == "__main__":
    sys.exit(main())
