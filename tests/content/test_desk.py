"""The desk: everything with its states, found by words, and no more questions to the database for more of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from content import desk
from content.models import Lesson, State, Upload
from tests.content import factories
from tests.factories import make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db

URL = "/admin/content/desk/"
LATER = timedelta(days=1)


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


def draft(make=factories.lesson, **fields):
    return make(state=State.DRAFT, published_at=None, **fields)


def only_edition():
    (entry,) = desk.entries()
    (edition,) = entry.editions.values()
    return edition


def test_an_edition_says_what_readers_see_what_waits_and_what_is_to_come():
    factories.lesson()
    factories.lesson(title="Now")
    draft(title="Waits")
    at = timezone.now() + LATER
    factories.lesson(title="Friday", published_at=at)
    edition = only_edition()
    assert (edition.published, edition.waiting, edition.scheduled) == (2, 3, (4, at))


def test_what_was_published_last_is_what_readers_see_whatever_its_number():
    factories.lesson(published_at=timezone.now())
    factories.lesson(published_at=timezone.now() - LATER)
    assert only_edition().published == 1
    assert Lesson.objects.get().version_for("en").number == 1


def test_a_version_that_was_retired_or_discarded_is_seen_by_nobody():
    factories.lesson(state=State.RETIRED)
    factories.lesson(state=State.DISCARDED, published_at=None)
    edition = only_edition()
    assert (edition.published, edition.waiting, edition.scheduled) == (None, None, None)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", {"seen", "waits", "comes", "gone"}),
        ("published", {"seen"}),
        ("draft", {"waits"}),
        ("scheduled", {"comes"}),
        ("retired", {"gone"}),
        ("unpublished", {"waits", "comes", "gone"}),
    ],
)
def test_the_desk_is_searched_by_state(state, found):
    factories.lesson("seen")
    draft(slug="waits")
    factories.bank("comes", published_at=timezone.now() + LATER)
    factories.lesson("gone").item.retire()
    assert {entry.slug for entry in desk.searched(desk.entries(), state=state)} == found


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("nhiễu", "", {"noise"}),
        ("NOISE", "", {"noise", "noise-bank"}),
        ("noise", "bank", {"noise-bank"}),
        ("noise letters", "", set()),
        ("steps noise", "", {"noise"}),
    ],
)
def test_the_desk_is_searched_by_words_of_any_language_and_by_kind(words, kind, found):
    factories.lesson("noise", title="In small steps")
    factories.lesson("noise", title="Thêm nhiễu", language="vi")
    factories.bank("noise-bank")
    assert {entry.slug for entry in desk.searched(desk.entries(), words=words, kind=kind)} == found


def test_the_page_shows_titles_in_the_readers_language_with_their_states(client, author):
    factories.lesson("noise", title="Noise")
    factories.lesson("noise", title="Nhiễu", language="vi")
    draft(slug="noise", title="Better noise")
    html = client.get(URL).content.decode()
    assert "published, version 1" in html
    assert "draft, version 2" in html
    assert ">Noise</a>" in html
    assert ">Nhiễu</a>" in client.get("/vi" + URL).content.decode()


def test_an_upload_that_waits_stands_on_top_and_is_gone_once_it_is_published(client, author):
    upload = Upload.objects.create(author=author, note="Two lessons")
    drafts = [draft(slug=slug, upload=upload) for slug in ("a", "b")]
    html = client.get(URL).content.decode()
    assert f'href="/admin/content/uploads/{upload.pk}/"' in html
    assert "2 drafts" in html
    for one in drafts:
        one.state, one.published_at = State.PUBLISHED, timezone.now()
        one.save()
    assert "2 drafts" not in client.get(URL).content.decode()


def test_an_empty_desk_says_what_to_do(client, author):
    assert "Upload the first lesson" in client.get(URL).content.decode()


@pytest.mark.parametrize(
    "query", ["page=999", "page=x", "kind=nonsense", "state=nonsense", "words=%00", "words=%F0%9F"]
)
def test_a_search_for_nonsense_is_answered(client, author, query):
    factories.lesson()
    assert client.get(f"{URL}?{query}").status_code == 200


def test_long_lists_come_in_pages_that_keep_the_search(client, author):
    for number in range(60):
        factories.lesson(f"lesson-{number:02}")
    html = client.get(f"{URL}?words=lesson").content.decode()
    assert "Page 1 of 2" in html
    assert "words=lesson&amp;page=2" in html
    assert "lesson-59" in client.get(f"{URL}?words=lesson&page=2").content.decode()


@pytest.mark.parametrize("count", [3, 300])
def test_the_desk_asks_the_same_questions_however_much_there_is(client, author, count, django_assert_num_queries):
    upload = Upload.objects.create(author=author)
    for number in range(count // 3):
        factories.lesson(f"lesson-{number}", author=author)
        draft(slug=f"lesson-{number}", upload=upload)
        factories.bank(f"bank-{number}")
        factories.exercise_text(f"exercise-{number}", language="vi")
    with django_assert_num_queries(11):
        client.get(URL)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).url == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("make_user", [make_student, make_instructor])
def test_whoever_may_not_publish_finds_no_desk(client, make_user):
    client.force_login(make_user())
    assert client.get(URL).status_code == 404
