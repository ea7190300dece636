"""How long an instructor waits for a large class's pages and files: 300 students, 30 items.

    python -m benchmarks.gradebook [--students 300] [--items 30] [--times 15]

The class is made in a database of its own: one row for each exam, answer and submission, written straight to the
tables. The quizzes are the library's, and copies of them up to the number of items. Each exercise has one right and one
wrong program of the judge's corpus, really judged, that everybody hands in; their pictures are left out. Everybody has
been at work within the last hour. Medians of whole responses within one process, templates and middleware included,
with DEBUG off, by the clock and by this process's own time, which others on the machine do not lengthen as much; the
baseline is the same address of a class with nobody in it. The last line is what the database alone takes for the
gradebook's own statements.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

GOAL_MS = 300
TRIES = 3
COURSE = 7 * 24 * 60  # minutes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--times", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="denoise-") as folder:
        set_up(folder)
        started = time.perf_counter()
        cohort, empty = fill(options.students, options.items)
        print(f"{options.students} students × {options.items} items, made in {time.perf_counter() - started:.0f} s")
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        measure(cohort, empty, options.times)


def set_up(folder: str) -> None:
    """Django on an empty database in this folder."""
    os.environ |= {"DENOISE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "ERROR"}
    os.environ |= {"DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "DEBUG": "0", "DENOISE_DEMO_ACCOUNTS": "0"}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    # Names with a hash in them need all files to be collected first, and nobody fetches one here.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def measure(cohort, empty, times: int) -> None:
    from content.models import Bank

    bank = Bank.objects.first().slug
    print(
        f"{'':<32}{'median ms':>10}{'slowest':>9}{'own ms':>8}{'queries':>9}{'KB':>6}{'empty ms':>10}{'ratio':>7}  goal"
    )
    for name, address in {
        "gradebook": "gradebook/",
        "gradebook, by total, page 3": "gradebook/?sort=total&page=3",
        "gradebook, a name searched": "gradebook/?q=student+7",
        "statistics": "statistics/",
        "statistics of a quiz": f"statistics/quizzes/{bank}/",
        "live": "live/",
        "live, the part that is fetched": "live/now/",
        "grades, CSV": "gradebook/grades.csv",
        "grades, XLSX": "gradebook/grades.xlsx",
        "submissions, CSV": "gradebook/submissions.csv",
    }.items():
        print_row(name, cohort, empty, address, times)
    print_unchanged(cohort, times)
    print_database(cohort, times)


def print_row(name: str, cohort, empty, address: str, times: int) -> None:
    client = signed_in(cohort)
    full, size, queries = ask(client, cohort, address)
    none, _, _ = ask(client, empty, address)
    taken, nothing = timed(full, times), statistics.median(timed(none, times))
    own, median = statistics.median(timed(full, times, time.process_time)), statistics.median(taken)
    goal = f"≤ {GOAL_MS}: {'met' if median <= GOAL_MS else 'MISSED'}" if name.startswith("gradebook") else ""
    figures = f"{median:10.1f}{max(taken):9.1f}{own:8.1f}{queries:9}{size / 1024:6.0f}"
    print(f"{name:<32}{figures}{nothing:10.1f}{median / nothing:7.1f}  {goal}", flush=True)


def print_unchanged(cohort, times: int) -> None:
    """What an open live page costs while nothing is new."""
    client = signed_in(cohort)
    address = f"/classes/{cohort.pk}/live/now/"
    etag = client.get(address)["ETag"]

    def again() -> None:
        answer = client.get(address, headers={"If-None-Match": etag})
        assert answer.status_code == 304, f"expected 304, got {answer.status_code}"

    own = statistics.median(timed(again, times, time.process_time))
    print(f"{'live, nothing new':<32}{statistics.median(timed(again, times)):10.1f}{'':9}{own:8.1f}", flush=True)


def print_database(cohort, times: int) -> None:
    """The gradebook's statements alone, each row fetched."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from quizzes import classbook
    from quizzes.course import outline

    with CaptureQueriesContext(connection) as captured:
        classbook.book(cohort, outline("en"))
    statements = [query["sql"] for query in captured.captured_queries]

    def fetch() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement).fetchall()

    whole = statistics.median(timed(lambda: classbook.book(cohort, outline("en")), times))
    bare = statistics.median(timed(fetch, times))
    print(f"gradebook without its page: {whole:.1f} ms; its {len(statements)} statements alone: {bare:.1f} ms")


