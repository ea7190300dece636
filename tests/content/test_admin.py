"""The admin: content can be looked through, retired and brought back, and never deleted or typed in."""

import pytest

from content.models import Bank, Lesson
from tests.content import factories
from tests.factories import make_content_admin, make_instructor

pytestmark = pytest.mark.django_db

LISTS = ["lesson", "lessonversion", "bank", "bankversion", "exercisetext", "exercisetextversion", "course"]


@pytest.fixture
def author(client):
    user = make_content_admin()
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", LISTS)
def test_a_content_admin_can_look_through_everything(client, author, name):
    factories.lesson()
    factories.bank()
    factories.exercise_text()
    assert client.get(f"/admin/content/{name}/").status_code == 200


@pytest.mark.parametrize("name", LISTS)
def test_an_instructor_sees_none_of_it(client, name):
    client.force_login(make_instructor())
    assert client.get(f"/admin/content/{name}/").status_code == 403


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_added_by_hand(client, author, name):
    assert client.get(f"/admin/content/{name}/add/").status_code == 403


def test_nothing_is_deleted(client, author):
    bank = factories.bank().item
    assert client.post(f"/admin/content/bank/{bank.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post("/admin/content/bank/", {"action": "delete_selected", "_selected_action": bank.pk, "post": "yes"})
    assert Bank.objects.filter(pk=bank.pk).exists()


def test_a_lesson_is_retired_and_brought_back(client, author):
    lesson = factories.lesson().item
    client.post("/admin/content/lesson/", {"action": "retire", "_selected_action": lesson.pk})
    assert not Lesson.objects.published().exists()
    client.post("/admin/content/lesson/", {"action": "bring_back", "_selected_action": lesson.pk})
    assert Lesson.objects.published().exists()


def test_retiring_a_version_shows_the_one_before_it(client, author):
    first, second = factories.lesson(), factories.lesson(title="Worse")
    client.post("/admin/content/lessonversion/", {"action": "retire", "_selected_action": second.pk})
    assert first.item.version_for("en") == first


def test_a_version_cannot_be_edited(client, author):
    version = factories.lesson()
    client.post(f"/admin/content/lessonversion/{version.pk}/change/", {"title": "Changed"})
    version.refresh_from_db()
    assert version.title == "Forward diffusion"


def test_a_list_asks_the_same_number_of_questions_however_long_it_is(client, author, django_assert_max_num_queries):
    for number in range(12):
        factories.lesson(slug=f"lesson-{number}", author=author)
    for name in ("lesson", "lessonversion"):
        with django_assert_max_num_queries(8):
            client.get(f"/admin/content/{name}/")
