"""Compute the lessons' figures from the reference: `python -m tools.make_figures [NAME…]` writes them anew.

Without names it makes all of them, which takes some minutes, since `guidance` samples two thousand digits. The figure
`training-curve` shows a training run, which tools/record_training.py records.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from tools.figures import (
    formula_sheet,
    forward_lesson,
    guidance,
    guidance_lesson,
    noising,
    one_step,
    reverse_film,
    reverse_lesson,
    schedules,
    schedules_lesson,
    training_lesson,
    whole_pipeline,
    why_lesson,
)

FOLDER = Path(__file__).resolve().parent.parent / "config" / "static" / "figures"
Files = dict[str, str | bytes]
FIGURES: dict[str, Callable[[], Files]] = {
    "forward-lesson": forward_lesson.files,
    "why-lesson": why_lesson.files,
    "noising": noising.files,
    "schedules": schedules.files,
    "schedules-lesson": schedules_lesson.files,
    "guidance": guidance.files,
    "reverse-film": reverse_film.files,
    "reverse-lesson": reverse_lesson.files,
    "one-step": one_step.files,
    "training-lesson": training_lesson.files,
    "guidance-lesson": guidance_lesson.files,
    "formula-sheet": formula_sheet.files,
    "whole-pipeline": whole_pipeline.files,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FIGURES))
    for name in parser.parse_args().names or FIGURES:
        write(FIGURES[name]())


def write(files: Files) -> None:
    for name, content in files.items():
        (FOLDER / name).write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    main()
