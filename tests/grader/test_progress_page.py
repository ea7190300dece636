"""What a page shows while a submission is graded, what of it is said aloud, and what follows the verdict."""

import base64
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader import pictures
from grader.models import Submission
from grader.progress import JUDGING, RUNNING, Progress
from tests.content.factories import exercise_text
from tests.factories import make_class, make_content_admin, make_instructor, make_student, make_submission
from tests.grader.verdicts import verdict

pytestmark = pytest.mark.django_db
ANNOUNCEMENT = 'id="verdict-announcement"'
TEXT = {"key": "common.yours", "params": {}}
PIXELS = base64.b64encode(bytes(range(64)) * 10).decode()
GRID = {"label": TEXT, "shape": [10, 8, 8], "pixels": PIXELS, "columns": 5, "heads": list(range(10))}
DRAWN = {"figure": {"kind": "grids", "title": TEXT, "rows": [GRID, GRID]}}
STRIP = {"kind": "images", "title": TEXT, "rows": [{"label": TEXT, "shape": [1, 2, 2], "pixels": "AAD//w=="}]}


@pytest.fixture
def owner(client):
    for slug in ("train-ddpm", "sample-ddpm"):
        exercise_text(slug)
    student = make_student()
    client.force_login(student)
    return student


def running(user, progress: Progress | None = None, **fields) -> Submission:
    row = progress.as_row() if progress else None
    values = {"status": "running", "outcome": "", "accepted": False, "score": 0, "progress": row, **fields}
    return make_submission(user, "train-ddpm", **values)


def judged(user, **fields) -> Submission:
    """A sampler's verdict, its pictures owed unless they are given."""
    row = verdict(exercise="sample-ddpm", figures=(STRIP,)).to_row()
    values = {"judged_at": timezone.now(), "verdict": row, "pictures_owed": "pictures" not in fields}
    return make_submission(user, "sample-ddpm", **{**values, **fields})


def fragment(client, submission: Submission, name: str = "submission_status", seen: str = ""):
    return client.get(reverse(f"grader:{name}", args=[submission.pk]), {"seen": seen}, headers={"HX-Request": "true"})


class TestLive:
    def test_the_bar_says_how_many_steps_are_done(self, client, owner):
        page = fragment(client, running(owner, Progress(RUNNING, 12, 48))).content.decode()
        assert "Running your code" in page
        assert '<progress class="progress" max="48" value="12"' in page
        assert "12 of 48" in page

    def test_before_anything_is_known_the_bar_is_open(self, client, owner):
        page = fragment(client, running(owner)).content.decode()
        assert '<progress class="progress" aria-labelledby' in page

    def test_then_it_says_how_many_checks_are_judged(self, client, owner):
        page = fragment(client, running(owner, Progress(JUDGING, 3, 7))).content.decode()
        assert "Judging what it did" in page
        assert "Checks judged" in page
        assert "3 of 7" in page

    def test_a_training_shows_its_loss_so_far_as_a_curve_and_as_a_table(self, client, owner):
        page = fragment(client, running(owner, Progress(RUNNING, 3, 48, (4.5, 2.25, 1.125)))).content.decode()
        assert "<polyline" in page
        assert '<td class="is-numeric">2.25</td>' in page

    def test_its_axis_is_as_long_as_the_training_will_be(self, client, owner):
        context = fragment(client, running(owner, Progress(RUNNING, 2, 48, (4.0, 2.0)))).context
        assert max(float(tick.label) for tick in context["curve"]["plot"].x_ticks) >= 40

    @pytest.mark.parametrize("losses", [(), (1.0,), (None, None, None), (None, 1.0)])
    def test_less_than_two_losses_are_no_curve(self, client, owner, losses):
        page = fragment(client, running(owner, Progress(RUNNING, 3, 48, losses))).content.decode()
        assert "<polyline" not in page

    def test_the_page_without_scripts_shows_it_too(self, client, owner):
        submission = running(owner, Progress(RUNNING, 12, 48))
        page = client.get(reverse("grader:submission", args=[submission.pk])).content.decode()
        assert "12 of 48" in page
        assert "http-equiv" in page


class TestAnnouncing:
    """Every step is shown; what is said aloud is the stage."""

    def test_another_step_is_shown_and_not_said(self, client, owner):
        submission = running(owner, Progress(RUNNING, 12, 48))
        before = fragment(client, submission).context["state"]
        Submission.objects.update(progress=Progress(RUNNING, 13, 48).as_row())
        response = fragment(client, submission, seen=before)
        assert "13 of 48" in response.content.decode()
        assert ANNOUNCEMENT not in response.content.decode()

    def test_another_stage_is_said(self, client, owner):
        submission = running(owner, Progress(RUNNING, 48, 48))
        before = fragment(client, submission).context["state"]
        Submission.objects.update(progress=Progress(JUDGING, 1, 7).as_row())
        assert ANNOUNCEMENT in fragment(client, submission, seen=before).content.decode()

    def test_the_verdict_is_said(self, client, owner):
        submission = judged(owner)
        assert ANNOUNCEMENT in fragment(client, submission, seen="running:0-3-48-150").content.decode()

    def test_of_a_long_queue_only_every_halving_is_said(self, client, owner):
        waiting = [running(make_student(), status="queued") for _ in range(8)]
        last = running(owner, status="queued")
        state, said = "", []
        for row in waiting:
            response = fragment(client, last, seen=state)
            state = response.context["state"]
            said.append(ANNOUNCEMENT in response.content.decode())
            row.delete()
        assert said == [True, False, True, False, False, False, True, False]  # at 9, 7 and 3

    def test_nothing_new_sends_nothing(self, client, owner):
        submission = running(owner, Progress(RUNNING, 12, 48))
        state = fragment(client, submission).context["state"]
        assert fragment(client, submission, seen=state).status_code == 204


