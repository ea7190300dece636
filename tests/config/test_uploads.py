import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

pytestmark = pytest.mark.django_db


def post_file(client, size: int):
    return client.post(reverse("account_login"), {"file": SimpleUploadedFile("bank.json", b"0" * size)})


def test_an_upload_above_the_limit_is_refused_before_it_is_stored(client, settings):
    settings.MAX_UPLOAD_BYTES = 10_000
    response = post_file(client, 10_001)
    assert response.status_code == 413
    assert "Nothing was stored. Expected at most" in response.content.decode()
    assert post_file(client, 5_000).status_code == 200


def test_a_form_body_has_a_limit_of_its_own(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert client.post(reverse("account_login"), {"login": "a" * 2_000}).status_code == 413


def test_too_many_files_are_refused_with_what_to_do(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    files = [SimpleUploadedFile(f"{number}.md", b"x") for number in range(4)]
    response = client.post(reverse("account_login"), {"file": files})
    assert response.status_code == 413
    assert "3 files" in response.content.decode()


def test_another_bad_request_is_no_matter_of_size(client):
    response = client.get("/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "cannot be read" in response.content.decode()
