"""One import: all of the files or none, every problem at once, nothing twice."""

import json
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from content.importing import import_path, import_sources
from content.models import BankVersion, Course, ExerciseText, Lesson, LessonVersion
from content.sources import Beside, Source
from tests.content.factories import bank_json, question_json

pytestmark = pytest.mark.django_db

LESSON = """---
id: {slug}
title: {title}
slug: {slug}
description: About {slug}.
duration_minutes: 20
is_free: true
video_url:
sort_order: 2
section_title: Basics
course:
  id: c1
  title: Denoising
  slug: denoising
goals: [Say what it is]
quizzes: [basics]
exercises: [forward-diffusion]
---

## First

Text.
"""
PROMPT = "---\ntitle: Add noise\nsummary: One line.\n---\n\nWrite it.\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def lesson_text(slug="forward", title="Forward"):
    return LESSON.format(slug=slug, title=title)


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, "en/lessons/forward.md", lesson_text())
    write(tmp_path, "vi/lessons/forward.md", lesson_text(title="Chiều thuận"))
    write(tmp_path, "en/quizzes/basics.json", json.dumps(bank_json()))
    write(tmp_path, "en/exercises/forward-diffusion/prompt.md", PROMPT)
    write(tmp_path, "en/exercises/forward-diffusion/starter.py", "def forward_diffusion(): ...\n")
    return tmp_path


def counts(result):
    return result.created, result.updated, result.unchanged


def test_a_folder_brings_in_lessons_banks_and_exercise_texts(folder):
    assert counts(import_path(folder)) == (4, 0, 0)
    lesson = Lesson.objects.get(slug="forward")
    assert lesson.version_for("en").title == "Forward"
    assert lesson.version_for("vi").title == "Chiều thuận"
    assert lesson.version_for("en").course.title_for("en") == "Denoising"
    text = ExerciseText.objects.get(slug="forward-diffusion").version_for("en")
    assert (text.title, text.summary, text.starter) == ("Add noise", "One line.", "def forward_diffusion(): ...\n")
    assert "<p>Write it.</p>" in text.prompt_html


def test_a_field_of_front_matter_that_nothing_reads_is_named_with_what_may_be_meant():
    header = "title: a\nslug: a\nDescription: b\nsort-order: 3\nmood: c\ncourse: {title: d, slug: d, slugg: e}\n"
    result = import_sources([Source("a.md", f"---\n{header}---\n\nt\n".encode())])
    assert [(warning.where, warning.got) for warning in result.warnings] == [
        ("line 4", "'Description'"),
        ("line 5", "'sort-order'"),
        ("line 6", "'mood'"),
        ("line 7", "'course.slugg'"),
    ]
    told = [warning.remedy for warning in result.warnings]
    assert ["“description”" in told[0], "“sort_order”" in told[1], "“slug”" in told[3]] == [True] * 3
    assert "Known are: id, title, slug" in told[2]


def test_a_course_keeps_its_id_through_a_lesson_that_names_none():
    import_sources([Source("forward.md", lesson_text().encode())])
    import_sources([Source("reverse.md", lesson_text("reverse").replace("  id: c1\n", "").encode())])
    assert Course.objects.get().external_id == "c1"


def test_a_bank_is_stored_as_it_was_written(tmp_path):
    bank = bank_json(unknown_field={"kept": True})
    import_path(write(tmp_path, "basics.json", json.dumps(bank)))
    assert BankVersion.objects.get().content == bank


def test_importing_twice_makes_no_new_version(folder):
    import_path(folder)
    assert counts(import_path(folder)) == (0, 0, 4)
    assert LessonVersion.objects.count() == 2


def test_a_changed_file_makes_the_next_version_and_keeps_the_old(folder):
    import_path(folder)
    write(folder, "en/lessons/forward.md", lesson_text(title="Better"))
    assert counts(import_path(folder)) == (0, 1, 3)
    lesson = Lesson.objects.get()
    assert lesson.version_for("en").number == 2
    assert lesson.versions.get(language="en", number=1).title == "Forward"


def test_layout_of_the_json_is_no_change(folder):
    import_path(folder)
    write(folder, "en/quizzes/basics.json", json.dumps(bank_json(), indent=8, sort_keys=True))
    assert counts(import_path(folder)) == (0, 0, 4)


def test_an_author_can_go_back_to_an_earlier_text(folder):
    for title in ("One", "Two", "One"):
        import_path(write(folder, "en/lessons/forward.md", lesson_text(title=title)))
    assert Lesson.objects.get().version_for("en").number == 3


