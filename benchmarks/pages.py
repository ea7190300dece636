"""How long the server takes to answer a page: warm, for a signed-in student, on a site that is in use.

    python -m benchmarks.pages [--times 100] [--students 60]

The site is started as `make run` starts it and filled with a class's work. The clock runs from the request to the last
byte, one request at a time. A static file says what of that is the server's and the socket's own.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import time

from tests.site import RunningSite, running_site

GOAL_MS = 50
BASELINE = "/healthz"
WARMING = 30  # each of the two web processes renders a page for the first time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--students", type=int, default=60)
    options = parser.parse_args()
    times = options.times
    with running_site() as site:
        prepared = in_site(site, options.students)
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: on a busy machine a wait is mostly for the others"
        )
        print(f"{'server response, ms':<52}{'median':>8}{'95 %':>8}  goal")
        for address in prepared["static"], BASELINE:
            print_row(address, measure(site, address, "", times), "baseline")
        for address in prepared["pages"]:
            measured = measure(site, address, prepared["session"], times)
            print_row(address, measured, "met" if statistics.median(measured) <= GOAL_MS else "MISSED")


def print_row(address: str, measured: list[float], verdict: str) -> None:
    slow = statistics.quantiles(measured, n=20)[-1]
    goal = verdict if verdict == "baseline" else f"≤ {GOAL_MS}: {verdict}"
    print(f"{address:<52}{statistics.median(measured):8.1f}{slow:8.1f}  {goal}", flush=True)


def measure(site: RunningSite, address: str, session: str, times: int) -> list[float]:
    for _ in range(WARMING):
        ask(http.client.HTTPConnection("127.0.0.1", site.port), address, session)
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    return [1000 * ask(connection, address, session) for _ in range(times)]


def ask(connection: http.client.HTTPConnection, address: str, session: str) -> float:
    """Seconds until the whole answer is here."""
    started = time.perf_counter()
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", "Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - started
    assert answer.status == 200, f"expected 200 from {address}, got {answer.status}"
    return seconds


def in_site(site: RunningSite, students: int) -> dict:
    """Call `prepare` in a process that has the site's settings, hence its database."""
    environment = {**os.environ, "DENOISE_DATA_DIR": str(site.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= site.environment
    program = f"import django; django.setup(); from benchmarks import pages; pages.prepare({students})"
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(ran.stdout)


def prepare(students: int) -> None:
    """Fills the site, and prints the reader's session and what to ask for."""
    from django.core.management import call_command
    from django.templatetags.static import static

    from content.models import BankVersion
    from quizzes import attempts
    from quizzes.models import Attempt

    call_command("seed_demo", students=students, stdout=sys.stderr)
    closed = Attempt.objects.closed().latest("pk")
    reader = closed.user
    bank = BankVersion.objects.current("en").get(item__slug="reverse-diffusion")
    running = attempts.start(reader, bank, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    pages = [
        "/",
        "/lessons/",
        *(f"{prefix}/lessons/{slug}/" for prefix in ("", "/vi") for slug in ("forward-diffusion", "formula-sheet")),
        "/quizzes/",
        "/quizzes/reverse-diffusion/",
        f"/attempts/{running.pk}/",
        f"/attempts/{closed.pk}/",
        "/exercises/",
        "/exercises/forward-diffusion/",
        "/exercises/sample-ddpm/",
        "/results/",
    ]
    print(json.dumps({"session": session_of(reader), "static": static("css/base.css"), "pages": pages}))


def session_of(user) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


if __name__ == "__main__":
    main()
