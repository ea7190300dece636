"""How long a student waits for the judgement itself: one right program an exercise, graded again and again.

    python -m benchmarks.verdicts [--times 20] [EXERCISE…]

The first grading, which starts the sandbox, is left out: a worker does that before the first student comes. The goal is
for the judge's own part, without the sandbox and the student's code.
"""

import argparse
import multiprocessing
import statistics
import time

from grader.exercises import EXERCISES
from grader.grading import grade
from tests.grader.checks.corpus import samples

PARTS = ("total_ms", "sandbox_ms", "submission_ms", "judge_ms")
JUDGE_MS, TRAINING_JUDGE_MS = 60, 300
VERDICTS_PER_SECOND, FLOOD_S = 15, 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--times", type=int, default=20)
    arguments = parser.parse_args()
    print(f"{'median ms':<22}{'total':>9}{'slowest':>9}{'sandbox':>9}{'program':>9}{'judge':>9}  goal")
    for exercise in arguments.exercises or EXERCISES:
        right = next((sample for sample in samples(exercise) if sample.accepted), None)
        if right:
            print_row(exercise, timings(exercise, right.source, arguments.times))
    print_rates()


def timings(exercise: str, source: str, times: int) -> dict[str, list[float]]:
    grade(exercise, source, seed=0)
    runs = [grade(exercise, source, seed=seed).timings for seed in range(times)]
    return {part: [run.get(part, 0.0) for run in runs] for part in PARTS}


def print_row(exercise: str, measured: dict[str, list[float]]) -> None:
    total, *rest = (statistics.median(measured[part]) for part in PARTS)
    columns = [total, max(measured["total_ms"]), *rest]
    goal = TRAINING_JUDGE_MS if exercise.startswith("train") else JUDGE_MS
    verdict = "met" if rest[-1] <= goal else "MISSED"
    print(f"{exercise:<22}" + "".join(f"{column:9.1f}" for column in columns) + f"  judge ≤ {goal}: {verdict}")


def print_rates() -> None:
    """Whole verdicts, sandbox and judge, by two processes at once."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for exercise, goal in (("forward-diffusion", VERDICTS_PER_SECOND), ("sample-ddpm", None)):
            pool.starmap(flood, [(exercise, 0.1)] * 2, chunksize=1)  # start both
            rate = sum(pool.starmap(flood, [(exercise, FLOOD_S)] * 2, chunksize=1))
            wanted = "none set" if goal is None else f"≥ {goal}: {'met' if rate >= goal else 'MISSED'}"
            print(f"{exercise}, verdicts per second, two processes: {rate:.1f}  goal {wanted}")


def flood(exercise: str, seconds: float) -> float:
    right = next(sample for sample in samples(exercise) if sample.accepted)
    done, deadline = 0, time.monotonic() + seconds
    while time.monotonic() < deadline or not done:
        if not grade(exercise, right.source).accepted:
            raise RuntimeError("expected a right program to be accepted")
        done += 1
    return done / seconds


if __name__ == "__main__":
    main()
