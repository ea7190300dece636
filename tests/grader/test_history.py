"""Older submissions: listed with their scores and mistakes, compared, and brought back into the editor."""

import pytest
from django.urls import reverse

from grader import drafts
from grader.misconceptions import MISCONCEPTIONS
from grader.models import Draft
from grader.views.page import PAST_SHOWN
from tests.content.factories import exercise_text
from tests.factories import make_class, make_content_admin, make_instructor, make_student, make_submission
from tests.grader.test_exercise_page import editor_text

pytestmark = pytest.mark.django_db
URL = "/exercises/forward-diffusion/"
SLUG = "forward-diffusion"
OLD = "def forward_diffusion(x_0, t, s):\n    return x_0 + noise\n"
NEW = "def forward_diffusion(x_0, t, s):\n    return x_0 - noise\n"


@pytest.fixture
def student(client):
    exercise_text(SLUG, starter="starter = 1")
    user = make_student()
    client.force_login(user)
    return user


@pytest.fixture
def two(student):
    old = make_submission(student, source=OLD, score=40, accepted=False)
    return old, make_submission(student, source=NEW, score=70, accepted=False)


def compare(client, old, new, prefix=""):
    return client.get(f"{prefix}{URL}compare/", {"old": getattr(old, "pk", old), "new": getattr(new, "pk", new)})


def restore(client, submission, **data):
    return client.post(reverse("grader:restore", args=[submission.pk]), data)


class TestTheList:
    def test_it_has_time_score_and_mistake_of_each(self, client, student):
        known = MISCONCEPTIONS["missing-reshape"]
        make_submission(student, score=40, accepted=False, misconception=known.slug)
        page = client.get(URL).content.decode()
        assert "40 / 100" in page
        assert known.title["en"] in page
        assert known.title["vi"] in client.get("/vi" + URL).content.decode()

    def test_the_best_stays_the_best(self, client, student):
        best = make_submission(student, score=90, accepted=False)
        make_submission(student, score=10, accepted=False)
        page = client.get(URL)
        assert page.context["best"] == best
        assert "best 90 of 100" in page.content.decode()
        assert "no later one takes it away" in page.content.decode()

    def test_a_long_history_comes_in_pages(self, client, student):
        made = [make_submission(student) for _ in range(PAST_SHOWN + 1)]
        assert reverse("grader:submission", args=[made[0].pk]) not in client.get(URL).content.decode()
        assert reverse("grader:submission", args=[made[0].pk]) in client.get(URL, {"page": 2}).content.decode()

    def test_one_submission_alone_offers_no_comparison(self, client, student):
        make_submission(student)
        assert "Compare the chosen two" not in client.get(URL).content.decode()

    def test_the_last_two_are_chosen_beforehand(self, client, two):
        page = client.get(URL).content.decode()
        assert f'name="old" value="{two[0].pk}" checked' in page
        assert f'name="new" value="{two[1].pk}" checked' in page


