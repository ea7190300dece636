"""Every broken file of the corpus: refused with these words at this place, and nothing of it kept.

The messages stand in `broken/messages.json`, each as it is told: file, place, what was expected, what came, how to mend
it. A file or folder in `broken/` is a case, as is a function in `breaking.py`.
"""

import json
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.content.breaking import BUILT
from tests.factories import make_content_admin

pytestmark = pytest.mark.django_db

BROKEN = Path(__file__).with_name("broken")
MESSAGES = json.loads((BROKEN / "messages.json").read_text())
ON_DISK = {path.name: path for path in BROKEN.iterdir() if path.name != "messages.json"}
CASES = sorted([*ON_DISK, *BUILT])


def files(case):
    if case in BUILT:
        return BUILT[case]()
    path = ON_DISK[case]
    if path.is_file():
        return {path.name: path.read_bytes()}
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


def stored():
    return [row for model in apps.get_app_config("content").get_models() for row in model.objects.all()]


def test_every_case_has_its_messages_and_every_message_its_case():
    assert sorted(MESSAGES) == CASES
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_the_command_tells_what_is_wrong_and_keeps_nothing(case, tmp_path, capsys):
    for name, data in files(case).items():
        (tmp_path / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / name).write_bytes(data)
    archives = list((tmp_path / "course").glob("*.zip"))
    with pytest.raises(CommandError, match="nothing was imported"):
        call_command("import_content", str(archives[0] if archives else tmp_path / "course"))
    told = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("Warning: ")]
    assert [line.replace(f"{tmp_path}/", "") for line in told] == MESSAGES[case]
    assert stored() == []


@pytest.mark.parametrize("case", CASES)
def test_the_upload_page_tells_the_same_and_keeps_nothing(case, client):
    client.force_login(make_content_admin("lan"))
    chosen = files(case)
    sent = [SimpleUploadedFile(Path(name).name, data) for name, data in chosen.items()]
    response = client.post(
        "/admin/content/upload/", {"files": sent, "paths": json.dumps(list(chosen)), "language": "en", "note": ""}
    )
    assert response.status_code == 422
    page = unescape(response.content.decode())
    problems = response.context["result"].problems
    assert [str(problem) for problem in problems] == MESSAGES[case]
    for problem in problems:
        for part in (problem.where, problem.expected, problem.got, problem.remedy):
            assert part in page
    assert stored() == []
