"""The editor's text: saved on its own, replaced on purpose, never lost and never brought back by a late autosave."""

import pytest

from grader import drafts
from grader.models import Draft
from tests.content.factories import exercise_text
from tests.factories import make_student
from tests.grader.test_exercise_page import editor_text

pytestmark = pytest.mark.django_db
URL = "/exercises/forward-diffusion/"
SLUG = "forward-diffusion"
AUTOSAVE = {"X-Requested-With": "autosave"}


@pytest.fixture
def student(client):
    exercise_text(SLUG, starter="starter = 1")
    user = make_student()
    client.force_login(user)
    return user


def autosave(client, source: str, revision: int | str = 0):
    return client.post(URL + "draft/", {"source": source, "revision": revision}, headers=AUTOSAVE)


def revision_on(page) -> int:
    return page.context["revision"]


class TestALateAutosave:
    def test_it_does_not_undo_starting_again(self, client, student):
        before = revision_on(client.get(URL))
        autosave(client, "old = 1", before)
        client.post(URL + "reset/", {"source": "old = 2"})
        assert autosave(client, "old = 3", before).status_code == 409
        assert editor_text(client.get(URL)) == "starter = 1"

    def test_it_does_not_undo_starting_again_where_nothing_was_saved_before(self, client, student):
        client.post(URL + "reset/", {"source": "old = 1"})
        assert autosave(client, "old = 2", 0).status_code == 409

    def test_the_page_that_comes_after_saves_again(self, client, student):
        client.post(URL + "reset/", {"source": "old = 1"})
        assert autosave(client, "new = 1", revision_on(client.get(URL))).status_code == 204
        assert editor_text(client.get(URL)) == "new = 1"

    def test_two_tabs_of_one_revision_may_both_save(self, client, student):
        assert autosave(client, "one = 1").status_code == 204
        assert autosave(client, "two = 2").status_code == 204
        assert editor_text(client.get(URL)) == "two = 2"

    def test_submitting_is_no_autosave_and_always_keeps_its_text(self, client, student, monkeypatch):
        monkeypatch.setattr("grader.submissions.send", lambda submission_id: True)
        client.post(URL + "reset/", {"source": "old = 1"})
        client.post(URL, {"source": "sent = 1", "revision": 0})
        assert editor_text(client.get(URL)) == "sent = 1"

    @pytest.mark.parametrize("revision", ["", "-1", "x", str(2**40)])
    def test_a_revision_that_is_none_breaks_nothing(self, client, student, revision):
        assert autosave(client, "x = 1", revision).status_code in (204, 422)


class TestWhatIsReplaced:
    def test_it_is_kept_with_the_words_that_were_not_saved_yet(self, client, student):
        autosave(client, "saved = 1")
        client.post(URL + "reset/", {"source": "typed_since = 1"})
        client.post(URL + "bring-back/", {"source": "starter = 1"})
        assert editor_text(client.get(URL)) == "typed_since = 1"

    def test_bringing_back_can_be_undone(self, client, student):
        drafts.save(student, SLUG, "one = 1")
        drafts.replace(student, SLUG, "two = 2")
        for expected in ("one = 1", "two = 2", "one = 1"):
            client.post(URL + "bring-back/", {"source": editor_text(client.get(URL))})
            assert editor_text(client.get(URL)) == expected

    def test_the_button_is_there_only_where_there_is_something_to_bring_back(self, client, student):
        button = "exercises/forward-diffusion/bring-back/"
        assert button not in client.get(URL).content.decode()
        client.post(URL + "reset/", {"source": "old = 1"})
        assert button in client.get(URL).content.decode()

    def test_without_anything_to_bring_back_the_editor_stays(self, client, student):
        drafts.save(student, SLUG, "mine = 1")
        client.post(URL + "bring-back/", {"source": "mine = 1"})
        assert editor_text(client.get(URL)) == "mine = 1"

    def test_starting_again_twice_does_not_lose_the_text_to_the_starter_code(self, client, student):
        client.post(URL + "reset/", {"source": "old = 1"})
        client.post(URL + "reset/", {})
        client.post(URL + "bring-back/", {})
        assert editor_text(client.get(URL)) == "old = 1"

    def test_with_htmx_the_whole_page_is_fetched_anew(self, client, student):
        for part in ("reset/", "bring-back/"):
            response = client.post(URL + part, {"source": "x = 1"}, headers={"HX-Request": "true"})
            assert response["HX-Redirect"] == URL

    @pytest.mark.parametrize("part", ["reset/", "bring-back/"])
    def test_a_link_replaces_nothing_and_a_visitor_signs_in(self, client, student, part):
        assert client.get(URL + part).status_code == 405
        client.logout()
        assert client.post(URL + part).status_code == 302
        assert not Draft.objects.exists()
