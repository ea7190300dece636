"""Downloads and the upload of what was downloaded: who may, what comes, and under which name."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from content.importing import LIBRARY, import_path
from content.models import BankVersion, ExerciseTextVersion, LessonVersion
from tests.content import factories
from tests.content.test_exchange_moodle import CHOICE, quiz
from tests.content.test_upload import publish
from tests.factories import make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/content/upload/"
EXPORT = "/admin/content/export/"
ADDRESSES = [EXPORT, f"{EXPORT}bank/basics/en/"]


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


def check(client, name, data, language="en"):
    data = data if isinstance(data, bytes) else data.encode()
    fields = {"files": [SimpleUploadedFile(name, data)], "language": language, "note": ""}
    return client.post(UPLOAD, fields, follow=True)


def names(response):
    with ZipFile(BytesIO(response.content)) as archive:
        return archive.namelist()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_stranger_is_asked_to_sign_in(client, address):
    factories.bank()
    assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("make_user", [make_student, make_instructor])
def test_whoever_may_not_publish_gets_a_404(client, make_user, address):
    factories.bank()
    client.force_login(make_user())
    assert client.get(address).status_code == 404


def test_everything_comes_as_one_archive(client, author):
    factories.bank()
    factories.lesson(language="vi")
    response = client.get(EXPORT)
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == 'attachment; filename="content.zip"'
    assert "no-cache" in response["Cache-Control"]
    assert names(response) == ["en/quizzes/basics.json", "vi/lessons/forward.md"]


@pytest.mark.parametrize(("form", "ending"), [("moodle", "xml"), ("gift", "gift")])
def test_banks_come_in_other_formats(client, author, form, ending):
    factories.bank()
    factories.lesson()
    response = client.get(EXPORT, {"format": form})
    assert f'filename="content-{form}.zip"' in response["Content-Disposition"]
    assert names(response) == [f"en/quizzes/basics.{ending}"]


@pytest.mark.parametrize(
    ("address", "name", "content_type"),
    [
        ("bank/basics/en/", "basics.json", "application/json; charset=utf-8"),
        ("bank/basics/en/?format=moodle", "basics.xml", "application/xml; charset=utf-8"),
        ("bank/basics/en/?format=gift", "basics.gift", "text/plain; charset=utf-8"),
        ("lesson/forward/vi/", "forward.vi.md", "text/markdown; charset=utf-8"),
        ("exercisetext/add/en/", "add.zip", "application/zip"),
    ],
)
def test_one_item_comes_as_a_file_that_says_its_language(client, author, address, name, content_type):
    factories.bank()
    factories.lesson(language="vi")
    factories.exercise_text("add")
    response = client.get(EXPORT + address)
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["Content-Type"] == content_type


def test_a_lesson_in_html_is_never_opened_as_a_page(client, author):
    factories.lesson("page", format="html", body="<script>alert(1)</script>\n")
    response = client.get(f"{EXPORT}lesson/page/en/")
    assert response["Content-Type"].startswith("text/plain")
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "address", ["bank/nope/en/", "bank/basics/vi/", "nope/basics/en/", "bank/basics/en/?format=pdf", "?format=pdf"]
)
def test_what_is_not_there_is_a_404(client, author, address):
    factories.bank()
    assert client.get(EXPORT + address).status_code == 404


def test_a_lesson_has_no_moodle_form(client, author):
    factories.lesson()
    assert client.get(f"{EXPORT}lesson/forward/en/?format=moodle").status_code == 404


def test_chosen_banks_come_from_the_list(client, author):
    chosen, _other = factories.bank("one").item, factories.bank("two")
    for action, name in (("download", "one.json"), ("download_moodle", "one.xml"), ("download_gift", "one.gift")):
        response = client.post("/admin/content/bank/", {"action": action, "_selected_action": chosen.pk})
        assert names(response) == [f"en/quizzes/{name}"]


def test_chosen_items_of_which_nothing_is_published_are_said_so(client, author):
    lesson = factories.lesson(state="draft").item
    response = client.post("/admin/content/lesson/", {"action": "download", "_selected_action": lesson.pk}, follow=True)
    assert "nothing to download" in response.content.decode()


def test_the_pages_of_content_admins_lead_to_the_downloads(client, author):
    bank = factories.bank().item
    for page in ("/admin/", "/admin/content/bank/", UPLOAD):
        assert f'href="{EXPORT}"' in client.get(page).content.decode()
    page = client.get(f"/admin/content/bank/{bank.pk}/change/").content.decode()
    for form in ("native", "moodle", "gift"):
        assert f"{EXPORT}bank/basics/en/?format={form}" in page


def test_an_archive_that_was_downloaded_is_uploaded_and_changes_nothing(client, author):
    import_path(LIBRARY)
    archive = client.get(EXPORT).content
    html = check(client, "content.zip", archive).content.decode()
    assert "There is nothing to publish" in html
    assert "are published already, word for word" in html


def test_an_archive_publishes_exercises_with_all_that_stands_beside_them(client, author):
    solution = {"name": "1-reference", "title": "As here", "text": "Why.", "code": "x = 1\n"}
    hints = [{"title": "Look", "text": "At x."}]
    before = factories.exercise_text("add", prompt="Write it.\n", hints=hints, solutions=[solution])
    archive = client.get(EXPORT).content
    before.delete()
    publish(client, check(client, "content.zip", archive))
    version = ExerciseTextVersion.objects.get()
    assert (version.hints, version.solutions) == (hints, [solution])


def test_a_file_is_of_the_language_that_its_name_says(client, author):
    factories.lesson(language="vi", body="Chữ.\n")
    text = client.get(f"{EXPORT}lesson/forward/vi/").content
    LessonVersion.objects.all().delete()
    publish(client, check(client, "forward.vi.md", text, language="en"))
    assert LessonVersion.objects.get().language == "vi"


def test_questions_from_moodle_are_published_as_a_bank(client, author):
    checked = check(
        client, "noise.xml", quiz(CHOICE, '<question type="essay"><name><text>Mine</text></name></question>')
    )
    html = checked.content.decode()
    assert "What is ignored or left out" in html
    assert "Mine" in html
    publish(client, checked)
    assert BankVersion.objects.get().document().questions[0].id == "q-7"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no archive", "a .zip file"),
        ({"../../evil.md": "x"}, "plain names"),
        ({"/etc/evil.md": "x"}, "plain names"),
        ({"en/lessons/.hidden.md": "x"}, "lessons (.md, .html) or banks"),
        ({}, "lessons (.md, .html) or banks"),
        ({f"{number}.txt": "" for number in range(5001)}, "at most 5000 files"),
        ({f"{number}.md": "0" * 999_999 for number in range(42)}, "at most 40000000 bytes, unpacked"),
    ],
    ids=["none", "out of the folder", "from the root", "hidden", "empty", "many", "a bomb"],
)
def test_a_broken_or_hostile_archive_is_refused(client, author, data, expected):
    if isinstance(data, dict):
        buffer = BytesIO()
        with ZipFile(buffer, "w", compression=8) as archive:
            for name, text in data.items():
                archive.writestr(name, text)
        data = buffer.getvalue()
    response = check(client, "content.zip", data)
    assert response.status_code == 422
    assert expected in response.content.decode()
    assert not LessonVersion.objects.exists()


def test_an_archive_with_a_password_is_refused(client, author):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("a.md", "x")
    data = bytearray(buffer.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    assert "without a password" in check(client, "content.zip", bytes(data)).content.decode()


def test_the_command_writes_a_folder_and_an_archive(tmp_path, capsys):
    factories.bank()
    factories.lesson()
    call_command("export_content", str(tmp_path / "out"))
    assert (tmp_path / "out/en/lessons/forward.md").read_text().startswith("---\nid:\ntitle: Forward diffusion\n")
    call_command("export_content", str(tmp_path / "out.zip"), "--slug", "basics", "--format", "gift")
    with ZipFile(tmp_path / "out.zip") as archive:
        assert archive.namelist() == ["en/quizzes/basics.gift"]
    assert "Exported 1 files" in capsys.readouterr().out


def test_the_command_says_what_is_not_there(tmp_path):
    factories.lesson()
    with pytest.raises(CommandError, match="nope"):
        call_command("export_content", str(tmp_path), "--slug", "nope")
    with pytest.raises(CommandError, match="nothing to export in the format moodle"):
        call_command("export_content", str(tmp_path), "--format", "moodle")


def test_the_command_reads_an_archive_back(tmp_path, capsys):
    import_path(LIBRARY)
    call_command("export_content", str(tmp_path / "out.zip"))
    call_command("import_content", str(tmp_path / "out.zip"))
    assert "0 created, 0 updated" in capsys.readouterr().out
