"""Why some mutants are accepted: tests/mutation/equivalents.json, a list of reasons with the mutants that they excuse.

A reason's kind is "same", where the mutant is the same program in other words, or the same in law; or "tolerated",
where it is worse than the original in a way that the judge leaves alone on purpose.
"""

import json
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "tests" / "mutation" / "equivalents.json"
KINDS = ("same", "tolerated")


def excuses() -> dict[str, str]:
    """The kind of reason by the mutant's label."""
    return {label: reason["kind"] for reason in reasons() for label in reason["mutants"]}


def reasons() -> list[dict]:
    return json.loads(LIST.read_text(encoding="utf-8"))