def test_loading_the_bundled_files_again_leaves_an_authors_newer_version_on_top(folder, monkeypatch):
    monkeypatch.setattr("content.importing.LIBRARY", folder.resolve())
    import_path(folder)
    upload = Source("forward.md", lesson_text(title="Edited").encode())
    import_sources([upload])
    assert counts(import_path(folder)) == (0, 0, 4)
    assert Lesson.objects.get().version_for("en").title == "Edited"


def test_a_new_edition_of_the_bundled_files_is_published(folder, monkeypatch):
    monkeypatch.setattr("content.importing.LIBRARY", folder.resolve())
    import_path(folder)
    write(folder, "en/lessons/forward.md", lesson_text(title="Second edition"))
    assert counts(import_path(folder)) == (0, 1, 3)


def test_a_dry_run_says_what_would_change_and_changes_nothing(folder):
    assert counts(import_path(folder, dry_run=True)) == (4, 0, 0)
    assert not Lesson.objects.exists()
    assert not Course.objects.exists()


def test_one_broken_file_keeps_out_the_whole_folder(folder):
    write(folder, "en/lessons/broken.md", "no front matter")
    result = import_path(folder)
    assert [problem.file for problem in result.problems] == ["en/lessons/broken.md"]
    assert not Lesson.objects.exists()
    assert not BankVersion.objects.exists()


