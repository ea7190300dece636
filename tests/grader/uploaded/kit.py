"""The exercise of tests/exercises, and changes to it."""

import hashlib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from content.documents import Document, read
from content.gathering import gather
from grader.exercises import Exercise, Uploaded
from grader.material import Material
from grader.sandbox.client import Sandbox
from grader.trying import Trial, try_out

FOLDER = Path(__file__).parents[2] / "exercises" / "log-snr"
RIGHT = (FOLDER / "reference.py").read_text()
NO_LOGARITHM = "def log_snr(alpha_bar):\n    return alpha_bar / (1 - alpha_bar)\n"


def document() -> Document:
    (source,), problems = gather(FOLDER / "prompt.md")
    found, wrong = read(source)
    assert found, [str(problem) for problem in problems + wrong]
    return found


def material(**changes: Any) -> Material:
    """Of the exercise, with other programs or numbers; `wrong` by their names."""
    row = Material.of(SimpleNamespace(**document().fields)).as_row()
    if "wrong" in changes:
        wrong = [{"name": name, "code": code, "words": {}} for name, code in changes.pop("wrong").items()]
        changes["wrong"] = wrong
    return Material.from_row(row | changes)


def exercise(cases: bytes, **changes: Any) -> Exercise:
    """As the shelf has it, without a database."""
    of = material(**changes)
    named = ("no-logarithm", "upside-down")
    uploaded = Uploaded(hashlib.sha256(cases).hexdigest(), of.tolerance, of.count, named, 7, lambda: cases)
    return Exercise("log-snr", of.entry_point, "grader.checks.against_reference", of.limits, 11, uploaded=uploaded)


def tried(sandbox: Sandbox, **changes: Any) -> Trial:
    return try_out(material(**changes), sandbox=sandbox)


def faults(trial: Trial) -> list[tuple[str, str]]:
    return [(fault.file, fault.key) for fault in trial.faults]
