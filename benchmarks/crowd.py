"""Many students press Submit at the same moment: how many are judged, and how long the last one waits.

    python -m benchmarks.crowd [--students 200]

The whole site is started as `make run` starts it. Each student is signed in and posts the exercise page's own form.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.grader.checks.corpus import sample
from tests.site import RunningSite, running_site

EXERCISE, PROGRAM = "forward-diffusion", "right-textbook"
TOKEN = "a" * 32  # a form's CSRF token has to equal the cookie's, whatever it is
PATIENCE_S = 300


@dataclass(frozen=True)
class Posted:
    status: int
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=200)
    students = parser.parse_args().students
    with running_site() as site:
        sessions = in_site(site, "make_sessions", students)
        started = time.monotonic()
        with ThreadPoolExecutor(students) as pool:
            posted = list(pool.map(lambda session: post(site, session), sessions))
        waits = in_site(site, "wait_until_judged", students)
    print_result(posted, waits, time.monotonic() - started)


def print_result(posted: list[Posted], waits: list[float], seconds: float) -> None:
    taken = sum(answer.status in (200, 302) for answer in posted)
    print(f"{len(posted)} students at once: {taken} submissions taken, {len(waits)} judged right, in {seconds:.1f} s")
    print(f"page answered: median {statistics.median(answer.seconds for answer in posted):.2f} s")
    print(f"click to verdict stored: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")


def post(site: RunningSite, session: str) -> Posted:
    form = {"source": sample(EXERCISE, PROGRAM).source, "csrfmiddlewaretoken": TOKEN}
    headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "HX-Request": "true", "Referer": site.url}
    data = urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(f"{site.url}/exercises/{EXERCISE}/", data=data, headers=headers)
    started = time.monotonic()
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return Posted(answer.status, time.monotonic() - started)


def in_site(site: RunningSite, function: str, students: int):
    """Call one of the functions below in a process that has the site's settings, hence its database."""
    environment = {**os.environ, "DENOISE_DATA_DIR": str(site.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    program = f"import django; django.setup(); from benchmarks import crowd; crowd.{function}({students})"
    ran = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    return json.loads(ran.stdout)


def make_sessions(students: int) -> None:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    keys = []
    for number in range(students):
        user = User.objects.create(username=f"crowd-{number}")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        keys.append(session.session_key)
    print(json.dumps(keys))


def wait_until_judged(students: int) -> None:
    """Prints each accepted submission's seconds from its row to its verdict."""
    from grader.models import Submission

    deadline = time.monotonic() + PATIENCE_S
    while Submission.objects.judged().count() < students and time.monotonic() < deadline:
        time.sleep(0.1)
    rows = Submission.objects.judged().filter(accepted=True).values_list("created_at", "judged_at")
    print(json.dumps([(judged - created).total_seconds() for created, judged in rows]))


if __name__ == "__main__":
    main()
