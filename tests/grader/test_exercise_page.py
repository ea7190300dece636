import re

import pytest
from django.urls import reverse
from django.utils import timezone

from grader.forms import MAX_SOURCE_BYTES
from grader.models import Draft, Submission, WorkerReport
from grader.submissions import MAX_OPEN_PER_USER
from tests.content.factories import exercise_text
from tests.factories import make_student, make_submission

pytestmark = pytest.mark.django_db
SOURCE = "def forward_diffusion(x_0, t, noise_schedule):\n    return x_0, x_0\n"
URL = "/exercises/forward-diffusion/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _quiet_broker(monkeypatch):
    monkeypatch.setattr("grader.submissions.send", lambda submission_id: True)


@pytest.fixture
def text():
    return exercise_text("forward-diffusion", summary="One line.", starter="def starter_code(): ...")


@pytest.fixture
def student(client, text):
    user = make_student()
    client.force_login(user)
    return user


def editor_text(response) -> str:
    match = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", response.content.decode(), re.DOTALL)
    assert match
    return match[1]


class TestReading:
    def test_the_page_shows_prompt_limits_and_starter_code(self, client, student):
        page = client.get(URL)
        assert page.status_code == 200
        assert "Write it." in page.content.decode()
        assert "1024 MB" in page.content.decode()
        assert editor_text(page) == "def starter_code(): ..."

    def test_a_stranger_to_the_site_signs_in_first(self, client, text):
        response = client.get(URL)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("account_login"))

    @pytest.mark.parametrize("slug", ["no-such-exercise", "sample-ddpm"])
    def test_an_exercise_that_is_unknown_or_has_no_text_is_a_404(self, client, student, slug):
        assert client.get(f"/exercises/{slug}/").status_code == 404

    def test_the_vietnamese_page_shows_the_vietnamese_text_and_else_the_english(self, client, student, text):
        assert text.title in client.get("/vi" + URL).content.decode()
        exercise_text("forward-diffusion", language="vi", title="Thêm nhiễu")
        assert "Thêm nhiễu" in client.get("/vi" + URL).content.decode()

    def test_only_ones_own_submissions_are_listed(self, client, student):
        mine, other = make_submission(student), make_submission(make_student())
        page = client.get(URL).content.decode()
        assert reverse("grader:submission", args=[mine.pk]) in page
        assert reverse("grader:submission", args=[other.pk]) not in page

    def test_the_number_of_queries_does_not_grow_with_the_history(self, client, student, django_assert_max_num_queries):
        for _ in range(10):
            make_submission(student)
        with django_assert_max_num_queries(14):
            client.get(URL)


