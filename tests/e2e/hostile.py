"""A site whose content was written by somebody who means harm, past every check of an upload."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.content.xss_vectors import VECTORS
from tests.site import ROOT, RunningSite

SLUG = "hostile"
TOGETHER = 4  # vectors in a lesson
READER, PASSWORD = "trusting", "the-password-of-trusting"  # whose attempts are in nobody else's way


def at_work(site: RunningSite, function: str) -> Any:
    """Calls one of the functions below with the site's settings."""
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    code = f"import django; django.setup(); from tests.e2e import hostile; hostile.{function}()"
    command = [sys.executable, "-c", code]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment | site.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(ran.stdout or "null")


def fill() -> None:
    """Lessons with the vectors in their body and front matter; a bank with one in each part of each question."""
    from django.contrib.auth.models import User

    from quizzes import attempts, roles
    from quizzes.models import Attempt
    from tests.content.factories import bank, lesson

    lessons = [VECTORS[start : start + TOGETHER] for start in range(0, len(VECTORS), TOGETHER)]
    for number, texts in enumerate(lessons):
        words = {"title": texts[0][:200], "description": texts[-1], "goals": texts, "section_title": texts[-1][:200]}
        lesson(f"{SLUG}-{number}", body="\n\n".join(texts), format="html" if number % 2 else "markdown", **words)
    version = bank(SLUG, hostile_bank())
    student = User.objects.create_user(READER, password=PASSWORD)
    roles.grant(student, roles.STUDENT)
    closed = attempts.start(student, version, Attempt.Mode.PAGE)
    attempts.submit(closed)
    running = attempts.start(student, version, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    print(json.dumps({"lessons": len(lessons), "closed": closed.pk, "running": running.pk}))


def hostile_bank() -> dict[str, Any]:
    from tests.content.factories import bank_json, question_json

    questions = [
        question_json(
            number,
            domain=VECTORS[0],
            question=text,
            options=[text, f"other {text}", "right"],
            correct=2,
            explanation=f"{text}\n\n- {text}",
            hints=[text],
            code=text,
        )
        for number, text in enumerate(VECTORS, start=1)
    ]
    words = {"title": VECTORS[1], "slug": SLUG, "description": VECTORS[2], "questions_count": len(questions)}
    return bank_json(questions=questions, domains=[{"name": VECTORS[0], "weight": 100, "lessons": []}], **words)


def clear() -> None:
    """Out of every list, for the tests that come after."""
    from content.models import Bank, Lesson

    for model in Lesson, Bank:
        for item in model.objects.filter(slug__startswith=SLUG):
            item.retire()
