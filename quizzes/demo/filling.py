"""A whole class with five weeks behind it, through the site's own write paths."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from content.models import BankVersion
from grader import submissions
from grader.exercises import EXERCISES
from grader.models import HintSeen, Submission
from grader.verdicts import Verdict
from quizzes import accommodations, assignments, cohorts, readings, roles
from quizzes.course import EXERCISE, QUIZ, Key, outline
from quizzes.demo import programs, work
from quizzes.demo.answers import Popular
from quizzes.demo.people import Person, people
from quizzes.demo.programs import Shelf
from quizzes.models import Cohort, Membership

WEEKS = 5
LATE_DAYS = 3
Judged = tuple[Submission, Verdict]


def fill(owner: User, title: str, count: int, seed: int, now: datetime | None = None) -> Cohort:
    """Make the class and its students, and let them work. Raises programs.NoPrograms."""
    rng, now = random.Random(seed), now or timezone.now()
    # Of what authors uploaded there are no programs to draw from.
    keys = [item.key for item in outline("en").items if item.kind != EXERCISE or item.slug in EXERCISES]
    shelves = programs.shelves([slug for kind, slug in keys if kind == EXERCISE], rng)
    with transaction.atomic():
        cohort = _open(owner, title, keys, now)
        members = _enrol(cohort, list(people(count, rng)))
        due = {one.key: one.due_at for one in cohort.assignments.all()}
        _take_quizzes(members, due, now, rng)
        submissions.record_past(_solve(members, due, shelves, now, rng))
        _read(members, rng)
        _make_allowances(cohort, members, owner, rng)
    return cohort


def _open(owner: User, title: str, keys: list[Key], now: datetime) -> Cohort:
    """Items fall due evenly, the last ones in the week to come: there is always something that runs."""
    start = now - timedelta(weeks=WEEKS)
    cohort = cohorts.create(owner, title, starts_at=start)
    step = timedelta(weeks=WEEKS + 1) / (len(keys) + 1)
    for number, key in enumerate(keys, start=1):
        due = start + timedelta(days=4) + step * number
        late = due + timedelta(days=LATE_DAYS)
        assignments.assign(
            cohort, [key], due_at=due, late_until=late, late_percent=10, weight=1 if key[0] == QUIZ else 2
        )
    return cohort


def _enrol(cohort: Cohort, everybody: list[Person]) -> list[tuple[User, Person]]:
    """Accounts without a password: nobody signs in as one of them. Those of an earlier class are used again."""
    names = [person.username for person in everybody]
    there = set(User.objects.filter(username__in=names).values_list("username", flat=True))
    User.objects.bulk_create(
        [
            User(
                username=one.username,
                first_name=one.first_name,
                last_name=one.last_name,
                email=f"{one.username}@example.org",
                password="!",
            )
            for one in everybody
            if one.username not in there
        ]
    )
    users = User.objects.in_bulk(names, field_name="username")
    group = Group.objects.get(name=roles.STUDENT)
    User.groups.through.objects.bulk_create(
        [User.groups.through(user=user, group=group) for user in users.values()], ignore_conflicts=True
    )
    Membership.objects.bulk_create(
        [Membership(cohort=cohort, student=user, joined_at=cohort.starts_at) for user in users.values()]
    )
    return [(users[one.username], one) for one in everybody]


def _take_quizzes(
    members: list[tuple[User, Person]], due: dict[Key, datetime], now: datetime, rng: random.Random
) -> None:
    popular = Popular(rng)
    banks = BankVersion.objects.current("en").by_slug()
    for (kind, slug), end in due.items():
        if kind != QUIZ:
            continue
        for user, person in members:
            if rng.random() < person.diligence:
                work.take_quiz(user, person, banks[slug], work.begins(person, end, rng), now, popular, rng)


def _solve(
    members: list[tuple[User, Person]],
    due: dict[Key, datetime],
    shelves: dict[str, Shelf],
    now: datetime,
    rng: random.Random,
) -> Iterator[Judged]:
    for (kind, slug), end in due.items():
        if kind != EXERCISE:
            continue
        hints: list[HintSeen] = []
        for user, person in members:
            if rng.random() < person.diligence:
                at = work.begins(person, end, rng)
                hints += work.ask_for_hints(user, person, slug, at, rng) if at < now else []
                yield from work.solve(user, person, slug, shelves[slug], at, now, rng)
        HintSeen.objects.bulk_create(hints, ignore_conflicts=True)


def _read(members: list[tuple[User, Person]], rng: random.Random) -> None:
    for section in outline("en").sections:
        for lesson in section.lessons:
            for user, person in members:
                if rng.random() < person.diligence * 0.8:
                    readings.mark(user, lesson.version.item, read=True)


def _make_allowances(cohort: Cohort, members: list[tuple[User, Person]], owner: User, rng: random.Random) -> None:
    """Extra time for some, and a later date for a few at the last item."""
    chosen = [user for user, _ in members if rng.random() < 0.04]
    for user in chosen:
        accommodations.give(user, 1.5)
    last = cohort.assignments.last()
    if last and last.due_at and chosen:
        assignments.extend(last, chosen[:3], last.due_at + timedelta(days=7), reason="Ill for a week", by=owner)