class TestSubmitting:
    def test_without_scripts_it_leads_to_the_submissions_page(self, client, student):
        response = client.post(URL, {"source": SOURCE})
        made = Submission.objects.get()
        assert (made.user, made.exercise, made.source) == (student, "forward-diffusion", SOURCE)
        assert response["Location"] == reverse("grader:submission", args=[made.pk])
        page = client.get(response["Location"]).content.decode()
        assert '<noscript><meta http-equiv="refresh"' in page

    def test_with_htmx_it_answers_with_a_fragment_that_polls(self, client, student):
        response = client.post(URL, {"source": SOURCE}, headers=HTMX)
        made = Submission.objects.get()
        fragment = response.content.decode()
        assert "<html" not in fragment
        assert f'hx-get="{reverse("grader:submission_status", args=[made.pk])}?seen=' in fragment

    def test_windows_line_endings_are_one_line_each(self, client, student):
        client.post(URL, {"source": "x = 1\r\ny = 2\r\n"})
        assert Submission.objects.get().source == "x = 1\ny = 2\n"

    def test_what_was_submitted_is_in_the_editor_again(self, client, student):
        client.post(URL, {"source": "kept = 1"})
        assert editor_text(client.get(URL)) == "kept = 1"

    @pytest.mark.parametrize(
        ("source", "complaint"),
        [
            ("", "nothing but blank lines and comments"),
            ("\n  # only a comment\n\n", "nothing but blank lines and comments"),
            ("x = 1\n" * (MAX_SOURCE_BYTES // 6 + 1), "at most 64 KiB"),
            ("é" * (MAX_SOURCE_BYTES // 2) + "=1", "at most 64 KiB"),
            ("a = 1\nb = '\x00'", "Null characters"),
            ("a = 1\nb = '\ufffd'", "line 2"),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_what_cannot_be_python_is_refused_with_a_reason(self, client, student, source, complaint, headers):
        response = client.post(URL, {"source": source}, headers=headers)
        assert complaint in response.content.decode()
        assert not Submission.objects.exists()

    def test_a_refused_text_stays_in_the_editor(self, client, student):
        response = client.post(URL, {"source": "# nothing yet"})
        assert response.status_code == 422
        assert editor_text(response) == "# nothing yet"

    def test_bytes_that_are_not_utf8_are_refused(self, client, student):
        response = client.post(URL, b"source=a%20%3D%20%27%ff%27", content_type="application/x-www-form-urlencoded")
        assert "UTF-8" in response.content.decode()
        assert not Submission.objects.exists()

    def test_code_that_does_not_even_tokenise_is_still_graded(self, client, student):
        client.post(URL, {"source": "def f(:\n  '''"})
        assert Submission.objects.exists()

    def test_a_missing_field_is_an_empty_submission(self, client, student):
        assert client.post(URL, {}).status_code == 422

    def test_a_flood_is_answered_in_words(self, client, student):
        for _ in range(MAX_OPEN_PER_USER):
            client.post(URL, {"source": SOURCE})
        response = client.post(URL, {"source": SOURCE + "# again"})
        assert "Wait for a verdict" in response.content.decode()
        assert Submission.objects.count() == MAX_OPEN_PER_USER
        assert Draft.objects.get().source == SOURCE + "# again"

    def test_a_session_that_ended_does_not_put_a_sign_in_page_into_the_panel(self, client, text):
        response = client.post(URL, {"source": SOURCE}, headers=HTMX)
        assert "You are signed out" in response.content.decode()
        assert "<html" not in response.content.decode()

    def test_a_post_without_the_token_is_refused(self, student, text):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        strict.force_login(student)
        assert strict.post(URL, {"source": SOURCE}).status_code == 403


class TestWhenNothingCanBeGraded:
    @pytest.fixture(autouse=True)
    def _broken_sandbox(self):
        WorkerReport.objects.create(
            hostname="celery@one", seen_at=timezone.now(), sandbox_ok=False, reason="bubblewrap is missing."
        )

    def test_the_page_says_why(self, client, student):
        assert "bubblewrap is missing." in client.get(URL).content.decode()

    def test_a_submission_is_not_taken_and_the_draft_is_kept(self, client, student):
        response = client.post(URL, {"source": SOURCE})
        assert "bubblewrap is missing." in response.content.decode()
        assert not Submission.objects.exists()
        assert Draft.objects.get().source == SOURCE

    def test_one_worker_that_can_grade_is_enough(self, client, student):
        WorkerReport.objects.create(hostname="celery@two", seen_at=timezone.now(), sandbox_ok=True)
        client.post(URL, {"source": SOURCE})
        assert Submission.objects.exists()

    def test_the_word_of_a_worker_that_is_gone_does_not_count(self, client, student):
        WorkerReport.objects.update(seen_at=timezone.now() - timezone.timedelta(minutes=5))
        client.post(URL, {"source": SOURCE})
        assert Submission.objects.exists()
        assert "No grading worker is running" in client.get(URL).content.decode()


class TestDrafts:
    def test_autosave_keeps_the_text_and_the_editor_shows_it_again(self, client, student):
        response = client.post(URL + "draft/", {"source": "half = "}, headers={"X-Requested-With": "autosave"})
        assert response.status_code == 204
        assert editor_text(client.get(URL)) == "half = "

    def test_without_scripts_a_button_saves_and_shows_the_page_again(self, client, student):
        assert client.post(URL + "draft/", {"source": "half = "})["Location"] == URL
        assert Draft.objects.get().source == "half = "

    def test_an_emptied_editor_gets_the_starter_code_back(self, client, student):
        client.post(URL + "draft/", {"source": "x = 1"}, headers={"X-Requested-With": "autosave"})
        client.post(URL + "draft/", {"source": ""}, headers={"X-Requested-With": "autosave"})
        assert editor_text(client.get(URL)) == "def starter_code(): ..."

    def test_a_draft_too_large_is_not_said_to_be_saved(self, client, student):
        huge = {"source": "x" * (MAX_SOURCE_BYTES + 1)}
        assert client.post(URL + "draft/", huge, headers={"X-Requested-With": "autosave"}).status_code == 422
        assert not Draft.objects.exists()

    def test_a_draft_is_ones_own(self, client, student):
        Draft.objects.create(user=make_student(), exercise="forward-diffusion", source="secret = 1")
        assert editor_text(client.get(URL)) == "def starter_code(): ..."

    def test_starting_again_brings_the_starter_code_back_and_keeps_submissions(self, client, student):
        client.post(URL, {"source": SOURCE})
        assert client.post(URL + "reset/")["Location"] == URL
        assert editor_text(client.get(URL)) == "def starter_code(): ..."
        assert Submission.objects.exists()

    def test_a_link_cannot_throw_a_draft_away(self, client, student):
        assert client.get(URL + "reset/").status_code == 405

    def test_markup_in_code_stays_text(self, client, student):
        client.post(URL + "draft/", {"source": "</textarea><script>alert(1)</script>"})
        assert "<script>alert" not in client.get(URL).content.decode()


class TestTheList:
    def test_it_shows_every_exercise_that_has_a_text_with_ones_best(self, client, student):
        make_submission(student, score=80, accepted=False)
        make_submission(make_student(), score=90)
        page = client.get("/exercises/").content.decode()
        assert "Add noise" in page
        assert "80 / 100" in page
        assert "90 / 100" not in page
        assert "sample-ddpm" not in page

    def test_a_row_more_costs_no_query_more(self, client, student, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as before:
            client.get("/exercises/")
        for slug in ("sample-ddpm", "train-ddpm", "sample-cfg"):
            exercise_text(slug)
            make_submission(student, slug)
        with django_assert_num_queries(len(before)):
            client.get("/exercises/")
