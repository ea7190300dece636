"""The upload page: who may open it, what it refuses, and that what it takes is a draft."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import Bank, BankVersion, Lesson, LessonVersion, State, Upload
from content.upload import MAX_UPLOAD_BYTES
from tests.content import factories
from tests.factories import make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db

URL = "/admin/content/upload/"
LESSON = "---\ntitle: Forward\nslug: forward\n---\n\n## First\n\nText with ă.\n"


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


def file(name, text):
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def check(client, *files, language="en", note=""):
    """The page that follows: that of the upload, or this one with what is wrong."""
    return client.post(URL, {"files": list(files), "language": language, "note": note}, follow=True)


def publish(client, checked):
    return client.post(checked.redirect_chain[-1][0], {"action": "publish"}, follow=True)


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.get(URL)
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={URL}"


@pytest.mark.parametrize("make_user", [make_student, make_instructor])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_not_publish_gets_a_404(client, make_user, method):
    client.force_login(make_user())
    assert getattr(client, method)(URL).status_code == 404


def test_a_content_admin_finds_the_page_from_the_desk_and_from_the_admin(client, author):
    assert client.get(URL).status_code == 200
    for page in ("/admin/content/desk/", "/admin/", "/admin/content/lesson/"):
        assert f'href="{URL}"' in client.get(page).content.decode()


def test_checked_files_are_drafts_until_they_are_published(client, author):
    files = [file("forward.md", LESSON), file("basics.json", json.dumps(factories.bank_json()))]
    checked = check(client, *files, note="first edition")
    assert checked.status_code == 200
    assert not Lesson.objects.published().exists()
    assert client.get("/lessons/forward/").status_code == 404
    assert "Published: 2 texts" in publish(client, checked).content.decode()
    version = LessonVersion.objects.get()
    assert (version.author, version.note, version.language) == (author, "first edition", "en")
    assert "ă" in version.body
    assert BankVersion.objects.live().count() == 1


def test_every_problem_is_shown_and_nothing_is_stored(client, author):
    bank = factories.bank_json(questions_count=9)
    bank["questions"][0]["correct"] = 7
    response = check(client, file("basics.json", json.dumps(bank)), file("bad.md", b"\xff\xfe"))
    html = response.content.decode()
    assert response.status_code == 422
    assert "3 problems; nothing was stored" in html
    for text in ("$.questions_count", "$.questions[0].correct", "bad.md", "UTF-8"):
        assert text in html
    assert not Bank.objects.exists()
    assert not Upload.objects.exists()


def test_uploading_what_is_published_says_so(client, author):
    publish(client, check(client, file("forward.md", LESSON)))
    html = check(client, file("forward.md", LESSON)).content.decode()
    assert "There is nothing to publish" in html
    assert LessonVersion.objects.count() == 1


def test_the_chosen_language_is_used(client, author):
    check(client, file("forward.md", LESSON), language="vi")
    assert LessonVersion.objects.get().language == "vi"


def test_what_is_checked_is_checked_again_when_published(client, author):
    checked = check(client, file("basics.json", json.dumps(factories.bank_json())), language="vi")
    other = factories.bank_json(questions=[factories.question_json(number + 5) for number in range(3)])
    other["domains"] = [{"name": "Forward", "weight": 100}]
    factories.bank("basics", content=other)
    response = publish(client, checked)
    assert response.status_code == 422
    assert "stand in the way" in response.content.decode()
    assert BankVersion.objects.get(language="vi").state == State.DRAFT


def test_an_upload_that_is_too_large_is_refused_with_its_size(client, author):
    count = MAX_UPLOAD_BYTES // 900_000 + 1
    response = check(client, *(file(f"{number}.md", LESSON + "x" * 900_000) for number in range(count)))
    assert response.status_code == 422
    assert f"at most {MAX_UPLOAD_BYTES} bytes" in response.content.decode()


def test_no_file_is_a_problem_of_the_form(client, author):
    assert check(client).status_code == 422


def test_file_names_cannot_put_markup_into_the_page(client, author):
    html = check(client, file("<img src=x>.md", "x")).content.decode()
    assert "<img src=x>" not in html
