"""Trials of uploaded exercises: asked for when a draft is stored, run by a worker, looked at before it is published.

Theory of operation
-------------------
A trial belongs to a material, not to a version: a corrected comma in the prompt needs no new one, and the same programs
keep the same cases. `ask_for` writes a queued row; a message of the lowest priority tells the workers, and as always it
is a hint that names no row. Whoever takes it claims row after row by a conditional UPDATE and tries it; one process of
a host does this, draws pictures or judges anew, so that another is always free for students. Each worker's housekeeping
sends the hint again while a row waits, and puts back what a dead worker held.

`hurdle` is what publishing asks: nothing passes that has not passed here. Where the sandbox does not run, nothing is
known, so the row goes on waiting and nothing is published.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from content.documents import Document
from content.models import ExerciseTextVersion
from content.problems import Problem
from grader import messages, pictures
from grader.exercises import EXERCISES
from grader.material import Material
from grader.submissions import storable
from grader.trial_models import ExerciseTrial
from grader.verdicts import Text

logger = logging.getLogger(__name__)

TRY_TASK = "grader.try_exercises"
TASK_LIMIT_S = 300  # longer than trying.BUDGET_S with its last program
LEASE = timedelta(seconds=TASK_LIMIT_S + 60)
LONGEST_PAUSE_S = 300

State = ExerciseTrial.State
Try = Callable[[Material], Any]  # trying.try_out, which imports torch


def ask_for(version: Any, *, anew: bool = False) -> ExerciseTrial:
    """The trial of what this version, stored or not, is judged by; queued if there is none.

    `anew` also queues one that failed: whoever uploads the same again means it, and a busy machine may have been slow.
    """
    wanted = {"digest": version.judged_by, "defaults": {"material": Material.of(version).as_row()}}
    trial, created = ExerciseTrial.objects.defer("cases").get_or_create(**wanted)
    failed = ExerciseTrial.objects.filter(pk=trial.pk, state=State.FAILED) if anew else ExerciseTrial.objects.none()
    if created or failed.update(state=State.QUEUED, tries=0, retry_at=None, report=None):
        transaction.on_commit(ask, robust=True)
        trial.refresh_from_db(fields=["state", "report"])
    return trial


def of(version: ExerciseTextVersion) -> ExerciseTrial | None:
    """As the hurdle saw it, if it looked already: what a page says of one moment has to agree."""
    seen = getattr(version, "trial_at_the_hurdle", None)
    return seen or ExerciseTrial.objects.defer("cases").filter(digest=version.judged_by).first()


def ask() -> None:
    """Tell the workers. Without a broker the next housekeeping asks again."""
    try:
        current_app.send_task(TRY_TASK, retry=False, priority=pictures.LAST)
    except OperationalError as error:
        logger.warning("A trial waits, the broker did not answer: %s", error)


def ask_again() -> None:
    """For what a lost message or a worker that died has left untried."""
    stale = ExerciseTrial.objects.filter(state=State.RUNNING, claimed_at__lt=timezone.now() - LEASE)
    stale.update(state=State.QUEUED, claim=None)
    if _due().exists():
        ask()


def try_what_waits(try_out: Try) -> None:
    """One row a task; what is left gets a message of its own, behind whoever waits by then."""
    with pictures.only_one() as mine:
        trial = _claim_next() if mine else None
        if trial:
            _try(trial, try_out)
    if trial and _due().exists():
        ask()


def try_draft(instance: ExerciseTextVersion, created: bool, **kwargs: Any) -> None:
    """A draft is tried as soon as it is stored."""
    if created and instance.judged_by and instance.is_draft:
        ask_for(instance, anew=True)


def prepare(document: Document) -> None:
    """In this process, for a command line that cannot wait for a worker. What has passed is not tried again."""
    if not document.fields.get("judged_by"):
        return
    trial = ask_for(SimpleNamespace(**document.fields), anew=True)
    if trial.is_open and (claimed := _claim(trial.pk)):
        from grader.sandbox import client  # it imports torch, which the web process never does
        from grader.trying import try_out

        _try(claimed, try_out)
        client.close()


def hurdle(version: Any) -> Iterator[Problem]:
    """Why this version may not be published yet."""
    if not isinstance(version, ExerciseTextVersion) or not version.judged_by:
        return
    if version.item.slug in EXERCISES:
        yield name_taken(version.item.slug)
        return
    trial = version.trial_at_the_hurdle = ask_for(version)
    if trial.is_open:
        got, remedy = trial.get_state_display(), _("Wait a moment: a worker tries it by itself.")
        if trial.reason:
            got, remedy = trial.reason, _("Ask who runs the site: `python -m grader doctor` says what is missing.")
        yield Problem("", _("an exercise that was tried"), str(got), remedy)
    yield from problems(trial, version.item.slug)


def name_taken(slug: str) -> Problem:
    expected, remedy = _("a slug of its own"), _("Rename the folder, or leave “kind” out to change the text alone.")
    return Problem("slug", expected, _("“%s”, an exercise of the site's own") % slug, remedy)


def problems(trial: ExerciseTrial, slug: str) -> list[Problem]:
    """What a trial that has ended found, in the reader's language."""
    return [_problem(fault, slug) for fault in (trial.report or {}).get("faults", [])]


