"""A lesson that holds every figure that moves and a question of each kind, put into the running site."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.site import ROOT, RunningSite

SLUG = "kit-of-parts"
FIGURES = {
    "noising": "noising.svg",
    "schedules": "schedules.ink.svg",
    "guidance": "guidance.svg",
    "reverse-film": "reverse-film.svg",
    "one-step": "one-step.ink.svg",
    "training-curve": "training-curve.ink.svg",
}
QUESTIONS = [
    {"id": 1, "question": "Which one?", "options": ["this", "that"], "correct": 0, "explanation": "This it is."},
    {"id": 2, "question": "Which two?", "options": ["a", "b", "c"], "correct": [0, 2], "explanation": "The ends."},
    {"id": 3, "question": "How much?", "numeric": {"value": 0.25, "tolerance": 0.01}, "explanation": "A quarter."},
    {
        "id": 4,
        "question": "In which order?",
        "order": ["first", "second", "third", "fourth"],
        "any_order": [[0, 1]],
        "explanation": "As they are called.",
    },
]
BANK = {
    "title": "Kit",
    "slug": SLUG,
    "duration_minutes": 5,
    "passing_score": 50,
    "domains": [{"name": "All", "weight": 100}],
    "questions": [{"domain": "All", **question} for question in QUESTIONS],
}

# In a course of its own, behind the lessons of the library.
HEADER = f"---\ntitle: Kit of parts\nslug: {SLUG}\nsection_title: Kit\ncourse: {{title: Kit, slug: z-kit}}\n---\n"


def address(language: str = "en") -> str:
    return f"{'/vi' if language == 'vi' else ''}/lessons/{SLUG}/"


def lesson() -> str:
    figures = "\n\n".join(
        f'## {name} {{#{name}}}\n\n<figure class="interactive" data-figure="{name}">\n'
        f'<img src="/static/figures/{still}" alt="The still picture of {name}." width="640" height="320">\n'
        "<figcaption>Move it.</figcaption>\n</figure>"
        for name, still in FIGURES.items()
    )
    checks = "\n\n".join(f"!check {SLUG}/{question['id']}" for question in QUESTIONS)
    return f"{HEADER}\nA kit.\n\n{figures}\n\n## Questions {{#questions}}\n\n{checks}\n"


def import_into(site: RunningSite, folder: Path) -> None:
    (folder / "kit.md").write_text(lesson())
    (folder / "kit.json").write_text(json.dumps(BANK))
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir)} | site.environment
    subprocess.run([sys.executable, "manage.py", "import_content", str(folder)], cwd=ROOT, env=environment, check=True)
