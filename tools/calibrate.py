"""How often the judge errs: every program in tests/submissions/, graded on many seeds by two processes.

    python -m tools.calibrate [--right 200] [--wrong 20] [--write] [EXERCISE…]

A right program that is refused, a wrong one that is accepted, or one whose mistake gets another name, is printed with
its seed, so that `python -m grader grade EXERCISE FILE --seed N` shows it again. Ends with 1 where a verdict was wrong;
another name is counted and no error. `--write` puts each exercise's row into docs/calibration.md as soon as it is
measured, and leaves those of the others: each names the commit whose judge it measured.
"""

import argparse
import multiprocessing
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.pool import Pool
from pathlib import Path

from grader.exercises import EXERCISES
from grader.grading import grade
from tests.grader.checks.corpus import Sample, samples

SEEDS = (200, 20)  # of right programs, of wrong ones
PAGE = Path(__file__).resolve().parent.parent / "docs" / "calibration.md"
COLUMNS = (
    "right programs",
    "gradings",
    "refused",
    "wrong programs",
    "gradings",
    "accepted",
    "named as expected",
    "commit",
)
INTRODUCTION = """# Calibration

How often the judge errs, measured by `make calibrate`, which writes this page: every right program of
`tests/submissions/` graded on 200 seeds, every wrong one on 20, through the real sandbox. A seed draws what the
exercise is given; the program's own random draws are new in every grading. "Named as expected" counts the gradings of
wrong programs whose misconception is the one beside the program, which may be none. The last column is the commit whose
judge and programs were measured; an exercise without a row has not been measured.

"""
ROW = re.compile(r"^\| ([a-z-]+) \|.*\|$", re.MULTILINE)


@dataclass(frozen=True)
class Task:
    sample: Sample
    seed: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--right", type=int, default=SEEDS[0], help="seeds for each right program")
    parser.add_argument("--wrong", type=int, default=SEEDS[1], help="seeds for each wrong program")
    parser.add_argument("--write", action="store_true", help="write docs/calibration.md")
    arguments = parser.parse_args()
    if arguments.write and (arguments.right, arguments.wrong) != SEEDS:
        parser.error("docs/calibration.md holds tables of 200 and 20 seeds: leave out --right, --wrong or --write")
    exercises = arguments.exercises or list(EXERCISES)
    counts: dict[str, Counter] = {}
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for exercise in exercises:
            started = time.monotonic()
            counts[exercise] = measure(pool, exercise, arguments.right, arguments.wrong)
            print(row(exercise, counts[exercise]), f"{time.monotonic() - started:.0f} s", flush=True)
            if arguments.write:
                write(exercise, counts[exercise])
    return 1 if any(count["refused"] or count["accepted"] for count in counts.values()) else 0


def measure(pool: Pool, exercise: str, right: int, wrong: int) -> Counter:
    found = samples(exercise)
    count = Counter("right" if sample.accepted else "wrong" for sample in found)
    tasks = [Task(sample, seed) for sample in found for seed in range(right if sample.accepted else wrong)]
    for task, faults in pool.imap_unordered(judge, tasks, chunksize=20):
        note(count, task, faults)
    return count


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


def write(exercise: str, count: Counter) -> None:
    """Put the exercise's row in the place of its last one, in the order of the exercises."""
    rows = {found[1]: found[0] for found in ROW.finditer(PAGE.read_text())} | {exercise: row(exercise, count)}
    head = ["| exercise | " + " | ".join(COLUMNS) + " |", "|---" + "|--:" * len(COLUMNS) + "|"]
    PAGE.write_text(INTRODUCTION + "\n".join([*head, *(rows[slug] for slug in EXERCISES if slug in rows)]) + "\n")


def row(exercise: str, count: Counter) -> str:
    return "| " + " | ".join(map(str, (exercise, *figures(count), commit()))) + " |"


@lru_cache
def commit() -> str:
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"


def figures(count: Counter) -> tuple[object, ...]:
    graded = count["wrong graded"]
    named = f"{100 * (graded - count['misnamed']) / graded:.1f} %" if graded else "–"
    return (count["right"], count["right graded"], count["refused"], count["wrong"], graded, count["accepted"], named)


if __name__ == "__main__":
    sys.exit(main())