class TestComparing:
    def test_the_words_that_differ_are_marked(self, client, two):
        page = compare(client, *two).content.decode()
        assert "<del>+</del>" in page
        assert "<ins>-</ins>" in page
        assert "removed:" in page

    def test_any_two_may_be_compared_in_any_order(self, client, two):
        assert "<del>-</del>" in compare(client, two[1], two[0]).content.decode()

    def test_the_same_twice_says_so(self, client, two):
        assert "The two are the same" in compare(client, two[0], two[0]).content.decode()

    def test_code_stays_text(self, client, student):
        nasty = make_submission(student, source="x = '<script>alert(1)</script>'\n")
        page = compare(client, nasty, make_submission(student, source="x = 1\n")).content.decode()
        assert "<script>alert" not in page
        assert "&lt;" in page

    def test_what_is_too_long_is_not_compared(self, client, student):
        long = make_submission(student, source="x = 1\n" * 3000)
        assert "too long to compare" in compare(client, long, make_submission(student)).content.decode()

    @pytest.mark.parametrize(("old", "new"), [("", ""), ("x", "1"), ("0", "-1"), (str(2**70), "1"), ("999", "998")])
    def test_what_is_no_submission_is_a_404(self, client, two, old, new):
        assert compare(client, old, new).status_code == 404

    def test_submissions_for_two_exercises_are_not_compared(self, client, two, student):
        assert compare(client, two[0], make_submission(student, "sample-ddpm")).status_code == 404

    def test_the_teacher_may_look_at_a_students_two(self, client, two, student):
        teacher = make_instructor()
        make_class(teacher, student)
        client.force_login(teacher)
        page = compare(client, *two)
        assert page.status_code == 200
        assert student.username in page.content.decode()
        assert "Restore into the editor" not in page.content.decode()

    def test_not_even_a_teacher_compares_two_students(self, client, two, student):
        teacher, other = make_instructor(), make_student()
        make_class(teacher, student, other)
        client.force_login(teacher)
        assert compare(client, two[0], make_submission(other)).status_code == 404

    @pytest.mark.parametrize("make", [make_student, make_content_admin, make_instructor])
    def test_to_anyone_else_they_do_not_exist(self, client, two, make):
        stranger = make()
        client.force_login(stranger)
        assert compare(client, *two).status_code == 404
        assert compare(client, two[0], make_submission(stranger)).status_code == 404

    def test_a_visitor_signs_in_first(self, client, two):
        client.logout()
        assert compare(client, *two).status_code == 302

    def test_the_number_of_queries_is_small(self, client, two, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            compare(client, *two)


class TestRestoring:
    def test_it_goes_straight_where_the_editor_holds_nothing_of_ones_own(self, client, two):
        assert restore(client, two[0])["Location"] == URL
        page = client.get(URL)
        assert editor_text(page) == OLD
        assert f"Submission {two[0].pk} is in the editor" in page.content.decode()

    def test_it_goes_straight_where_the_editor_holds_the_same(self, client, two, student):
        drafts.save(student, SLUG, OLD)
        assert restore(client, two[0]).status_code == 302

    def test_it_asks_first_where_the_editor_holds_another_text(self, client, two, student):
        drafts.save(student, SLUG, "mine = 1")
        page = restore(client, two[0])
        assert page.status_code == 200
        assert "The editor holds another text" in page.content.decode()
        assert "mine = 1" in page.content.decode()
        assert drafts.find(student, SLUG).source == "mine = 1"

    def test_once_sure_the_other_text_is_kept(self, client, two, student):
        drafts.save(student, SLUG, "mine = 1")
        restore(client, two[0], sure=1)
        assert editor_text(client.get(URL)) == OLD
        client.post(URL + "bring-back/", {"source": OLD})
        assert editor_text(client.get(URL)) == "mine = 1"

    def test_a_link_restores_nothing(self, client, two, student):
        drafts.save(student, SLUG, "mine = 1")
        assert client.get(reverse("grader:restore", args=[two[0].pk])).status_code == 200
        assert drafts.find(student, SLUG).source == "mine = 1"

    def test_an_autosave_of_the_page_before_cannot_undo_it(self, client, two):
        revision = client.get(URL).context["revision"]
        restore(client, two[0])
        late = client.post(
            URL + "draft/", {"source": "late = 1", "revision": revision}, headers={"X-Requested-With": "autosave"}
        )
        assert late.status_code == 409
        assert editor_text(client.get(URL)) == OLD

    def test_nobody_restores_what_is_anothers(self, client, two, student):
        teacher = make_instructor()
        make_class(teacher, student)
        for user in (make_student(), teacher):
            client.force_login(user)
            assert restore(client, two[0], sure=1).status_code == 404
        client.logout()
        assert restore(client, two[0], sure=1).status_code == 302
        assert not Draft.objects.exists()
