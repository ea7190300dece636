"""An item's page: its versions, back to one of them in one click, retired and brought back, moved to a new address."""

import pytest
from django.urls import reverse

from content import addresses
from content.importing import import_sources, upload_sources
from content.lessons import titles
from content.models import FormerAddress, Lesson, LessonVersion, State
from content.sources import Source
from quizzes import attempts, readings
from quizzes.models import Assignment
from tests.content import factories
from tests.factories import make_class, make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


def url(slug="forward", kind="lesson"):
    return reverse("content:item", args=[kind, slug])


def act(client, action, **data):
    return client.post(url(), {"action": action, **data}, follow=True)


def lesson_file(slug, title="Title"):
    return Source(f"{slug}.md", f"---\ntitle: {title}\nslug: {slug}\n---\n\nText.\n".encode())


def test_every_version_is_listed_with_who_and_why(client, author):
    factories.lesson(note="First edition", author=author)
    factories.lesson(note="Typos", author=make_content_admin("an"))
    factories.lesson(note="Not ready", state=State.DRAFT, published_at=None)
    html = client.get(url()).content.decode()
    for text in (
        "First edition",
        "Typos",
        "Not ready",
        "lan ·",
        "an ·",
        "What readers see",
        "Published earlier",
        "Draft",
    ):
        assert text in html


def test_one_click_goes_back_to_an_earlier_version(client, author):
    first = factories.lesson(title="Good")
    factories.lesson(title="Bad")
    html = act(client, "again", version=first.pk).content.decode()
    assert "version 1 again, as version 3" in html
    assert Lesson.objects.get().version_for("en").title == "Good"
    assert LessonVersion.objects.get(number=3).note == "Version 1 again"


@pytest.mark.parametrize("fields", [{"state": State.DRAFT, "published_at": None}, {"slug": "another"}])
def test_a_draft_or_another_items_version_cannot_be_published_again(client, author, fields):
    factories.lesson()
    other = factories.lesson(**fields)
    assert client.post(url(), {"action": "again", "version": other.pk}).status_code == 404


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_nonsense_for_a_version_is_not_found(client, author, version):
    factories.lesson()
    assert client.post(url(), {"action": "again", "version": version}).status_code == 404


def test_going_back_to_what_no_longer_fits_says_why(client, author):
    bank = factories.bank("basics")
    old = factories.lesson(body="!check basics/1")
    factories.lesson()
    bank.item.retire()
    response = client.post(url(), {"action": "again", "version": old.pk})
    assert response.status_code == 422
    assert "a published question bank" in response.content.decode()
    assert LessonVersion.objects.count() == 2


def test_an_item_is_retired_and_brought_back(client, author):
    factories.lesson()
    act(client, "retire")
    assert client.get("/lessons/forward/").status_code == 404
    act(client, "bring_back")
    assert client.get("/lessons/forward/").status_code == 200


def test_what_students_did_stays_when_a_bank_is_retired(client, author):
    bank = factories.bank("basics")
    student = make_student()
    attempt = attempts.start(student, bank, "page", "exam")
    attempts.submit(attempt)
    client.post(url("basics", "bank"), {"action": "retire"})
    client.force_login(student)
    assert client.get("/quizzes/basics/").status_code == 404
    for page in ("/results/", reverse("quizzes:attempt", args=[attempt.pk])):
        response = client.get(page)
        assert (response.status_code, "Basics" in response.content.decode()) == (200, True)


def test_the_old_address_leads_to_the_new_one_in_both_languages(client, author):
    factories.lesson()
    client.post(url(), {"action": "move", "slug": "noising"})
    for prefix in ("", "/vi"):
        response = client.get(f"{prefix}/lessons/forward/?from=mail")
        assert (response.status_code, response.url) == (301, f"{prefix}/lessons/noising/?from=mail")
        assert response["Cache-Control"] == "no-cache"
    assert client.get("/lessons/noising/").status_code == 200


def test_a_lesson_may_go_back_to_the_address_it_had(client, author):
    factories.lesson()
    client.post(url(), {"action": "move", "slug": "noising"})
    client.post(url("noising"), {"action": "move", "slug": "forward"})
    assert client.get("/lessons/forward/").status_code == 200
    assert client.get("/lessons/noising/").url == "/lessons/forward/"


