"""How often the judge errs: every program in tests/submissions/, graded on many seeds.

    python -m tools.calibrate [--seeds 50] [EXERCISE…]

A right program that is refused, a wrong one that is accepted, or one whose mistake gets another name, is printed with
its seed, so that `python -m grader grade EXERCISE FILE --seed N` shows it again. Ends with 1 where there was any.
"""

import argparse
import sys

from grader.grading import grade
from tools.corpus import Case, all_cases


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exercises", nargs="*", metavar="EXERCISE")
    parser.add_argument("--seeds", type=int, default=50)
    arguments = parser.parse_args()
    graded = errors = 0
    for case in all_cases(arguments.exercises):
        for seed in range(arguments.seeds):
            graded += 1
            error = judge_error(case, seed)
            if error:
                errors += 1
                print(f"{case.exercise}/{case.name} --seed {seed}: {error}", flush=True)
    print(f"{graded} gradings, {errors} errors")
    return 1 if errors else 0


def judge_error(case: Case, seed: int) -> str:
    verdict = grade(case.exercise, case.source, seed=seed)
    if verdict.accepted != case.accepted:
        return f"expected accepted={case.accepted}, got {verdict.accepted} ({verdict.outcome})"
    if verdict.misconception != case.misconception:
        return f"expected misconception {case.misconception}, got {verdict.misconception}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
