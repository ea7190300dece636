"""The linter where authors meet it: on the upload page and on the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

from content.importing import LIBRARY
from content.models import BankVersion
from tests.content import factories
from tests.content.test_exchange_gift import write_gift
from tests.content.test_linting import published_style_bank
from tests.content.test_upload import check, file, publish
from tests.factories import make_content_admin

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = make_content_admin("lan")
    client.force_login(user)
    return user


@pytest.fixture
def telling():
    return published_style_bank().model_dump(exclude_unset=True)


def test_the_upload_page_shows_what_guessers_score_and_publishes_all_the_same(client, author, telling):
    checked = check(client, file("telling.json", json.dumps(telling)))
    html = checked.content.decode()
    assert checked.status_code == 200
    assert "takes the longest option" in html
    assert "90&nbsp;%" in html or "90\xa0%" in html
    assert "it takes 70" in html
    assert "Passes</span>" in html
    assert "$.passing_score" in html
    publish(client, checked)
    assert BankVersion.objects.exists()


def test_findings_stand_apart_from_problems(client, author, telling):
    html = check(client, file("telling.json", json.dumps(telling)), file("bad.md", "x")).content.decode()
    assert "1 problem; nothing was stored" in html
    assert "takes the longest option" in html


def test_a_bank_without_findings_is_said_to_have_none(client, author):
    path = LIBRARY / "en/quizzes/noise-schedules.json"
    html = check(client, file(path.name, path.read_bytes())).content.decode()
    assert "Nothing to mend" in html
    assert "alert--warning" not in html


def test_a_field_of_a_lesson_that_nothing_reads_is_shown(client, author):
    text = "---\ntitle: a\nslug: a\ndescriptoin: b\n---\n\nText.\n"
    html = check(client, file("a.md", text)).content.decode()
    assert "a.md · line 4" in html
    assert "Did you mean “description”?" in html
    assert "Publish now" in html


def test_the_command_reads_files_folders_and_slugs(tmp_path, capsys, telling):
    factories.bank("basics")
    (tmp_path / "telling.gift").write_text(write_gift(telling))
    (tmp_path / "lesson.md").write_text("x")
    with pytest.raises(CommandError) as failure:
        call_command("lint_bank", str(tmp_path), "basics")
    assert failure.value.returncode == 1
    told = capsys.readouterr().out
    assert "telling.gift: “Telling”, passed at 70 %" in told
    assert "basics (en): “Basics”" in told
    assert "takes the longest option           18 of 20     90 %     90 %  yes" in told


def test_one_line_of_json_for_each_bank(capsys):
    call_command("lint_bank", str(LIBRARY / "en/quizzes"), "--json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == len(list((LIBRARY / "en/quizzes").glob("*.json")))
    assert {"slug", "passing_score", "guessers", "reading", "findings", "source"} <= set(lines[0])
    assert lines[0]["guessers"][0]["rule"] == "always-a"


def test_our_own_library_passes_strictly():
    call_command("lint_bank", str(LIBRARY), "--strict")


def test_warnings_fail_only_where_they_are_asked_to(tmp_path):
    questions = [factories.question_json(1, explanation="")]
    path = tmp_path / "bank.json"
    path.write_text(json.dumps(factories.bank_json(questions=questions, questions_count=1)))
    call_command("lint_bank", str(path))
    with pytest.raises(CommandError) as failure:
        call_command("lint_bank", str(path), "--strict")
    assert failure.value.returncode == 1


@pytest.mark.parametrize("name", ["nowhere", "broken.json", "empty"])
def test_what_is_no_bank_is_another_failure(tmp_path, name, capsys):
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "empty").mkdir()
    path = tmp_path / name if name != "nowhere" else name
    with pytest.raises(CommandError) as failure:
        call_command("lint_bank", "--json", str(path), str(LIBRARY / "en/quizzes/training.json"))
    assert failure.value.returncode == 2
    assert name in str(failure.value)
    assert json.loads(capsys.readouterr().out)["slug"] == "training"
