"""What a browser sends of a folder, and how much of it is taken."""

import json
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from content.models import ExerciseText, Lesson, Picture, Upload
from tests.content.images import image
from tests.factories import make_content_admin

pytestmark = pytest.mark.django_db

URL = "/admin/content/upload/"


def lesson(body="Text.\n", slug="noise"):
    return f"---\ntitle: {slug}\nslug: {slug}\n---\n\n{body}".encode()


@pytest.fixture(autouse=True)
def _author(client):
    client.force_login(make_content_admin("lan"))


def send(client, files, paths=None):
    sent = [SimpleUploadedFile(path.rpartition("/")[2], data) for path, data in files.items()]
    data = {"files": sent, "language": "en", "note": "", "paths": json.dumps(list(files) if paths is None else paths)}
    return client.post(URL, data)


def problems(response):
    assert response.status_code == 422
    return [str(problem) for problem in response.context["result"].problems]


def test_a_folder_keeps_its_shape(client):
    response = send(
        client,
        {
            "course/vi/lessons/noise.md": lesson("![Trường](../../pictures/blue.png)\n"),
            "course/pictures/blue.png": image(),
            "course/en/exercises/add-noise/prompt.md": b"---\ntitle: Add noise\n---\n\nWrite it.\n",
            "course/en/exercises/add-noise/starter.py": b"x = 1\n",
            "course/.git/config": b"hidden",
            "course/notes.docx": b"not content",
        },
    )
    assert response.status_code == 302
    assert Lesson.objects.get().versions.get().language == "vi"
    assert ExerciseText.objects.get().slug == "add-noise"
    assert Picture.objects.count() == 1


@pytest.mark.parametrize("path", ["../noise.md", "a/../../noise.md", "/etc/noise.md", "a/b\\..\\noise.md", "a/\x00.md"])
def test_a_path_that_leads_out_is_refused(client, path):
    assert "plain names of files and folders" in problems(send(client, {path: lesson()}))[0]
    assert not Lesson.objects.exists()


@pytest.mark.parametrize("paths", [[], ["one.md", "two.md"], {"a": 1}, [3], "noise.md", None])
def test_paths_that_do_not_belong_to_the_files_are_left_out_of_account(client, paths):
    data = {
        "files": [SimpleUploadedFile("noise.md", lesson())],
        "language": "en",
        "note": "",
        "paths": json.dumps(paths),
    }
    assert client.post(URL, data).status_code == 302
    assert Upload.objects.count() == 1


def test_several_megabytes_are_taken(client):
    files = {f"course/{number}.md": lesson("word " * 150_000, f"noise-{number}") for number in range(4)}
    assert send(client, files).status_code == 302
    assert Lesson.objects.count() == 4


def test_more_than_one_upload_may_have_is_refused_with_its_size(client, monkeypatch):
    monkeypatch.setattr("content.upload.MAX_UPLOAD_BYTES", 1000)
    response = send(client, {"noise.md": lesson("word " * 300)})
    assert response.status_code == 422
    assert "Expected at most 1000 bytes in one upload" in response.content.decode()


def test_archives_that_unpack_to_too_much_together_are_refused(client, monkeypatch):
    monkeypatch.setattr("content.upload.MAX_CONTENT", 1000)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        archive.writestr("noise.md", lesson("word " * 150))
    response = send(client, {"one.zip": stream.getvalue(), "two.zip": stream.getvalue()})
    assert problems(response) == [": expected at most 1000 bytes, unpacked, got more. Upload in parts."]


def test_the_page_tells_the_chooser_its_limits(client):
    html = client.get(URL).content.decode()
    assert 'data-most-bytes="30000000" data-most-files="1000"' in html
    assert "<script" in html
    assert 'type="file"' in html
