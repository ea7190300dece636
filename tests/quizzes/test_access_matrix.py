"""Every address of quizzes and grader, asked for by everybody who might: nobody finds what is not theirs to see.

A new address without a line here fails the first test. What one may not see answers 404, whether or not it exists;
who is not signed in is sent to sign in, or told so by a 401 where a script asks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

import grader.urls
import quizzes.urls
from content.models import ExerciseText
from grader.misconceptions import MISCONCEPTIONS
from grader.models import PastVerdict
from quizzes import assignments, attempts, cohorts, comments, regrades
from quizzes.models import Attempt, Certificate, Right
from quizzes.rosters import Entry
from tests.factories import make_class, make_instructor, make_lesson, make_student, make_submission
from tests.grader.verdicts import judge, verdict

OWNER, OTHER, ASSISTANT, WITHOUT = "owner", "another instructor", "assistant", "assistant without the right"
MEMBER, CLASSMATE, STRANGER, ANONYMOUS = "student", "classmate", "stranger", "anonymous"
ACTORS = (OWNER, OTHER, ASSISTANT, WITHOUT, MEMBER, CLASSMATE, STRANGER, ANONYMOUS)
SIGNED_IN = set(ACTORS) - {ANONYMOUS}
TEAM = {OWNER, ASSISTANT, WITHOUT}
SOON = timezone.now() + timedelta(days=1)

MISCONCEPTION = next(iter(MISCONCEPTIONS))

World = SimpleNamespace


@dataclass(frozen=True)
class Case:
    """Who finds an address, and what it answers them. `right` is what one of the two assistants has not been given."""

    name: str
    allowed: set[str]
    right: str = ""
    arguments: Callable[[World], list[Any]] = field(default=lambda world: [])
    ok: int = 200
    method: str = "get"
    data: dict[str, Any] | Callable[[World], dict[str, Any]] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


def of_class(world: World) -> list[Any]:
    return [world.cohort.pk]


def quizzes_cases() -> Iterator[Case]:
    def bank(world):
        return [world.finished.bank.slug]

    def finished(world):
        return [world.finished.pk]

    def running(world):
        return [world.running.pk]

    def lesson(world):
        return ["intro"]

    yield Case("quizzes:home", set(ACTORS))
    yield Case("quizzes:quizzes", set(ACTORS))
    yield Case("quizzes:quiz", set(ACTORS), arguments=bank)
    yield Case("quizzes:start", SIGNED_IN, arguments=bank, method="post", ok=302, data={"mode": "page"})
    yield Case("quizzes:attempt", {OWNER, ASSISTANT, MEMBER}, Right.RESULTS, finished)
    yield Case("quizzes:attempt", {MEMBER}, Right.RESULTS, running)
    yield Case("quizzes:save", {MEMBER}, Right.RESULTS, running, method="post", ok=302)
    yield Case("quizzes:clock", {MEMBER}, Right.RESULTS, running)
    yield Case("quizzes:submit", {MEMBER}, Right.RESULTS, running)
    yield Case("quizzes:read", SIGNED_IN, arguments=lesson, method="post", ok=302, data={"read": "1"})
    yield Case("quizzes:place", SIGNED_IN, arguments=lesson, method="post", ok=204)
    yield Case("quizzes:results", SIGNED_IN)
    yield Case("quizzes:certificates", SIGNED_IN)
    yield Case("quizzes:certificate", set(ACTORS), arguments=lambda world: [world.certificate.code])
    yield Case("quizzes:gradebook", {OWNER, OTHER, ASSISTANT}, Right.RESULTS)
    yield Case("quizzes:student", {OWNER, ASSISTANT}, Right.RESULTS, lambda world: [MEMBER])


def class_cases() -> Iterator[Case]:
    def member(world):
        return [world.cohort.pk, MEMBER]

    def assignment(world):
        return [world.cohort.pk, world.assignment.pk]

    def helper(world):
        return [world.cohort.pk, ASSISTANT]

    def exercise(world):
        return [world.cohort.pk, "forward-diffusion"]

    def quiz(world):
        return [world.cohort.pk, world.finished.bank.slug]

    def misconception(world):
        return [world.cohort.pk, MISCONCEPTION]

    def regrade(world):
        return [world.cohort.pk, world.regrade.pk]

    def couple(world):
        return [*exercise(world), world.submission.pk, world.classmates.pk]

    def posted(name, allowed, arguments=of_class, right="", ok=302, **data):
        return Case(f"quizzes:{name}", allowed, right, arguments, ok, "post", data)

    yield Case("quizzes:classes", SIGNED_IN)
    yield Case("quizzes:new_class", {OWNER, OTHER})
    yield Case("quizzes:class", TEAM | {MEMBER, CLASSMATE}, arguments=of_class)
    yield Case("quizzes:class_settings", {OWNER}, arguments=of_class)
    yield posted("class_code", {OWNER, ASSISTANT}, right=Right.MEMBERS, action="renew")
    yield posted("archive_class", {OWNER})
    yield posted("restore_class", {OWNER})
    yield Case("quizzes:leave_class", {MEMBER, CLASSMATE}, arguments=of_class)
    yield Case("quizzes:class_members", {OWNER, ASSISTANT}, Right.MEMBERS, of_class)
    yield Case("quizzes:add_members", {OWNER, ASSISTANT}, Right.MEMBERS, of_class)
    yield Case("quizzes:class_member", {OWNER, ASSISTANT}, Right.MEMBERS, member)
    yield posted("remove_member", {OWNER, ASSISTANT}, member, Right.MEMBERS)
    yield posted(
        "withdraw_invitation", {OWNER, ASSISTANT}, lambda world: [world.cohort.pk, world.invitation.pk], Right.MEMBERS
    )
    yield Case("quizzes:class_team", {OWNER}, arguments=of_class)
    yield posted("add_instructor", {OWNER}, ok=422)
    yield posted("remove_instructor", {OWNER}, lambda world: [world.cohort.pk, OWNER])
    yield Case("quizzes:class_assistant", {OWNER}, arguments=helper)
    yield posted("remove_assistant", {OWNER}, helper)
    yield Case("quizzes:class_deadlines", TEAM, arguments=of_class)
    yield Case("quizzes:set_items", {OWNER}, arguments=of_class)
    yield Case("quizzes:class_deadline", {OWNER}, arguments=assignment)
    yield posted("take_back", {OWNER}, assignment)
    yield Case("quizzes:class_extensions", {OWNER, ASSISTANT}, Right.MEMBERS, of_class)
    yield posted(
        "withdraw_extension", {OWNER, ASSISTANT}, lambda world: [world.cohort.pk, world.extension.pk], Right.MEMBERS
    )
    yield Case("quizzes:class_gradebook", {OWNER, ASSISTANT}, Right.RESULTS, of_class)
    yield Case(
        "quizzes:class_export", {OWNER, ASSISTANT}, Right.RESULTS, lambda world: [*of_class(world), "grades", "csv"]
    )
    yield Case("quizzes:class_live", {OWNER, ASSISTANT}, Right.RESULTS, of_class)
    yield Case("quizzes:class_live_now", {OWNER, ASSISTANT}, Right.RESULTS, of_class)
    yield Case("quizzes:class_statistics", {OWNER, ASSISTANT}, Right.RESULTS, of_class)
    yield Case("quizzes:quiz_statistics", {OWNER, ASSISTANT}, Right.RESULTS, quiz)
    yield Case("quizzes:exercise_statistics", {OWNER, ASSISTANT}, Right.RESULTS, exercise)
    yield Case("quizzes:class_misconception", {OWNER, ASSISTANT}, Right.RESULTS, misconception)
    yield Case("quizzes:corrections", {OWNER, ASSISTANT}, Right.OVERRIDE, of_class)
    yield Case("quizzes:class_changes", {OWNER}, arguments=of_class)
    yield Case("quizzes:class_scores", {OWNER, ASSISTANT}, Right.OVERRIDE, member)
    yield Case(
        "quizzes:override", {OWNER, ASSISTANT}, Right.OVERRIDE, lambda world: [*member(world), *world.assignment.key]
    )
    yield Case("quizzes:comment", {OWNER, ASSISTANT}, Right.COMMENT, lambda world: [world.submission.pk])
    yield Case("quizzes:change_comment", {OWNER}, arguments=lambda world: [world.comment.pk])
    yield Case("quizzes:regrades", {OWNER, ASSISTANT}, Right.OVERRIDE, of_class)
    yield Case("quizzes:regrade", {OWNER, ASSISTANT}, Right.OVERRIDE, regrade)
    yield posted("decide_regrade", {OWNER, ASSISTANT}, regrade, Right.OVERRIDE)
    yield Case("quizzes:shadow", {OWNER, ASSISTANT}, Right.OVERRIDE, lambda world: [*regrade(world), world.shadow.pk])
    yield Case(
        "quizzes:shadow_figure",
        {OWNER, ASSISTANT},
        Right.OVERRIDE,
        lambda world: [*regrade(world), world.shadow.pk, 0],
    )
    yield Case("quizzes:class_banks", {OWNER}, arguments=of_class)
    yield Case(
        "quizzes:class_questions", {OWNER}, arguments=lambda world: [world.cohort.pk, world.finished.bank_version_id]
    )
    yield Case(
        "quizzes:class_question",
        {OWNER},
        arguments=lambda world: [world.cohort.pk, world.finished.bank_version_id, "1"],
    )
    # For content admins, who are none of these.
    yield Case("quizzes:banks", set())
    yield Case("quizzes:questions", set(), arguments=lambda world: [world.finished.bank_version_id])
    yield Case("quizzes:question", set(), arguments=lambda world: [world.finished.bank_version_id, "1"])
    yield Case("quizzes:similarity", {OWNER, ASSISTANT}, Right.RESULTS, of_class)
    yield Case("quizzes:similar_pairs", {OWNER, ASSISTANT}, Right.RESULTS, exercise)
    yield Case("quizzes:similar_pair", set(), Right.RESULTS, lambda world: [*exercise(world), 1, 1])
    yield Case("quizzes:similar_pair", {OWNER, ASSISTANT}, Right.RESULTS, couple)
    yield Case("quizzes:join", SIGNED_IN)
    # A member is led to the class; everybody with the code sees what it opens.
    yield Case("quizzes:join_class", SIGNED_IN - {MEMBER, CLASSMATE}, arguments=lambda world: [world.cohort.code])
    yield Case("quizzes:join_class", set(), arguments=lambda world: ["2" * 12])
    yield posted("accept_invitation", {STRANGER}, lambda world: [world.invitation.pk])
    yield posted("decline_invitation", {STRANGER}, lambda world: [world.invitation.pk])


def grader_cases() -> Iterator[Case]:
    def exercise(world):
        return ["forward-diffusion"]

    def submission(world):
        return [world.submission.pk]

    def past(world):
        return [world.submission.pk, world.past.pk]

    def pair(world):
        return {"old": world.submission.pk, "new": world.submission.pk}

    def posted(name, **data):
        return Case(f"grader:{name}", SIGNED_IN, "", exercise, 302, "post", data)

    shared = {OWNER, ASSISTANT, MEMBER}
    yield Case("grader:exercises", SIGNED_IN)
    yield Case("grader:exercise", SIGNED_IN, arguments=exercise)
    yield posted("draft", source="pass")
    yield Case("grader:run", SIGNED_IN, "", exercise, 422, "post")
    yield posted("hint")
    yield posted("reset")
    yield posted("bring_back")
    yield Case("grader:compare", shared, Right.RESULTS, exercise, data=pair)
    yield Case("grader:solutions", {OWNER, OTHER, MEMBER}, Right.RESULTS, exercise)
    yield Case("grader:submission", shared, Right.RESULTS, submission)
    yield Case("grader:submission_status", shared, Right.RESULTS, submission)
    yield Case("grader:pictures", shared, Right.RESULTS, lambda world: [world.drawn.pk])
    yield Case("grader:past_verdict", shared, Right.RESULTS, past)
    yield Case("grader:past_figure", shared, Right.RESULTS, lambda world: [*past(world), 0])
    yield Case("grader:restore", {MEMBER}, Right.RESULTS, submission)
    yield Case("grader:figure", shared, Right.RESULTS, lambda world: [world.submission.pk, 0])


CASES = [*quizzes_cases(), *class_cases(), *grader_cases()]
PICTURES = {
    "kind": "images",
    "title": {"key": "common.blocked", "params": {}},
    "rows": [{"label": {"key": "common.blocked", "params": {}}, "shape": [1, 2, 2], "pixels": "AAD//w=="}],
}


def names(patterns: list[URLPattern | URLResolver], app: str) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, app)
        else:
            yield f"{app}:{one.name}"


def test_every_address_has_a_line():
    there = {*names(quizzes.urls.urlpatterns, "quizzes"), *names(grader.urls.urlpatterns, "grader")}
    assert there - {case.name for case in CASES} == set(), "say in this file who may see it"
    assert {case.name for case in CASES} - there == set(), "no such address any more"


@pytest.fixture
def world(db, bank, mixed_bank) -> World:
    """A class with everything in it that an address can name; and an instructor who teaches another one."""
    make_lesson("intro")
    starter = {
        "title": "Add noise",
        "prompt": "…",
        "starter": "…",
        "solutions": [{"title": "", "text": "", "code": "pass"}],
    }
    ExerciseText.objects.create(slug="forward-diffusion").versions.create(number=1, **starter)
    owner, other, mai = make_instructor(OWNER), make_instructor(OTHER), make_student(MEMBER)
    assistant, without, stranger = make_student(ASSISTANT), make_student(WITHOUT), make_student(STRANGER)
    make_class(other, make_student())
    classmate = make_student(CLASSMATE)
    cohort = make_class(owner, mai, classmate)
    cohorts.grant(cohort, assistant, Right.values)
    (assignment,) = assignments.assign(cohort, [("quiz", bank.item.slug)], due_at=SOON)
    assignments.extend(assignment, [mai], SOON + timedelta(days=1))
    EmailAddress.objects.create(user=stranger, email=stranger.email.lower(), verified=True)
    cohorts.invite(cohort, [Entry(1, stranger.email.lower(), "")], owner)
    finished = attempts.start(mai, bank, Attempt.Mode.PAGE)
    attempts.submit(finished)
    queued = make_submission(mai, status="queued", outcome="", accepted=False, score=0)
    submission = judge(queued, verdict(figures=(PICTURES,)))
    regrade = regrades.start(cohort, owner, f"submission:{submission.pk}", "New checks.")
    regrade.regrade.shadows.update(status="judged", verdict=submission.verdict)
    return World(
        regrade=regrade,
        shadow=regrade.regrade.shadows.get(),
        past=PastVerdict.objects.create(submission=submission, verdict=submission.verdict),
        comment=comments.write(submission, cohort, owner, "Look here."),
        cohort=cohort,
        without=without,
        assignment=assignment,
        extension=assignment.extensions.get(),
        invitation=cohort.invitations.get(),
        finished=finished,
        running=attempts.start(mai, mixed_bank, Attempt.Mode.PAGE),
        submission=submission,
        classmates=make_submission(classmate, accepted=False, score=1, misconception=MISCONCEPTION),
        drawn=make_submission(mai, "sample-ddpm", pictures_owed=True, judged_at=timezone.now()),
        certificate=Certificate.objects.create(user=mai, name="Mai", passed=[]),
    )


def browser(actor: str) -> Client:
    client = Client()
    if actor != ANONYMOUS:
        client.force_login(User.objects.get(username=actor))
    return client


def give_other_rights(world: World, right: str) -> None:
    """Every right that does not bring the one in question with it; without one in question, all of them."""
    bring_it = {Right.RESULTS: {Right.RESULTS, Right.COMMENT, Right.OVERRIDE}}.get(right, {right})
    cohorts.grant(world.cohort, world.without, set(Right) - bring_it)


def sent(client: Client, case: Case, world: World, method: str):
    data = case.data(world) if callable(case.data) else case.data
    return getattr(client, method)(reverse(case.name, args=case.arguments(world)), data)


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_everybody_finds_what_is_theirs_to_see_and_nothing_else(world, case, actor):
    give_other_rights(world, case.right)
    client = browser(actor)
    if actor in case.allowed:
        assert sent(client, case, world, case.method).status_code == case.ok
        return
    for method in ("get", "post"):
        response = sent(client, case, world, method)
        if actor == ANONYMOUS:
            asked = response.status_code == 302 and response.url.startswith(reverse("account_login"))
            assert asked or response.status_code in (401, 405)
        elif case.name == "quizzes:join_class" and actor in (MEMBER, CLASSMATE) and case.arguments(world) != ["2" * 12]:
            assert response.url == reverse("quizzes:class", args=[world.cohort.pk])
        else:
            assert response.status_code in (404, 405)


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize(("model", "row"), [("quizzes_attempt", "finished"), ("grader_submission", "submission")])
def test_the_admin_site_shows_an_instructor_their_own_students_alone(world, model, row, actor):
    give_other_rights(world, Right.RESULTS)
    client = browser(actor)
    listed = client.get(reverse(f"admin:{model}_changelist"))
    one = client.get(reverse(f"admin:{model}_change", args=[getattr(world, row).pk]))
    if actor in (OWNER, OTHER):
        assert (f">{MEMBER}<" in listed.content.decode()) == (actor == OWNER)
        assert one.status_code == (200 if actor == OWNER else 302)
    else:
        assert listed.url.startswith(reverse("admin:login"))
        assert one.url.startswith(reverse("admin:login"))
