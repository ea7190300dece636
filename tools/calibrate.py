"""How often the judge errs: every program in tests/submissions/, graded on many seeds by two processes.

    python -m tools.calibrate [--right 200] [--wrong 20] [--write] [EXERCISE…]

A right program that is refused, a wrong one that is accepted, or one whose mistake gets another name, is printed with
its seed, so that `python -m grader grade EXERCISE FILE --seed N` shows it again. Ends with 1 where a verdict was wrong;
another name is counted and no error. `--write` puts the table into docs/calibration.md.
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.exercises import EXERCISES
from grader.grading import grade
from tests.grader.checks.corpus import Sample, samples

PAGE = Path(__file__).resolve().parent.parent / "docs" / "calibration.md"
COLUMNS = ("right programs", "gradings", "refused", "wrong programs", "gradings", "accepted", "named as expected")
INTRODUCTION = """# Calibration

How often the judge errs, measured by `make calibrate`, which writes this page: every right program of
`tests/submissions/` graded on {right} seeds, every wrong one on {wrong}, through the real sandbox. A seed draws what
the exercise is given; the program's own random draws are new in every grading. "Named as expected" counts the gradings
of wrong programs whose misconception is the one beside the program, which may be none.

"""


@dataclass(frozen=True)
class Task:
    sample: Sample
    seed: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--right", type=int, default=200, help="seeds for each right program")
    parser.add_argument("--wrong", type=int, default=20, help="seeds for each wrong program")
    parser.add_argument("--write", action="store_true", help="write docs/calibration.md")
    arguments = parser.parse_args()
    started = time.monotonic()
    exercises = arguments.exercises or list(EXERCISES)
    counts = measure(exercises, arguments.right, arguments.wrong)
    table = "\n".join(lines(exercises, counts))
    print(table)
    print(f"{sum(count['graded'] for count in counts.values())} gradings in {time.monotonic() - started:.0f} s")
    if arguments.write:
        PAGE.write_text(INTRODUCTION.format(right=arguments.right, wrong=arguments.wrong) + table + "\n")
    return 1 if any(count["refused"] or count["accepted"] for count in counts.values()) else 0


def measure(exercises: list[str], right: int, wrong: int) -> dict[str, Counter]:
    found = [sample for exercise in exercises for sample in samples(exercise)]
    tasks = [Task(sample, seed) for sample in found for seed in range(right if sample.accepted else wrong)]
    counts: dict[str, Counter[str]] = {exercise: Counter() for exercise in exercises}
    for sample in found:
        counts[sample.exercise]["right" if sample.accepted else "wrong"] += 1
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for task, faults in pool.imap_unordered(judge, tasks, chunksize=20):
            note(counts[task.sample.exercise], task, faults)
    return counts


def judge(task: Task) -> tuple[Task, list[str]]:
    """What this grading got wrong, in words of the table's columns."""
    verdict = grade(task.sample.exercise, task.sample.source, seed=task.seed)
    faults = []
    if verdict.accepted != task.sample.accepted:
        faults.append("accepted" if verdict.accepted else "refused")
    if verdict.misconception != task.sample.misconception:
        faults.append(f"named {verdict.misconception}, not {task.sample.misconception}")
    return task, faults


def note(count: Counter, task: Task, faults: Iterable[str]) -> None:
    count["graded"] += 1
    count["right graded" if task.sample.accepted else "wrong graded"] += 1
    for fault in faults:
        count[fault if fault in ("accepted", "refused") else "misnamed"] += 1
        print(f"{task.sample.label} --seed {task.seed}: {fault}", flush=True)


def lines(exercises: list[str], counts: dict[str, Counter]) -> list[str]:
    rows = [(exercise, *figures(counts[exercise])) for exercise in exercises]
    rows.append(("all", *figures(sum(counts.values(), Counter()))))
    head = ["| exercise | " + " | ".join(COLUMNS) + " |", "|---" + "|--:" * len(COLUMNS) + "|"]
    return head + ["| " + " | ".join(map(str, row)) + " |" for row in rows]


def figures(count: Counter) -> tuple[object, ...]:
    graded = count["wrong graded"]
    named = f"{100 * (graded - count['misnamed']) / graded:.1f} %" if graded else "–"
    return (count["right"], count["right graded"], count["refused"], count["wrong"], graded, count["accepted"], named)


if __name__ == "__main__":
    sys.exit(main())
