"""A run on the example: queued like a submission, seen by its student alone, and counted nowhere."""

import ast
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from content.models import ExerciseTextVersion
from grader import submissions
from grader.models import CheckResult, HintSeen, Submission
from grader.submissions import MAX_OPEN_PER_USER, RUNS_KEPT, TooManyOpen
from grader.verdicts import RAN
from tests.addresses import content, every_address
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission
from tests.grader.test_submission_page import PICTURES
from tests.grader.verdicts import failure, judge, verdict

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
SOURCE = "def forward_diffusion(x_0, t, noise_schedule):\n    return x_0, x_0\n"
URL = "/exercises/forward-diffusion/"
HTMX = {"HX-Request": "true"}
LINE = {"name": "x_t", "kind": "float32 (4, 1)", "values": "0.1", "more": 3, "low": "-1", "high": "2", "bad": 0}


@pytest.fixture(autouse=True)
def _quiet_broker(monkeypatch):
    monkeypatch.setattr("grader.submissions.send", lambda submission_id: True)


@pytest.fixture(autouse=True)
def text() -> ExerciseTextVersion:
    return exercise_text("forward-diffusion")


@pytest.fixture
def student(client) -> User:
    user = make_student()
    client.force_login(user)
    return user


def ran(user: User, **changes) -> Submission:
    row = submissions.run(user, "forward-diffusion", SOURCE)
    result = verdict(outcome=RAN, accepted=False, score=0.0, max_score=0.0, checks=(), returned=(LINE,), **changes)
    return judge(row, result)


def make_run(user: User, **fields) -> Submission:
    """A run as it must never be, accepted with full marks, so that whoever counts it is found out."""
    return make_submission(user, purpose=Submission.Purpose.RUN, verdict=verdict().to_row(), **fields)


class TestTheWay:
    def test_without_scripts_it_leads_to_the_page_of_the_run(self, client, student):
        response = client.post(URL + "run/", {"source": SOURCE})
        run = Submission.jobs.get()
        assert (run.user, run.exercise, run.source, run.is_run) == (student, "forward-diffusion", SOURCE, True)
        assert response["Location"] == reverse("grader:submission", args=[run.pk])

    def test_with_htmx_it_answers_with_a_fragment_that_polls(self, client, student):
        fragment = client.post(URL + "run/", {"source": SOURCE}, headers=HTMX).content.decode()
        assert "<html" not in fragment
        assert f'hx-get="{reverse("grader:submission_status", args=[Submission.jobs.get().pk])}?seen=' in fragment

    def test_the_text_is_kept_as_a_draft(self, client, student):
        client.post(URL + "run/", {"source": "kept = 1"})
        assert "kept = 1" in client.get(URL).content.decode()

    def test_a_visitor_signs_in_first_and_a_link_runs_nothing(self, client):
        assert client.post(URL + "run/", {"source": SOURCE}).status_code == 302
        client.force_login(make_student())
        assert client.get(URL + "run/").status_code == 405
        assert not Submission.jobs.exists()

    def test_what_cannot_be_python_is_refused(self, client, student):
        response = client.post(URL + "run/", {"source": "# nothing"}, headers=HTMX)
        assert "nothing but blank lines" in response.content.decode()
        assert not Submission.jobs.exists()

    def test_runs_and_submissions_share_the_open_places(self, student):
        for _ in range(MAX_OPEN_PER_USER - 1):
            submissions.run(student, "forward-diffusion", SOURCE)
        submissions.submit(student, "forward-diffusion", SOURCE)
        with pytest.raises(TooManyOpen):
            submissions.run(student, "forward-diffusion", SOURCE)
        with pytest.raises(TooManyOpen):
            submissions.submit(student, "forward-diffusion", SOURCE)

    def test_runs_stand_in_the_same_queue(self, student):
        run = submissions.run(make_student(), "forward-diffusion", SOURCE)
        after = submissions.submit(student, "forward-diffusion", SOURCE)
        assert [submissions.place_in_queue(row) for row in (run, after)] == [1, 2]

    def test_a_run_whose_worker_died_is_put_back(self, student):
        run = submissions.run(student, "forward-diffusion", SOURCE)
        submissions.claim(run.pk, "worker@gone")
        submissions.take_over("worker@gone")
        run.refresh_from_db()
        assert run.status == Submission.Status.QUEUED

    def test_a_run_that_was_never_sent_is_found_by_the_sweep(self, student, monkeypatch):
        sent = []
        run = submissions.run(student, "forward-diffusion", SOURCE)
        monkeypatch.setattr("grader.submissions.send", lambda pk: sent.append(pk) or True)
        submissions.sweep()
        assert sent == [run.pk]


class TestForgetting:
    def test_only_the_last_few_of_a_student_are_kept(self, student):
        made = [ran(student) for _ in range(RUNS_KEPT + 3)]
        assert set(Submission.jobs.values_list("pk", flat=True)) == {run.pk for run in made[-RUNS_KEPT:]}

    def test_submissions_and_the_runs_of_others_are_never_forgotten(self, student):
        others = ran(make_student())
        submitted = [make_submission(student) for _ in range(RUNS_KEPT + 3)]
        for _ in range(RUNS_KEPT + 3):
            ran(student)
        assert Submission.objects.filter(pk__in=[one.pk for one in submitted]).count() == len(submitted)
        assert Submission.jobs.filter(pk=others.pk).exists()

    def test_a_student_takes_their_runs_along_when_they_go(self, student):
        ran(student)
        student.delete()
        assert not Submission.jobs.exists()