def test_a_lesson_that_moved_twice_is_found_at_its_first_address(client, author):
    factories.lesson()
    client.post(url(), {"action": "move", "slug": "second"})
    client.post(url("second"), {"action": "move", "slug": "third"})
    assert client.get("/lessons/forward/").url == "/lessons/third/"


@pytest.mark.parametrize("slug", ["taken", "once-taken", "Not A Slug", "a--b", "", "x" * 101, "../up", "ă"])
def test_an_address_that_is_taken_or_no_address_is_refused_with_the_reason(client, author, slug):
    factories.lesson("taken")
    other = factories.lesson("moved").item
    FormerAddress.objects.create(slug="once-taken", lesson=other)
    factories.lesson()
    response = client.post(url(), {"action": "move", "slug": slug})
    assert response.status_code == 422
    assert "field__error" in response.content.decode()
    assert Lesson.objects.filter(slug="forward").exists()


def test_a_draft_that_moved_is_given_away_by_no_redirect(client, author):
    factories.lesson(state=State.DRAFT, published_at=None)
    client.post(url(), {"action": "move", "slug": "secret"})
    assert client.get("/lessons/forward/").status_code == 404


def test_what_was_read_stays_read_and_what_was_set_stays_set(client, author):
    student = make_student()
    lesson = factories.lesson().item
    cohort = make_class(make_instructor(), student)
    readings.mark(student, lesson, read=True)
    Assignment.objects.create(cohort=cohort, kind="lesson", slug="forward")
    client.post(url(), {"action": "move", "slug": "noising"})
    assert readings.readings_of(student).read == {"noising"}
    assert Assignment.objects.get().slug == "noising"


def test_a_page_left_open_still_marks_the_lesson_as_read(client, author):
    factories.lesson()
    client.post(url(), {"action": "move", "slug": "noising"})
    response = client.post("/lessons/forward/read/", {"read": "1"})
    assert response.status_code == 302
    assert readings.readings_of(author).read == {"noising"}


def test_a_file_with_the_old_address_is_the_same_lesson(author):
    import_sources([lesson_file("forward", "One")])
    assert addresses.rename(Lesson.objects.get(), "noising") == []
    assert import_sources([lesson_file("forward", "One")]).unchanged == 1
    assert import_sources([lesson_file("forward", "Two")]).updated == 1
    assert Lesson.objects.get().version_for("en").title == "Two"


def test_one_lesson_under_two_of_its_addresses_in_one_upload_is_refused(author):
    import_sources([lesson_file("forward")])
    addresses.rename(Lesson.objects.get(), "noising")
    result = upload_sources([lesson_file("forward", "A"), lesson_file("noising", "B")], author=author, note="")
    assert [problem.where for problem in result.problems] == ["slug"]


@pytest.mark.parametrize("kind", ["bank", "exercisetext"])
def test_only_lessons_move(client, author, kind):
    factories.bank("basics")
    factories.exercise_text("basics")
    assert client.post(url("basics", kind), {"action": "move", "slug": "new"}).status_code == 404


def test_an_unknown_action_changes_nothing(client, author):
    factories.lesson()
    assert client.post(url(), {"action": "delete"}).status_code == 422
    assert Lesson.objects.published().exists()


@pytest.mark.parametrize("address", ["/admin/content/desk/user/forward/", "/admin/content/desk/lesson/x/"])
def test_what_is_not_there_is_not_found(client, author, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("make_user", [make_student, make_instructor])
def test_whoever_may_not_publish_gets_a_404(client, make_user, method):
    factories.lesson()
    client.force_login(make_user())
    assert getattr(client, method)(url(), {"action": "retire"}).status_code == 404
    assert Lesson.objects.published().exists()


def test_a_stranger_is_asked_to_sign_in(client):
    factories.lesson()
    assert client.get(url()).url.startswith("/accounts/login/")


@pytest.mark.parametrize("count", [3, 60])
def test_a_page_asks_the_same_questions_however_many_versions_there_are(
    client, author, count, django_assert_num_queries
):
    for _number in range(count):
        factories.lesson(author=author)
    with django_assert_num_queries(8):
        client.get(url())


def test_a_review_still_names_a_lesson_that_its_bank_calls_by_an_old_address(author):
    factories.lesson(title="Noising")
    addresses.rename(Lesson.objects.get(), "noising")
    assert titles({"forward", "nowhere"}, "en") == {"forward": "Noising"}