def test_a_database_error_half_way_writes_nothing(folder, monkeypatch):
    monkeypatch.setattr("content.importing._course", lambda document: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_path(folder)
    assert not BankVersion.objects.exists()


def test_problems_of_every_file_come_at_once(tmp_path):
    write(tmp_path, "a.md", "nothing")
    write(tmp_path, "b.json", "{")
    write(tmp_path, "c.md", "---\ntitle: x\n---\n\ntext\n")
    assert [problem.file for problem in import_path(tmp_path).problems] == ["a.md", "b.json", "c.md"]


def test_the_author_and_the_reason_are_kept(folder):
    author = get_user_model().objects.create_user("lan")
    import_sources([Source("forward.md", lesson_text().encode())], author=author, note="first edition")
    version = LessonVersion.objects.get()
    assert (version.author, version.note) == (author, "first edition")


def test_a_file_can_name_its_own_language():
    text = lesson_text().replace("slug: forward\n", "slug: forward\nlanguage: vi\n", 1)
    import_sources([Source("forward.md", text.encode())])
    assert LessonVersion.objects.get().language == "vi"


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem():
    text = b"\xef\xbb\xbf" + lesson_text().replace("\n", "\r\n").encode()
    assert import_sources([Source("forward.md", text)]).ok
    assert "\r" not in LessonVersion.objects.get().body


def test_an_html_lesson_is_imported(tmp_path):
    path = write(tmp_path, "page.html", lesson_text().replace("## First\n\nText.", "<h2>First</h2><p>Text.</p>"))
    assert import_path(path).ok
    assert [heading.title for heading in LessonVersion.objects.get().page().contents] == ["First"]


def test_readmes_and_hidden_files_are_not_content(folder):
    write(folder, "README.md", "About this folder")
    write(folder, ".git/lesson.md", "x")
    assert import_path(folder).ok


def test_one_exercise_file_by_itself_keeps_its_folders_name_as_slug(folder):
    assert import_path(folder / "en/exercises/forward-diffusion/prompt.md").ok
    assert ExerciseText.objects.get().slug == "forward-diffusion"


def only_problem(name: str, data: bytes | str):
    data = data if isinstance(data, bytes) else data.encode()
    (problem,) = import_sources([Source(name, data)]).problems
    return problem


@pytest.mark.parametrize(
    ("name", "data", "where", "expected", "got"),
    [
        ("a.md", b"\xff\xfe\x00", "line 1", "UTF-8 text", "0xff"),
        ("a.md", b"---\ntitle: x\n---\n" + b"\n\xe9\n", "line 5", "UTF-8 text", "0xe9"),
        ("a.md", b"", "", "text", "empty"),
        ("a.md", b"x" * 1_000_001, "", "1000000", "1000001"),
        ("a.md", "a\nb\x00", "line 2", "text", "NUL"),
        ("a.md", "text", "line 1", "front matter", "text"),
        ("a.md", "---\ntitle: x\n", "line 1", "front matter", "does not end"),
        ("a.md", "---\nslug: a\ntitle: x: y\n---\n\nt\n", "line 3, column 9", "YAML", "mapping values"),
        ("a.md", "---\ntitle: x\nslug: a\ntitle: y\n---\n\nt\n", "line 4", "each field once", "title"),
        ("a.md", "---\n- x\n---\n\nt\n", "front matter", "an object", "['x']"),
        ("a.md", "---\ntitle: x\n---\n\nt\n", "front matter", "slug", "nothing"),
        ("a.md", "---\nslug: a\ntitle: 2024\n---\n\nt\n", "line 3", "text", "2024"),
        ("a.md", "---\nslug: A b\ntitle: x\n---\n\nt\n", "line 2", "lower-case", "A b"),
        ("a.md", "---\nslug: a\ntitle: x\nduration_minutes: '5'\n---\n\nt\n", "line 4", "a whole number", "'5'"),
        ("a.md", "---\nslug: a\ntitle: x\nvideo_url: javascript:x\n---\n\nt\n", "line 4", "http", "javascript:x"),
        ("a.md", "---\nslug: a\ntitle: x\nlanguage: fr\n---\n\nt\n", "line 4", "en or vi", "fr"),
        ("a.md", "---\nslug: a\ntitle: x\n---\n", "line 5", "text under", "nothing"),
        ("a.md", '---\nslug: a\ntitle: "\\0"\n---\n\nt\n', "line 3", "database", "\\x00"),
        ("a.json", "{", "line 1, column 2", "JSON", "Expecting"),
        ("a.json", "[" * 100_000, "$", "JSON", "too deep"),
        ("a.json", '{"a": NaN}', "line 1, column 7", "JSON", "NaN"),
        ("a.json", '{"a": 1, "a": 2}', "line 1, column 1", "JSON", "twice"),
        ("a.txt", "x", "", ".md, .html, .json, .xml or .gift", ".txt"),
        ("exercises/a/prompt.md", PROMPT, "", "starter.py", "nothing"),
    ],
)
def test_a_broken_file_is_explained(name, data, where, expected, got):
    problem = only_problem(name, data)
    assert problem.file == name
    assert problem.where == where
    assert expected in problem.expected
    assert got in problem.got
    assert problem.remedy


def test_broken_starter_code_is_refused_at_its_line():
    beside = Beside(Source("exercises/a/starter.py", b"x = 1\ndef f(:\n"))
    (problem,) = import_sources([Source("exercises/a/prompt.md", PROMPT.encode(), beside=beside)]).problems
    assert (problem.file, problem.where) == ("exercises/a/starter.py", "line 2")


def test_two_files_of_one_slug_are_refused(tmp_path):
    write(tmp_path, "a.md", lesson_text())
    write(tmp_path, "b.md", lesson_text())
    (problem,) = import_path(tmp_path).problems
    assert problem.file == "b.md"
    assert "a.md" in problem.got


def test_a_text_the_database_cannot_store_is_refused():
    bank = json.dumps(bank_json(description="half \ud800"))
    assert only_problem("a.json", bank).where == "$.description"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (
            {"questions": [question_json(1, correct=2), question_json(2), question_json(3, domain="Reverse")]},
            "$.questions[0]",
        ),
        ({"questions": [question_json(1), question_json(2), question_json(4, domain="Reverse")]}, "$.questions"),
        ({"domains": [{"name": "Forward", "weight": 50}, {"name": "Reverse", "weight": 50}]}, "$.domains"),
    ],
    ids=["another key", "another question", "other weights"],
)
def test_a_translation_must_ask_the_same_questions(change, path):
    sources = [
        Source("en/basics.json", json.dumps(bank_json()).encode(), "en"),
        Source("vi/basics.json", json.dumps(bank_json(**change)).encode(), "vi"),
    ]
    (problem,) = import_sources(sources).problems
    assert (problem.file, problem.where) == ("vi/basics.json", path)


def test_a_translation_alone_is_held_against_the_published_original():
    import_sources([Source("basics.json", json.dumps(bank_json()).encode())])
    translation = bank_json(questions=[question_json(7), question_json(8), question_json(9, domain="Reverse")])
    (problem,) = import_sources([Source("basics.json", json.dumps(translation).encode(), "vi")]).problems
    assert problem.where == "$.questions"


def test_nothing_at_the_path_is_a_problem(tmp_path):
    assert not import_path(tmp_path / "missing").ok
    assert not import_path(tmp_path).ok


def test_the_command_reports_and_fails_where_a_file_is_broken(folder, capsys):
    call_command("import_content", str(folder))
    assert "4 created, 0 updated, 0 unchanged" in capsys.readouterr().out
    write(folder, "broken.md", "x")
    with pytest.raises(CommandError, match="1 problem"):
        call_command("import_content", str(folder))
    assert "broken.md line 1: expected front matter" in capsys.readouterr().err


def test_the_command_can_try_first(folder, capsys):
    call_command("import_content", str(folder), "--dry-run")
    assert "Would import: 4 created" in capsys.readouterr().out
    assert not Lesson.objects.exists()
