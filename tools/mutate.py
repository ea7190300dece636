"""Whether the judge notices small mistakes: every mutant of the right programs, graded by two processes.

    python -m tools.mutate [--seed N] [EXERCISE…]

A mutant must be rejected, unless tests/mutation/equivalents.json says why it may be accepted. Prints every mutant on
which the list and the verdict disagree, then a table, which a run over all exercises also puts into docs/mutation.md.
Ends with 1 where there was a disagreement.
"""

import argparse
import multiprocessing
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from grader.exercises import EXERCISES
from grader.grading import grade
from grader.sandbox.client import Sandbox
from grader.verdicts import JUDGED, SANDBOX_FAILED, Verdict
from tools.mutation.excuses import excuses, reasons
from tools.mutation.mutants import Mutant, mutants

PAGE = Path(__file__).resolve().parent.parent / "docs" / "mutation.md"
COLUMNS = ("mutants", "same", "tolerated", "wrong", "rejected", "by a check", "by a crash", "named")
INTRODUCTION = """# Mutation

Does the judge notice a small mistake? `make mutate` takes plain right programs of `tests/submissions/`, makes one
change at a time, and has the sandbox and the judge look at each result; it writes this page. No change was written with
a check in mind, they come from rules (`tools/mutation/operators.py`): an operator, a constant or an index is off, a
root is lost or found, an argument is forgotten, names, schedule keys and values are taken for one another, a line is
dropped or stands outside its loop, noise is drawn from another distribution, an optimiser is another one.

Some mutants must be accepted: they are the *same* program in other words, or in law. *Tolerated* would be one that is
worse in a way that the judge leaves alone on purpose. Both are listed with the reason, one by one, in
`tests/mutation/equivalents.json`. All others are *wrong* and must be *rejected*, by a check or because they crash.
*Named* counts the rejected ones whose verdict names a misconception. Many mutants are mistakes that nobody makes, so
this share is lower than that of the corpus, where every wrong program stands for a mistake that people do make.

"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    started = time.monotonic()
    exercises = arguments.exercises or list(EXERCISES)
    tallies, disagreements = measure(exercises, arguments.seed)
    table = "\n".join(rows(tallies))
    print(f"{table}\n{disagreements} disagreements, {time.monotonic() - started:.0f} s")
    if not arguments.exercises:
        PAGE.write_text(f"{INTRODUCTION}{table}\n\n{accepted_for()}\n", encoding="utf-8")
    return 1 if disagreements else 0


def measure(exercises: list[str], seed: int) -> tuple[dict[str, Counter], int]:
    excused = excuses()
    tallies: dict[str, Counter] = {exercise: Counter() for exercise in exercises}
    disagreements = 0
    tasks = [mutant for exercise in exercises for mutant in mutants(exercise)]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for mutant, verdict in pool.imap(partial(judge, seed=seed), tasks, chunksize=4):
            note(tallies[mutant.exercise], verdict, excused.get(mutant.label))
            if problem := disagreement(mutant, verdict, excused):
                disagreements += 1
                print(problem, flush=True)
    return tallies, disagreements


def judge(mutant: Mutant, seed: int = 0, sandbox: Sandbox | None = None) -> tuple[Mutant, Verdict]:
    own = zlib.crc32(f"{mutant.label} {seed}".encode()) % 2**31
    return mutant, grade(mutant.exercise, mutant.source, seed=own, sandbox=sandbox)


def disagreement(mutant: Mutant, verdict: Verdict, excused: dict[str, str]) -> str:
    """Empty where the verdict is the one that the list lets expect."""
    if verdict.outcome == SANDBOX_FAILED:
        return f"not judged, since the sandbox failed: {mutant.label}"
    excuse = excused.get(mutant.label)
    if verdict.accepted != (excuse is not None):
        return f"{'accepted' if verdict.accepted else 'rejected, though excused'}: {mutant.label}"
    if excuse == "same" and verdict.score < verdict.max_score:
        return f"{verdict.score:g} points, though it is the same program: {mutant.label}"
    return ""


def note(tally: Counter, verdict: Verdict, excuse: str | None) -> None:
    tally["mutants"] += 1
    tally[excuse or "wrong"] += 1
    if excuse is None and not verdict.accepted:
        tally["rejected"] += 1
        tally["by a check" if verdict.outcome == JUDGED else "by a crash"] += 1
        tally["named"] += verdict.misconception is not None


def rows(tallies: dict[str, Counter]) -> Iterator[str]:
    yield "| exercise | " + " | ".join(COLUMNS) + " | share named |"
    yield "|---" + "|--:" * (len(COLUMNS) + 1) + "|"
    for name, tally in [*tallies.items(), ("all", sum(tallies.values(), Counter()))]:
        share = f"{100 * tally['named'] / max(tally['rejected'], 1):.0f} %"
        yield f"| {name} | " + " | ".join([*(str(tally[column]) for column in COLUMNS), share]) + " |"


def accepted_for() -> str:
    head = "Why mutants are accepted:\n\n| reason | kind | mutants |\n|---|---|--:|\n"
    return head + "\n".join(
        f"| {reason['why']} | {reason['kind']} | {len(reason['mutants'])} |" for reason in reasons()
    )


if __name__ == "__main__":
    sys.exit(main())
