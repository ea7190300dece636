"""A site with people in it, so that every page has something to show.

`fill(site)` lets accounts of its own work and one class run, by the site's write paths and its worker, and returns what
the addresses of the pages need to know. What other tests do to the accounts of `make run` stays out of it.
"""

import json
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from tests.conftest import wait_until
from tests.site import ROOT, RunningSite

# learner is in the middle of it, newcomer has done nothing, graduate everything; careful signs in in two steps. Tests
# may do what they like as beginner; latecomer is for those of one large class.
ACCOUNTS = {
    **dict.fromkeys(["learner", "newcomer", "graduate", "careful", "beginner", "latecomer"], "student"),
    "teacher": "instructor",
    "author": "content admin",
}
PATIENCE_S = 60
EXERCISE, SAMPLER = "forward-diffusion", "sample-ddpm"


def fill(site: RunningSite) -> dict[str, Any]:
    environment = os.environ | {"DENOISE_DATA_DIR": str(site.data_dir), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", "import django; django.setup(); from tests.e2e import inhabited; inhabited.work()"]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment | site.environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(ran.stdout)


def password(name: str) -> str:
    return f"the-password-of-{name}"


def work() -> None:
    """Runs with the site's settings, and prints what is known afterwards as JSON."""
    from django.contrib.auth.models import User

    make_accounts()
    people = User.objects.in_bulk(list(ACCOUNTS), field_name="username")
    learner, graduate = people["learner"], people["graduate"]
    known = answer_quizzes(learner) | submit_programs(learner) | read(learner) | finish(graduate)
    known |= run_class(people["teacher"], learner, graduate, people["author"])
    known |= set_right(people["teacher"], known)
    known |= leave_a_draft(people["author"])
    known |= secure(people["careful"]) | rows_in_the_admin(learner)
    print(json.dumps(known))


def make_accounts() -> None:
    from allauth.account.models import EmailAddress
    from django.conf import settings
    from django.contrib.auth.models import User

    from quizzes import roles

    with open(settings.DEMO_ACCOUNTS_FILE, "a") as file:
        for name, role in ACCOUNTS.items():
            user = User.objects.create_user(name, f"{name}@example.org", password(name))
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
            roles.grant(user, role)
            file.write(f"{name:<12}{password(name):<36}{role}\n")


def answer_quizzes(learner) -> dict[str, Any]:
    """An exam and a self-check under way, one of each finished, and an exam question by question."""
    from content.models import BankVersion
    from quizzes import attempts
    from quizzes.models import Attempt

    banks = BankVersion.objects.current("en").by_slug()
    plans = {
        "exam": ("forward-diffusion", Attempt.Mode.PAGE, Attempt.Purpose.EXAM),
        "single": ("training", Attempt.Mode.SINGLE, Attempt.Purpose.EXAM),
        "check": ("reverse-diffusion", Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK),
        "review": ("noise-schedules", Attempt.Mode.PAGE, Attempt.Purpose.EXAM),
        "checked": ("why-diffusion", Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK),
    }
    made = {}
    for name, (slug, mode, purpose) in plans.items():
        made[name] = attempts.start(learner, banks[slug], mode, purpose)
        questions = made[name].document().questions
        attempts.save_answers(made[name], {str(one.id): 0 for one in questions if one.kind == "single"})
    for name in ("review", "checked"):
        attempts.submit(made[name])
    return {name: attempt.pk for name, attempt in made.items()}


def submit_programs(learner) -> dict[str, Any]:
    """A wrong program and a right one, really judged; a sampler with its pictures; one that our side failed."""
    from grader import submissions
    from grader.models import Submission
    from tests.grader.checks.corpus import sample
    from tests.grader.verdicts import failure

    made = {}
    for name, exercise, program in [
        ("wrong", EXERCISE, "wrong-no-square-roots"),
        ("right", EXERCISE, "right-textbook"),
        ("sampler", SAMPLER, "right-textbook"),
    ]:
        made[name] = submissions.submit(learner, exercise, sample(exercise, program).source).pk
        wait_until_judged(made[name])
    failed = Submission(user=learner, exercise=EXERCISE, source="pass\n", seed=1)
    submissions.record_past([(failed, failure(Submission.Outcome.SANDBOX_FAILED))])
    return made | {"failed": failed.pk}


def wait_until_judged(submission_id: int) -> None:
    from grader.models import Submission

    wait_until(
        lambda: Submission.objects.get(pk=submission_id).status == Submission.Status.JUDGED, "it is judged", PATIENCE_S
    )


def read(learner) -> dict[str, Any]:
    from content.models import Lesson
    from quizzes import readings

    readings.mark(learner, Lesson.objects.get(slug="why-diffusion"), read=True)
    readings.keep_place(learner, Lesson.objects.get(slug="forward-diffusion"), "")
    return {}


def finish(graduate) -> dict[str, Any]:
    """Everything done, and a certificate for it."""
    from django.utils import timezone

    from content.models import BankVersion, Lesson
    from grader import submissions
    from grader.models import Submission
    from quizzes import certificates, readings
    from quizzes.course import EXERCISE as AN_EXERCISE
    from quizzes.course import outline
    from quizzes.models import Attempt
    from tests.grader.verdicts import verdict

    now = timezone.now()
    for lesson in Lesson.objects.all():
        readings.mark(graduate, lesson, read=True)
    for bank in BankVersion.objects.current("en"):
        over = {"status": Attempt.Status.SUBMITTED, "started_at": now, "deadline": now, "submitted_at": now}
        over |= {"score": 95, "passed": True, "language": "en"}
        Attempt.objects.create(user=graduate, bank=bank.item, bank_version=bank, **over)
    exercises = [item.slug for item in outline("en").items if item.kind == AN_EXERCISE]
    submissions.record_past(
        (Submission(user=graduate, exercise=slug, source="pass\n", seed=1), verdict(exercise=slug))
        for slug in exercises
    )
    return {"code": certificates.issue(graduate, "Nguyễn Thị Minh Khai").shown_code}


def run_class(teacher, learner, classmate, helper) -> dict[str, Any]:
    """A class with deadlines, one of them extended; two students with the same program; an invitation and help."""
    from django.utils import timezone

    from grader.models import Submission
    from quizzes import assignments, cohorts
    from quizzes.course import EXERCISE as AN_EXERCISE
    from quizzes.course import QUIZ
    from quizzes.models import Invitation

    now = timezone.now()
    cohort = cohorts.create(teacher, "Diffusion, Tuesdays", starts_at=now - timedelta(days=30))
    for user in (learner, classmate):
        cohorts.enrol(cohort, user)
    keys = [(QUIZ, "forward-diffusion"), (AN_EXERCISE, EXERCISE)]
    assigned = assignments.assign(cohort, keys, due_at=now + timedelta(days=7))
    assignments.extend(assigned[0], [learner], now + timedelta(days=9), reason="Ill", by=teacher)
    cohorts.grant(cohort, helper, ["results"])
    invitation = Invitation.objects.create(cohort=cohort, email="newcomer@example.org", invited_by=teacher)
    mine = Submission.objects.filter(user=learner, exercise=EXERCISE, accepted=True).get()
    theirs = Submission.objects.get(user=classmate, exercise=EXERCISE)
    theirs.source = mine.source
    theirs.save(update_fields=["source"])
    return {
        "class": cohort.pk,
        "join_code": cohort.code,
        "assignment": assigned[0].pk,
        "extension": assigned[0].extensions.get().pk,
        "invitation": invitation.pk,
        "one": mine.pk,
        "other": theirs.pk,
    }


def set_right(teacher, known: dict[str, Any]) -> dict[str, Any]:
    """A comment, a regrade that replaced a verdict, one to be decided, and what the pages of a question need."""
    from content.models import BankVersion
    from grader.models import PastVerdict, Submission
    from quizzes import comments, regrades
    from quizzes.models import Cohort

    cohort = Cohort.objects.get(pk=known["class"])
    wrong = Submission.objects.get(pk=known["wrong"])
    comment = comments.write(wrong, cohort, teacher, "Variances are squares.", line=1)
    done, open_one = (
        regrades.start(cohort, teacher, target, "To see") for target in (f"submission:{known['failed']}", "class:0")
    )
    for row in (done, open_one):
        wait_until(lambda row=row: len(set(regrades.progress(row))) == 1, "the regrade is through", PATIENCE_S)
    regrades.accept(done, teacher)
    version = BankVersion.objects.current("en").get(item__slug="noise-schedules")
    return {
        "comment": comment.pk,
        "misconception": wrong.misconception,
        "regrade": open_one.pk,
        "shadow": open_one.regrade.shadows.first().pk,
        "past": PastVerdict.objects.get(submission=known["failed"]).pk,
        "version": version.pk,
        "key": str(version.document().questions[0].id),
    }


def secure(careful) -> dict[str, Any]:
    """Two-step sign-in, with a recovery code to pass the second step."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(careful, generate_totp_secret())
    return {"recovery_codes": RecoveryCodes.activate(careful).get_unused_codes()}


def leave_a_draft(author) -> dict[str, Any]:
    """A lesson in both languages, changed and not published yet."""
    from content.exchange.native import lesson_file
    from content.importing import upload_sources
    from content.models import LessonVersion
    from content.sources import Source

    texts = {
        language: lesson_file(LessonVersion.objects.latest_of(EXERCISE, language)).replace(old, new)
        for language, old, new in [("en", " noise ", " clean noise "), ("vi", " nhiễu ", " nhiễu sạch ")]
    }
    files = [Source(f"{language}/lesson.md", text.encode(), language) for language, text in texts.items()]
    result = upload_sources(files, author=author, note="Says which noise")
    return {"upload": result.upload.pk, "draft": result.versions[0].pk}


def rows_in_the_admin(learner) -> dict[str, Any]:
    """One row of each kind that the admin site shows, by app and model."""
    from content import models as content
    from grader.models import Submission
    from quizzes import accommodations

    kinds = (content.Lesson, content.Bank, content.ExerciseText, content.Course)
    versions = (content.LessonVersion, content.BankVersion, content.ExerciseTextVersion)
    rows = [kind.objects.latest("pk") for kind in (*kinds, *versions)]
    rows += [Submission.objects.filter(user=learner, accepted=True).first(), learner.attempts.closed().first()]
    rows += [accommodations.give(learner, 1.5)]
    return {row._meta.label_lower.replace(".", "_"): row.pk for row in rows}
