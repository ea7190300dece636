"""A small bank in both languages whose answers the tests know, and the site's own shell beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.site import ROOT, RunningSite

SLUG = "quiz-kit"
WORDS = {
    "en": {"single": "Which letter is first?", "right": "Alpha", "wrong": "Omega", "note": "Omega is the last one."},
    "vi": {"single": "Chữ nào đứng đầu?", "right": "Chữ A", "wrong": "Chữ Z", "note": "Chữ Z đứng cuối."},
}


def bank(language: str) -> dict[str, Any]:
    """In this order: one of several options with two hints, several options, a number."""
    words = WORDS[language]
    return {
        "title": f"Quiz kit {language}",
        "slug": SLUG,
        "duration_minutes": 20,
        "passing_score": 60,
        "shuffle_questions": False,
        "shuffle_options": False,
        "domains": [{"name": "Letters", "weight": 60}, {"name": "Numbers", "weight": 40}],
        "questions": [
            {
                "id": 1,
                "domain": "Letters",
                "question": words["single"],
                "options": [words["wrong"], words["right"], "Beta"],
                "correct": 1,
                "explanation": f"The alphabet says so.\n\n- {words['note']}\n- Beta is the second.",
                "hints": ["Sing the alphabet.", "It rhymes with nothing."],
            },
            {
                "id": 2,
                "domain": "Letters",
                "question": "Which are vowels?",
                "options": ["a", "b", "e"],
                "correct": [0, 2],
                "explanation": "Open mouth.\n\n- b closes the lips.",
            },
            {
                "id": 3,
                "domain": "Numbers",
                "question": "Half of one?",
                "numeric": {"value": 0.5, "tolerance": 0.01},
                "explanation": "One in two parts.",
            },
        ],
    }


def import_into(site: RunningSite, folder: Path) -> None:
    for language in WORDS:
        (folder / language).mkdir()
        (folder / language / f"{SLUG}.json").write_text(json.dumps(bank(language)))
    _manage(site, "import_content", str(folder))


def backstage(site: RunningSite, code: str) -> None:
    """Runs code in the site's own shell, with the student and what they have open at hand."""
    known = (
        "from datetime import timedelta\n"
        "from django.contrib.auth.models import User\n"
        "from django.utils import timezone\n"
        "from quizzes import accommodations, attempts\n"
        "from quizzes.models import Attempt\n"
        "student = User.objects.get(username='student')\n"
        f"mine = Attempt.objects.filter(user=student, bank__slug={SLUG!r})\n"
    )
    _manage(site, "shell", "-c", known + code)


def _manage(site: RunningSite, *arguments: str) -> None:
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir)} | site.environment
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)
