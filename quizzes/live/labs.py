"""A class as it works right now, for a page that asks every few seconds: seven queries for any number of students."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from grader.models import Draft, HintSeen, Submission
from quizzes import classwork
from quizzes.course import EXERCISE, QUIZ, Key
from quizzes.live.rules import LAB, Standing, State, Try, Work, standing
from quizzes.models import Attempt, AttemptEvent, Cohort

Works = dict[int, dict[Key, Work]]  # by student


@dataclass(frozen=True)
class Person:
    username: str
    name: str


@dataclass(frozen=True)
class Seen:
    """One student at one item."""

    person: Person
    key: Key
    standing: Standing
    last: datetime | None = None  # of who is quiet; the others' changes too often to be worth telling
    submission: int = 0  # the latest at this item, where there is one


@dataclass(frozen=True)
class Tally:
    """How many of the class are where with one item."""

    key: Key
    counts: dict[State, int]


@dataclass(frozen=True)
class Lab:
    """Its `repr` is the same as long as a page shows the same."""

    seen: list[Seen]  # everybody once, at the item that they were at last or that was asked for; who wants help first
    tallies: list[Tally]  # of the items that anybody was at
    absent: list[Person]

    def of(self, state: str) -> list[Seen]:
        return [one for one in self.seen if one.standing.state == state]


def lab(cohort: Cohort, key: Key | None = None, now: datetime | None = None) -> Lab:
    """Of one item, or of whatever each student was at last."""
    now = now or timezone.now()
    people, works = _people(cohort), _works(cohort, now)
    keys = {one for own in works.values() for one in own} | ({key} if key else set())
    over = _over(cohort, keys)
    for student, own in works.items():
        for at, work in own.items():
            work.is_over = at in over[student]
    seen = sorted(_seen(people, works, over, key, now), key=_most_wanting)
    there = {one.person for one in seen}
    absent = [person for person in people.values() if person not in there]
    return Lab(seen, _tallies(people, works, over, keys, now), absent)


def _people(cohort: Cohort) -> dict[int, Person]:
    rows = User.objects.filter(pk__in=classwork.students(cohort)).order_by("last_name", "first_name", "pk")
    columns = rows.values_list("pk", "username", "first_name", "last_name")
    return {pk: Person(username, f"{first} {last}".strip() or username) for pk, username, first, last in columns}


def _works(cohort: Cohort, now: datetime) -> Works:
    found: Works = defaultdict(dict)
    for student, key, at in _signs(cohort, now):
        work = found[student].setdefault(key, Work(at, at, is_exercise=key[0] == EXERCISE))
        work.saw(at)
    _add_tries(found, cohort, now)
    return found


def _signs(cohort: Cohort, now: datetime) -> Iterator[tuple[int, Key, datetime]]:
    """That somebody did something at an item: never what."""
    drafts = Draft.objects.filter(_in_lab(cohort, now, "saved_at"), user__in=classwork.students(cohort))
    hints = HintSeen.objects.filter(_in_lab(cohort, now, "seen_at"), user__in=classwork.students(cohort))
    for student, slug, at in drafts.values_list("user", "exercise", "saved_at"):
        yield student, (EXERCISE, slug), at
    for student, slug, at in hints.order_by().values_list("user", "exercise", "seen_at"):
        yield student, (EXERCISE, slug), at
    events = AttemptEvent.objects.filter(_in_lab(cohort, now, "at"), attempt__user__in=classwork.students(cohort))
    for student, slug, at in events.order_by().values_list("attempt__user", "attempt__bank__slug", "at"):
        yield student, (QUIZ, slug), at


def _add_tries(found: Works, cohort: Cohort, now: datetime) -> None:
    """What our side failed to judge is nobody's try. A student's runs are not looked at: what is tried out is run from
    a draft, and a draft is seen.
    """
    rows = Submission.objects.filter(_in_lab(cohort, now, "created_at"), user__in=classwork.students(cohort))
    columns = ("user", "exercise", "created_at", "pk", "outcome", "accepted", "score", "misconception")
    for student, slug, at, pk, outcome, *verdict in rows.order_by("created_at", "pk").values_list(*columns):
        work = found[student].setdefault((EXERCISE, slug), Work(at, at))
        work.saw(at)
        work.submission = pk
        if outcome not in ("", Submission.Outcome.SANDBOX_FAILED):
            work.tries.append(Try(at, *verdict))


def _over(cohort: Cohort, keys: set[Key]) -> dict[int, set[Key]]:
    """Who has solved which of the exercises; and who has handed in which of the quizzes, with no exam of it running."""
    found: dict[int, set[Key]] = defaultdict(set)
    solved = classwork.submissions(cohort).counted().filter(accepted=True, exercise__in=_slugs(keys, EXERCISE))
    for student, slug in solved.order_by().values_list("user", "exercise").distinct():
        found[student].add((EXERCISE, slug))
    exams = classwork.all_attempts(cohort).exams().filter(bank__slug__in=_slugs(keys, QUIZ))
    states: dict[tuple[int, str], set[str]] = defaultdict(set)
    for student, slug, status in exams.order_by().values_list("user", "bank__slug", "status").distinct():
        states[student, slug].add(status)
    for (student, slug), of_these in states.items():
        if Attempt.Status.STARTED not in of_these:
            found[student].add((QUIZ, slug))
    return found


def _slugs(keys: Iterable[Key], kind: str) -> list[str]:
    return [slug for one, slug in keys if one == kind]


def _seen(
    people: dict[int, Person], works: Works, over: dict[int, set[Key]], key: Key | None, now: datetime
) -> Iterator[Seen]:
    for student, person in people.items():
        own = works.get(student, {})
        at = key or max(own, key=lambda one: own[one].last, default=None)
        if at in own:
            now_at = standing(own[at], now)
            last = own[at].last if now_at.state == State.QUIET else None
            yield Seen(person, at, now_at, last, own[at].submission)
        elif at and at in over[student]:
            yield Seen(person, at, Standing(State.DONE))


def _most_wanting(one: Seen) -> tuple[int, float]:
    """The longest without progress first."""
    since = one.standing.since
    return list(State).index(one.standing.state), since.timestamp() if since else 0.0


def _tallies(
    people: dict[int, Person], works: Works, over: dict[int, set[Key]], keys: set[Key], now: datetime
) -> list[Tally]:
    found: dict[Key, Counter[State]] = {key: Counter() for key in sorted(keys)}
    for student in people:
        own = works.get(student, {})
        for key in keys:
            if key in own:
                found[key][standing(own[key], now).state] += 1
            elif key in over[student]:
                found[key][State.DONE] += 1
    return [Tally(key, {state: counts[state] for state in State}) for key, counts in found.items()]


def _in_lab(cohort: Cohort, now: datetime, when: str) -> Q:
    """Within the dates of the class, too: what was done outside of them is none of its business."""
    return classwork.within(cohort, when) & Q(**{f"{when}__gte": now - LAB, f"{when}__lte": now})
