from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from grader.messages import CHECK_TITLES, in_language, render
from grader.misconceptions import MISCONCEPTIONS
from grader.models import Submission
from grader.verdicts import BLOCKED, Text
from tests.content.factories import exercise_text
from tests.factories import make_class, make_content_admin, make_instructor, make_student, make_submission
from tests.grader.verdicts import check_result, failure, judge, verdict

pytestmark = pytest.mark.django_db
PICTURES = {
    "kind": "images",
    "title": {"key": BLOCKED, "params": {}},
    "rows": [{"label": {"key": BLOCKED, "params": {}}, "shape": [1, 2, 2], "pixels": "AAD//w=="}],
}


@pytest.fixture
def owner():
    exercise_text("forward-diffusion")
    return make_student()


def queued(user, **fields) -> Submission:
    values = {"status": "queued", "outcome": "", "accepted": False, "score": 0, **fields}
    return make_submission(user, **values)


def page_of(client, submission: Submission, suffix: str = ""):
    return client.get(reverse("grader:submission", args=[submission.pk]) + suffix)


class TestWhoMaySee:
    PARTS = ["", "status/", "figures/0.png"]

    @pytest.fixture
    def submission(self, owner):
        return judge(queued(owner), verdict(figures=(PICTURES,)))

    @pytest.mark.parametrize("part", PARTS)
    def test_the_owner_does(self, client, owner, submission, part):
        client.force_login(owner)
        assert page_of(client, submission, part).status_code == 200

    @pytest.mark.parametrize("part", PARTS)
    def test_an_instructor_of_the_students_class_does(self, client, owner, submission, part):
        client.force_login(make_class(make_instructor(), owner).owners.get())
        assert page_of(client, submission, part).status_code == 200

    @pytest.mark.parametrize("part", PARTS)
    @pytest.mark.parametrize("make", [make_student, make_instructor, make_content_admin])
    def test_to_anyone_else_it_does_not_exist(self, client, submission, part, make):
        client.force_login(make())
        assert page_of(client, submission, part).status_code == 404

    @pytest.mark.parametrize("part", PARTS)
    def test_a_visitor_signs_in_first(self, client, submission, part):
        assert page_of(client, submission, part).status_code == 302

    def test_a_number_that_was_never_given_out_is_a_404(self, client, owner):
        client.force_login(owner)
        assert client.get("/submissions/99999/").status_code == 404


class TestProgress:
    @pytest.fixture(autouse=True)
    def _signed_in(self, client, owner):
        client.force_login(owner)

    def status(self, client, submission, seen=""):
        url = reverse("grader:submission_status", args=[submission.pk])
        return client.get(url, {"seen": seen}, headers={"HX-Request": "true"})

    def test_a_queued_submission_shows_its_place(self, client, owner):
        queued(make_student())
        assert "Number 2 in the queue" in self.status(client, queued(owner)).content.decode()

    def test_while_nothing_is_new_nothing_is_sent(self, client, owner):
        submission = queued(owner)
        state = self.status(client, submission).context["state"]
        assert self.status(client, submission, seen=state).status_code == 204

    def test_asking_is_cheap(self, client, owner, django_assert_max_num_queries):
        """Session, user, submission, place in the queue: it is asked seven times a second."""
        submission = queued(owner)
        with django_assert_max_num_queries(4):
            self.status(client, submission)

    def test_it_asks_quickly_at_first_and_slowly_later(self, client, owner):
        fresh, old = queued(owner), queued(owner, created_at=timezone.now() - timedelta(hours=1))
        pauses = [self.status(client, row).context["poll_every_ms"] for row in (fresh, old)]
        assert pauses[0] <= 200
        assert pauses[1] >= 2000

    def test_the_final_fragment_asks_no_more_and_says_so_to_the_page(self, client, owner):
        submission = judge(queued(owner), verdict())
        response = self.status(client, submission, seen="running-0-150")
        assert "hx-trigger" not in response.content.decode()
        assert response["HX-Trigger"] == "submission-judged"

    def test_a_try_that_failed_through_us_is_said_to_be_ours(self, client, owner):
        submission = queued(owner, tries=1, retry_at=timezone.now() + timedelta(seconds=4))
        assert "costs you nothing" in self.status(client, submission).content.decode()

    def test_the_page_without_scripts_stops_reloading_when_judged(self, client, owner):
        submission = queued(owner)
        assert "http-equiv" in page_of(client, submission).content.decode()
        judge(submission, verdict())
        assert "http-equiv" not in page_of(client, submission).content.decode()