def said(trial: ExerciseTrial) -> list[dict[str, Any]]:
    """What each program should do and did, in the reader's language."""
    lines = (trial.report or {}).get("lines", [])
    return [{**line, "expected": _words(line["expected"]), "came": _words(line["came"])} for line in lines]


def _problem(fault: dict[str, Any], slug: str) -> Problem:
    expected, got, remedy = (
        messages.render(Text(f"trial.{fault['key']}-{part}", fault["params"]), get_language() or "en")
        for part in ("expected", "got", "remedy")
    )
    where = _("line %d") % fault["line"] if fault["line"] else ""
    return Problem(where, expected, got, remedy, f"{slug}/{fault['file']}" if fault["file"] else slug)


def _words(row: dict[str, Any]) -> str:
    return messages.render(Text.from_row(row), get_language() or "en")


def _due() -> QuerySet[ExerciseTrial]:
    ready = Q(retry_at=None) | Q(retry_at__lte=timezone.now())
    return ExerciseTrial.objects.filter(ready, state=State.QUEUED)


def _claim_next() -> ExerciseTrial | None:
    for pk in _due().order_by("pk").values_list("pk", flat=True):
        if claimed := _claim(pk):
            return claimed
    return None


def _claim(pk: int) -> ExerciseTrial | None:
    token, now = uuid.uuid4(), timezone.now()
    waiting = ExerciseTrial.objects.filter(pk=pk, state=State.QUEUED)
    taken = waiting.update(state=State.RUNNING, claim=token, claimed_at=now, tries=F("tries") + 1)
    return ExerciseTrial.objects.defer("cases").get(claim=token) if taken else None


def _try(trial: ExerciseTrial, try_out: Try) -> None:
    """No transaction is open while it runs; the result counts if the claim still holds."""
    started = time.monotonic()
    held = ExerciseTrial.objects.filter(pk=trial.pk, state=State.RUNNING, claim=trial.claim)
    try:
        found = try_out(Material.from_row(trial.material))
    except Exception as error:  # no sandbox, or a fault of ours: nothing is known of the exercise
        logger.exception("Trial %s, try %s", trial.pk, trial.tries)
        retry_at = timezone.now() + timedelta(seconds=min(LONGEST_PAUSE_S, 2**trial.tries))
        reason = str(error)[:1000] or type(error).__name__
        held.update(state=State.QUEUED, claim=None, retry_at=retry_at, reason=reason)
        return
    report = storable(found.as_row()) | {"took_s": round(time.monotonic() - started, 2)}
    state = State.PASSED if found.passed else State.FAILED
    held.update(state=state, claim=None, report=report, cases=found.cases, reason="")