class TestPictures:
    PARTS = ["pictures", "submission_status", "submission"]

    @pytest.mark.parametrize("part", PARTS)
    def test_until_they_come_the_verdict_asks_for_them(self, client, owner, part):
        page = fragment(client, judged(owner), part).content.decode()
        assert 'id="pictures" aria-busy="true" hx-get=' in page
        assert "Your sampler draws digits" in page

    @pytest.mark.parametrize("part", PARTS)
    def test_once_there_they_are_shown_and_asked_for_no_more(self, client, owner, part):
        submission = judged(owner, pictures=DRAWN)
        page = fragment(client, submission, part).content.decode()
        assert f"/submissions/{submission.pk}/figures/1.png" in page
        assert f"/submissions/{submission.pk}/figures/2.png" in page
        assert "/pictures/?" not in page

    def test_each_says_which_class_it_was_asked_to_be(self, client, owner):
        page = fragment(client, judged(owner, pictures=DRAWN), "pictures").content.decode()
        assert page.count("<li>9</li>") == 2

    def test_their_addresses_follow_those_of_the_verdict(self, client, owner):
        submission = judged(owner, pictures=DRAWN)
        sizes = [len(client.get(reverse("grader:figure", args=[submission.pk, number])).content) for number in range(3)]
        assert sizes[1] == sizes[2] != sizes[0]
        assert client.get(reverse("grader:figure", args=[submission.pk, 3])).status_code == 404

    @pytest.mark.parametrize("part", PARTS)
    def test_why_there_are_none_is_a_sentence(self, client, owner, part):
        missing = {"missing": {"key": "digits.raised", "params": {"type": "IndexError", "message": "<b>no</b>"}}}
        page = fragment(client, judged(owner, pictures=missing), part).content.decode()
        assert "There are no digits of your sampler to show." in page
        assert "IndexError: &lt;b&gt;no&lt;/b&gt;" in page
        assert "/pictures/?" not in page

    def test_what_is_late_is_not_asked_for_for_ever(self, client, owner):
        submission = judged(owner, judged_at=timezone.now() - pictures.PATIENCE - timedelta(seconds=1))
        page = fragment(client, submission, "pictures").content.decode()
        assert "not drawn yet" in page
        assert "hx-trigger" not in page
        Submission.objects.update(pictures=DRAWN, pictures_owed=False)
        assert "figures/1.png" in fragment(client, submission, "pictures").content.decode()

    def test_a_verdict_from_before_there_were_any_says_nothing_of_them(self, client, owner):
        submission = judged(owner, pictures=None)
        assert 'id="pictures"' not in fragment(client, submission).content.decode()

    def test_waiting_sends_nothing_and_slows_down(self, client, owner):
        submission = judged(owner)
        every = fragment(client, submission, "pictures").context["poll_every_ms"]
        assert fragment(client, submission, "pictures", seen=str(every)).status_code == 204
        Submission.objects.update(judged_at=timezone.now() - timedelta(seconds=30))
        later = fragment(client, submission, "pictures", seen=str(every))
        assert later.context["poll_every_ms"] > every

    def test_asking_is_cheap(self, client, owner, django_assert_max_num_queries):
        """Session, user, submission."""
        submission = judged(owner)
        with django_assert_max_num_queries(3):
            fragment(client, submission, "pictures")

    def test_an_exercise_without_pictures_has_no_such_address(self, client, owner):
        submission = make_submission(owner, "train-ddpm", verdict=verdict(exercise="train-ddpm").to_row())
        assert fragment(client, submission, "pictures").status_code == 404
        assert 'id="pictures"' not in fragment(client, submission).content.decode()

    def test_an_instructor_of_the_students_class_sees_them(self, client, owner):
        client.force_login(make_class(make_instructor(), owner).owners.get())
        assert fragment(client, judged(owner, pictures=DRAWN), "pictures").status_code == 200

    @pytest.mark.parametrize("make", [make_student, make_instructor, make_content_admin])
    def test_to_anyone_else_they_do_not_exist(self, client, owner, make):
        client.force_login(make())
        assert fragment(client, judged(owner, pictures=DRAWN), "pictures").status_code == 404

    def test_a_visitor_sees_nothing(self, client, owner):
        submission = judged(owner, pictures=DRAWN)
        client.logout()
        assert "figures/" not in fragment(client, submission, "pictures").content.decode()


def test_a_failed_check_sets_expected_beside_got(client, owner):
    from grader.verdicts import Text
    from tests.grader.verdicts import check_result

    text = Text("common.wrong-shape", {"expected": "(4, 3)", "got": "(3, 4)"})
    checks = (check_result(passed=False, points=0.0, message=text),)
    submission = judged(owner, verdict=verdict(exercise="sample-ddpm", checks=checks).to_row())
    page = fragment(client, submission).content.decode()
    assert "<dt>Expected</dt><dd>(4, 3)</dd><dt>Got</dt><dd>(3, 4)</dd>" in page