class TestVerdict:
    @pytest.fixture
    def shown(self, client, owner):
        client.force_login(owner)

        def show(result, prefix="", **fields) -> str:
            submission = judge(queued(owner, **fields), result)
            return client.get(prefix + reverse("grader:submission", args=[submission.pk])).content.decode()

        return show

    def test_a_pass_shows_points_and_checks(self, shown):
        page = shown(verdict())
        assert "Passed" in page
        assert "check-item--passed" in page

    def test_a_misconception_is_named_with_a_way_to_the_lesson(self, shown):
        entry = next(iter(MISCONCEPTIONS.values()))
        result = verdict(
            accepted=False, score=0.0, misconception=entry.slug, checks=(check_result(passed=False, points=0.0),)
        )
        page = shown(result)
        assert f"/lessons/{entry.lesson}/#{entry.section}" in page
        assert "misconception__title" in page

    def test_what_no_known_mistake_explains_is_said_to_be_so_with_the_place_where_it_departs(self, shown):
        departs = Text("common.not-finite", {"count": 3, "total": 4})
        one, other, third, *_ = CHECK_TITLES
        checks = [
            check_result(name=one, points=60.0, max_points=60.0),
            check_result(name=other, passed=False, points=0.0, max_points=20.0, message=Text(BLOCKED)),
            check_result(name=third, passed=False, points=0.0, max_points=20.0, message=departs),
        ]
        page = shown(verdict(accepted=False, score=60.0, checks=tuple(checks)))
        said = page.partition("No mistake that we know")[2]
        assert escape(render(departs)) in said.partition("</div>")[0]
        assert page.count("check-item--blocked") == 1
        assert "No mistake that we know" not in shown(verdict())

    def test_the_same_verdict_reads_in_vietnamese(self, shown):
        entry = next(iter(MISCONCEPTIONS.values()))
        result = verdict(accepted=False, score=0.0, misconception=entry.slug)
        assert escape(in_language(entry.title, "vi")) in shown(result, prefix="/vi")

    def test_an_error_leads_to_the_students_own_line(self, shown):
        error = {
            "kind": "exception",
            "type": "ValueError",
            "message": "no",
            "line": 2,
            "traceback": 'File "submission.py", line 2',
        }
        page = shown(failure("error", error=error), source="def f():\n    raise ValueError('no')\n")
        assert "ValueError: no" in page
        assert '#line-2"' in page
        assert 'id="line-2"' in page or 'name="line-2"' in page

    @pytest.mark.parametrize(
        ("outcome", "words"),
        [
            ("timeout", "stopped after 10 seconds"),
            ("memory", "more than 1024 MB"),
            ("killed", "may not do"),
            ("sandbox_failed", "a fault of ours"),
        ],
    )
    def test_every_other_end_is_explained(self, shown, outcome, words):
        assert words in shown(failure(outcome, error={"message": "Because."}))

    def test_what_was_printed_is_shown_as_text(self, shown):
        page = shown(verdict(stdout="<script>alert(1)</script>", stdout_truncated=True))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "Only the first" in page

    @pytest.mark.parametrize("field", ["source", "message", "type", "traceback"])
    def test_nothing_a_student_wrote_is_markup(self, shown, field):
        nasty = "<img src=x onerror=alert(1)>"
        error = {"kind": "exception", "type": "E", "message": "m", "line": 1, "traceback": "t", field: nasty}
        page = shown(failure("error", error=error), source=nasty)
        assert "<img src=x" not in page

    def test_an_exercise_that_is_gone_still_shows_its_submissions(self, client, owner):
        client.force_login(owner)
        submission = judge(queued(owner, exercise="retired"), verdict(exercise="retired"))
        assert page_of(client, submission).status_code == 200
