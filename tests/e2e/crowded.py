"""A class large enough for figures, put into the running site for an account that inhabited.py has made.

`fill(site)` returns the class's number, and the number of the question whose key is wrong. Of the students every third
is missing the exercise; one has a name that a spreadsheet would run, one has accents in it; two have handed in the same
unusual program.
"""

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from tests.site import ROOT, RunningSite

STUDENTS = 36
TITLE = "Diffusion, Thursdays"
EXERCISE, QUIZ_SLUG = "forward-diffusion", "noise-schedules"
WRONG, RIGHT, UNUSUAL = "wrong-no-square-roots", "right-textbook", "right-box-muller"


def fill(site: RunningSite) -> dict[str, Any]:
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", "import django; django.setup(); from tests.e2e import crowded; crowded.work()"]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment | site.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(ran.stdout)


def work() -> None:
    """Runs with the site's settings, and prints what is known afterwards as JSON."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from quizzes import assignments, cohorts

    now = timezone.now()
    teacher, latecomer = (User.objects.get(username=name) for name in ("teacher", "latecomer"))
    cohort = cohorts.create(teacher, TITLE, starts_at=now - timedelta(days=30))
    people = enrol(cohort)
    asked = take_quiz(people)
    hand_in(people, now - timedelta(days=3))
    assignments.assign(cohort, [("quiz", QUIZ_SLUG)], due_at=now + timedelta(days=1))
    assignments.assign(cohort, [("exercise", EXERCISE)], due_at=now - timedelta(hours=1))
    cohorts.enrol(cohort, latecomer)
    print(json.dumps({"class": cohort.pk, "question": asked}))


def enrol(cohort) -> list[Any]:
    from quizzes import cohorts
    from tests.factories import make_student

    names = {0: ("=1+1", "Formula"), 1: ("Hương", "Nguyễn")}
    people = []
    for number in range(STUDENTS):
        first, last = names.get(number, ("Student", f"Number {number:02d}"))
        people.append(make_student(f"crowd{number:02d}", first_name=first, last_name=last))
        cohorts.enrol(cohort, people[-1])
    return people


def take_quiz(people) -> int:
    """Two thirds know everything, and choose the same other option of one question. Returns its number."""
    from content.models import BankVersion
    from quizzes import attempts
    from quizzes.demo.answers import right, wrong

    version = BankVersion.objects.current("en").get(item__slug=QUIZ_SLUG)
    questions = version.document().questions
    odd = next(number for number, one in enumerate(questions) if one.kind == "single")
    for number, user in enumerate(people):
        able = number % 3 > 0
        given = {str(one.id): right(one) if able else wrong(one, number) for one in questions}
        given[str(questions[odd].id)] = wrong(questions[odd], 0) if able else right(questions[odd])
        attempt = attempts.start(user, version, "page")
        attempts.save_answers(attempt, given)
        attempts.submit(attempt)
    return odd + 1


def hand_in(people, at) -> None:
    """Two thirds, the first wrong and then right; a few stay with their mistake, two have an unusual program."""
    from grader import submissions
    from grader.grading import grade
    from grader.models import Submission
    from tests.grader.checks.corpus import sample

    verdicts = {name: grade(EXERCISE, sample(EXERCISE, name).source, seed=1) for name in (WRONG, RIGHT, UNUSUAL)}

    def one(user, name, minutes):
        source, when = sample(EXERCISE, name).source, at + timedelta(minutes=minutes)
        return Submission(user=user, exercise=EXERCISE, source=source, created_at=when, seed=1), verdicts[name]

    rows = []
    for number, user in enumerate(people):
        if number % 3 == 0:
            continue
        rows.append(one(user, WRONG, 0))
        if number in (1, 2):
            rows.append(one(user, UNUSUAL, 20))
        elif number % 5:
            rows.append(one(user, RIGHT, 20))
    submissions.record_past(rows)