def signed_in(cohort):
    from django.test import Client

    client = Client(SERVER_NAME="localhost", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(cohort.owners.get(), "django.contrib.auth.backends.ModelBackend")
    return client


def ask(client, cohort, address: str) -> tuple[Callable[[], object], int, int]:
    """What asks once, how large the answer is as it is sent, and how many queries it takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def get():
        answer = client.get(f"/classes/{cohort.pk}/{address}")
        assert answer.status_code == 200, f"expected 200 from {address}, got {answer.status_code}"
        return answer

    get()
    with CaptureQueriesContext(connection) as captured:
        size = len(get().content)
    return get, size, len(captured)


def timed(work: Callable[[], object], times: int, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    found = []
    for _ in range(times):
        started = clock()
        work()
        found.append((clock() - started) * 1e3)
    return found


def fill(students: int, items: int):
    """The class, and one with nobody in it."""
    from django.db import transaction
    from django.utils import timezone

    from content.gathering import LIBRARY
    from content.importing import import_path
    from quizzes import assignments, cohorts, roles
    from quizzes.course import EXERCISE, outline
    from tests.factories import make_user

    import_path(LIBRARY)
    copy_banks(items - len(outline("en").items))
    now, rng = timezone.now(), random.Random(1)
    teacher = make_user("teacher", role=roles.INSTRUCTOR)
    with transaction.atomic():
        made = [cohorts.create(teacher, title, starts_at=now - timedelta(weeks=5)) for title in ("Large", "Empty")]
        keys = [item.key for item in outline("en").items][:items]
        for cohort in made:
            assignments.assign(cohort, keys, due_at=now + timedelta(days=1), late_percent=10)
        people = enrol(made[0], students)
        take_exams(people, [slug for kind, slug in keys if kind != EXERCISE], now, rng)
        solve(people, [slug for kind, slug in keys if kind == EXERCISE], now, rng)
    return made


def copy_banks(count: int) -> None:
    from content.models import Bank, BankVersion

    originals = list(BankVersion.objects.current("en"))
    for number in range(max(0, count)):
        version = originals[number % len(originals)]
        version.pk, version.item = None, Bank.objects.create(slug=f"{version.item.slug}-{number}")
        version._state.adding = True
        version.content_hash = f"copy {number}"
        version.save()


def enrol(cohort, count: int):
    from django.contrib.auth.models import User

    from quizzes.models import Membership

    names = [f"s{number:03d}" for number in range(count)]
    User.objects.bulk_create(
        User(username=name, first_name="Student", last_name=f"{name[1:]} Nguyễn", email=f"{name}@example.org")
        for name in names
    )
    people = list(User.objects.filter(username__in=names))
    Membership.objects.bulk_create(Membership(cohort=cohort, student=one) for one in people)
    return people


def take_exams(people, slugs: list[str], now, rng: random.Random) -> None:
    """Everybody takes each quiz once and every other student twice, and answers every question."""
    from content.models import BankVersion
    from quizzes.demo.answers import right, wrong
    from quizzes.models import Answer, Attempt

    versions = BankVersion.objects.current("en").by_slug()
    for slug in slugs:
        version, questions = versions[slug], versions[slug].document().questions
        over = {"bank": version.item, "bank_version": version, "language": "en", "status": Attempt.Status.SUBMITTED}
        rows = []
        for number, user in enumerate(people):
            for _ in range(1 + number % 2):
                start, score = now - timedelta(minutes=rng.uniform(60, COURSE)), round(rng.uniform(30, 100), 1)
                times = {"started_at": start, "deadline": start + timedelta(minutes=30), "submitted_at": start}
                rows.append(Attempt(user=user, score=score, passed=score >= 70, **over, **times))
        Attempt.objects.bulk_create(rows)
        given = [
            Answer(attempt=row, question=str(one.id), given=right(one) if rng.random() < 0.7 else wrong(one, 1))
            for row in rows
            for one in questions
        ]
        Answer.objects.bulk_create(given, batch_size=2000)


def solve(people, exercises: list[str], now, rng: random.Random) -> None:
    """Everybody hands in each exercise a few times; the last try at the last one is not an hour ago."""
    from grader import submissions
    from grader.models import Draft

    submissions.record_past(tries(people, exercises, now, rng))
    Draft.objects.bulk_create(Draft(user=user, exercise=exercises[-1], source="pass") for user in people)


def tries(people, exercises: list[str], now, rng: random.Random) -> Iterator[tuple]:
    from grader.grading import grade
    from grader.models import Submission
    from tests.grader.checks.corpus import samples

    for slug in exercises:
        found = list(samples(slug))
        right = next(sample.source for sample in found if sample.accepted)
        wrong = next(sample.source for sample in found if not sample.accepted and sample.misconception)
        verdicts = {source: replace(grade(slug, source, seed=1), figures=()) for source in (right, wrong)}
        longest = 60 if slug == exercises[-1] else COURSE
        for user in people:
            for number in range(TRIES):
                source = right if number == TRIES - 1 and rng.random() < 0.8 else wrong
                at = now - timedelta(minutes=rng.uniform(1, longest))
                yield Submission(user=user, exercise=slug, source=source, created_at=at, seed=1), verdicts[source]


if __name__ == "__main__":
    main()