class TestTheAnswer:
    def page(self, client, run: Submission, suffix: str = "", **options):
        return client.get(reverse("grader:submission", args=[run.pk]) + suffix, **options)

    def test_it_shows_what_came_back_and_that_it_is_not_judged(self, client, student):
        page = self.page(client, ran(student, stdout="hello\n")).content.decode()
        for words in ("x_t", "float32 (4, 1)", "from -1 to 2", "hello", "Not judged"):
            assert words in page
        assert "of 100" not in page

    def test_an_error_is_shown_at_its_line_with_the_traceback(self, client, student):
        run = submissions.run(student, "forward-diffusion", SOURCE)
        error = {"kind": "exception", "type": "ValueError", "message": "no", "line": 2, "traceback": "Traceback here"}
        page = self.page(client, judge(run, failure("error", error=error, max_score=0.0))).content.decode()
        assert "ValueError: no" in page
        assert "Traceback here" in page
        assert 'data-error-line="2"' in page

    def test_the_last_fragment_does_not_say_that_a_submission_was_judged(self, client, student):
        response = self.page(client, ran(student), "status/", headers=HTMX)
        assert "hx-trigger" not in response.content.decode()
        assert "HX-Trigger" not in response

    @pytest.mark.parametrize("part", ["", "status/", "figures/0.png"])
    def test_it_is_the_students_own_affair(self, client, student, part):
        run = ran(student, figures=(PICTURES,))
        assert self.page(client, run, part).status_code == 200
        teacher = make_instructor()
        make_class(teacher, student)
        for user in (make_student(), teacher, make_student(is_superuser=True)):
            client.force_login(user)
            assert self.page(client, run, part).status_code == 404
        client.logout()
        assert self.page(client, run, part).status_code == 302

    def test_it_cannot_be_restored_or_compared(self, client, student):
        run, one = ran(student), make_submission(student)
        assert self.page(client, run, "restore/").status_code == 404
        assert client.get(URL + "compare/", {"old": run.pk, "new": one.pk}).status_code == 404

    def test_the_next_page_shows_the_run_that_is_still_open(self, client, student):
        run = submissions.run(student, "forward-diffusion", SOURCE)
        assert reverse("grader:submission_status", args=[run.pk]) in client.get(URL).content.decode()


class TestItCountsNowhere:
    def test_no_list_best_or_count_has_it(self, student):
        run = make_run(student)
        rows = Submission.objects
        assert not rows.exists()
        assert not rows.for_user(student).exists()
        assert not rows.counted().exists()
        assert not rows.with_full_marks().exists()
        assert not rows.best_per_exercise([student.pk]).exists()
        assert not Submission._default_manager.exists()
        assert not run.has_full_marks
        assert Submission.jobs.get() == run

    def test_it_leaves_no_check_results(self, student):
        ran(student)
        assert not CheckResult.objects.exists()

    def test_nobody_reaches_runs_from_a_user_by_a_join(self):
        """A join passes the manager by: `User.objects.filter(submissions__accepted=True)` would find runs."""
        assert Submission not in [relation.related_model for relation in User._meta.related_objects]

    def test_only_the_way_to_a_worker_and_the_students_own_pages_ask_for_runs(self):
        asking = {
            str(path.relative_to(ROOT))
            for app in ("config", "content", "grader", "quizzes")
            for path in (ROOT / app).rglob("*.py")
            if any(isinstance(n, ast.Attribute) and n.attr == "jobs" for n in ast.walk(ast.parse(path.read_text())))
        }
        to_a_worker = {"grader/submissions.py", "grader/tasks.py", "grader/pictures.py", "grader/regrading.py"}
        own_pages = {"grader/access.py", "grader/views/page.py"}
        assert asking <= to_a_worker | own_pages

    @pytest.mark.parametrize("who", ["student", "teacher", "superuser"])
    def test_no_page_of_the_site_changes_by_a_run(self, client, student, text, who):
        teacher = make_instructor()
        cohort = make_class(teacher, student)
        row = verdict(accepted=False, score=40.0).to_row()
        make_submission(student, score=40, accepted=False, misconception="missing-reshape", verdict=row)
        HintSeen.objects.create(user=student, exercise="forward-diffusion", number=1)
        root = User.objects.create_superuser("root", last_login=timezone.now())
        client.force_login({"student": student, "teacher": teacher, "superuser": root}[who])
        looked_at = [
            address
            for address in every_address(username=[student.username], cohort_id=[cohort.pk], student_id=[student.pk])
            if not address.endswith(("/delete/", "/history/", "/add/", "/healthz")) and "accounts/" not in address
        ]
        before = {address: content(client, address) for address in looked_at}
        for number in range(3):
            make_run(student, misconception="in-place", created_at=timezone.now(), seed=number)
        after = {address: content(client, address) for address in looked_at}
        assert sum(len(page) > 500 for page in before.values()) > 8
        assert [address for address in looked_at if before[address] != after[address]] == []
