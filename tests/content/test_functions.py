"""Exercises of authors' own, as files: what is read, what is refused, and that all of it comes back out."""

import shutil
from pathlib import Path

import pytest

from content.changes import changes
from content.documents import Document, read
from content.exchange.publication import files, published
from content.gathering import gather
from content.models import ExerciseText, ExerciseTextVersion
from content.problems import Problem
from tests.grader.uploaded.kit import FOLDER


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "en" / "exercises" / "log-snr"))


def read_in(folder: Path) -> tuple[Document | None, list[Problem]]:
    (source,), problems = gather(folder / "prompt.md")
    document, found = read(source)
    return document, problems + found


def change(folder: Path, old: str, new: str, file: str = "prompt.md") -> None:
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new))


def test_the_front_matter_and_the_programs_say_how_it_is_judged(folder):
    document, problems = read_in(folder)
    assert problems == []
    judging = document.fields["judging"]
    assert (judging["kind"], judging["entry_point"], judging["cases"], judging["order"]) == (
        "function",
        "log_snr",
        12,
        10,
    )
    assert judging["tolerance"] == {"absolute": 1e-5, "relative": 1e-4}
    assert judging["limits"] == {"wall_s": 5.0, "memory_mb": 256}
    assert judging["reference"] == (FOLDER / "reference.py").read_text()
    assert judging["inputs"] == (FOLDER / "inputs.py").read_text()
    wrong = {one["name"]: one for one in judging["wrong"]}
    assert list(wrong) == ["no-logarithm", "signal-alone", "upside-down"]
    assert wrong["no-logarithm"]["words"]["en"]["title"] == "The logarithm is missing"
    assert wrong["no-logarithm"]["words"]["vi"]["title"] == "Thiếu logarit"
    assert wrong["no-logarithm"]["code"].startswith("\ndef") or wrong["no-logarithm"]["code"].startswith("def")
    assert wrong["signal-alone"]["words"] == {}


def test_what_is_not_said_has_a_default(folder):
    text = (folder / "prompt.md").read_text()
    _, body = text.split("\n---\n", 1)
    (folder / "prompt.md").write_text(f"---\ntitle: T\nkind: function\nentry_point: log_snr\n---\n{body}")
    document, _ = read_in(folder)
    judging = document.fields["judging"]
    assert (judging["tolerance"], judging["limits"]) == (
        {"absolute": 1e-6, "relative": 1e-4},
        {"wall_s": 10.0, "memory_mb": 512},
    )
    assert (judging["cases"], judging["order"]) == (16, 0)


def test_words_and_place_change_nothing_of_how_it_is_judged_and_programs_do(folder):
    first = read_in(folder)[0].fields["judged_by"]
    change(folder, "order: 10", "order: 3")
    change(folder, "The log signal", "A log signal")
    change(folder, "The logarithm is missing", "No logarithm", "wrong/no-logarithm.py")
    assert read_in(folder)[0].fields["judged_by"] == first
    change(folder, "torch.log(", "torch.log( ", "reference.py")
    assert read_in(folder)[0].fields["judged_by"] != first


def test_a_text_for_one_of_the_sites_own_exercises_is_stored_as_before(tmp_path):
    exercise = tmp_path / "en" / "exercises" / "linear-schedule"
    exercise.mkdir(parents=True)
    (exercise / "prompt.md").write_text("---\ntitle: T\n---\n\nText.\n")
    (exercise / "starter.py").write_text("x = 1\n")
    document, problems = read_in(exercise)
    assert problems == []
    assert document.fields.keys() == {"title", "summary", "prompt", "starter", "hints", "solutions"}


@pytest.mark.parametrize(
    ("old", "new", "where", "expected"),
    [
        ("kind: function", "kind: essay", "line 4", "function"),
        ("entry_point: log_snr", "entry_point: log snr", "line 5", "a name as Python has them"),
        ("entry_point: log_snr", "entry_point: class", "line 5", "the name of a function"),
        ("entry_point: log_snr\n", "", "front matter", "the name of the function"),
        ("absolute: 1e-5", "absolute: -1", "line 6", "at least 0"),
        ("absolute: 1e-5", "absolute: small", "line 6", "a number"),
        ("absolute: 1e-5", "absolut: 1e-5", "line 6", "no such field"),
        ("wall_s: 5", "wall_s: 31", "line 9", "at most 30"),
        ("memory_mb: 256", "memory_mb: 4096", "line 9", "at most 1024"),
        ("cases: 12", "cases: 65", "line 12", "at most 64"),
        ("cases: 12", "cases: many", "line 12", "a whole number"),
        ("order: 10", "order: -1", "line 13", "at least 0"),
        ("kind: function\n", "", "line 4", "a field of an exercise of one's own"),
    ],
)
def test_a_wrong_field_is_refused_at_its_line(folder, old, new, where, expected):
    change(folder, old, new)
    document, problems = read_in(folder)
    assert document is None
    assert any(problem.where == where and expected in problem.expected for problem in problems), list(
        map(str, problems)
    )


@pytest.mark.parametrize("file", ["reference.py", "inputs.py", "wrong/no-logarithm.py", "starter.py"])
def test_a_program_that_is_no_python_is_refused_with_its_file_and_line(folder, file):
    (folder / file).write_text("x = 1\ndef f(:\n")
    _, problems = read_in(folder)
    (problem,) = [one for one in problems if one.expected == "Python"]
    assert (problem.file, problem.where) == (f"log-snr/{file}", "line 2")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("reference.py", "log_snr"),
        ("starter.py", "log_snr"),
        ("wrong/upside-down.py", "log_snr"),
        ("inputs.py", "inputs"),
    ],
)
def test_a_program_without_its_function_is_refused(folder, file, name):
    change(folder, f"def {name}(", "def other(", file)
    _, (problem,) = read_in(folder)
    assert (problem.file, problem.got) == (f"log-snr/{file}", "other")
    assert name in problem.expected


@pytest.mark.parametrize("form", ["log_snr = print", "from math import log as log_snr", "async_, log_snr = 1, 2"])
def test_a_function_may_come_by_any_statement(folder, form):
    (folder / "wrong" / "signal-alone.py").write_text(form + "\n")
    assert read_in(folder)[1] == []


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        ("reference.py", "a reference solution"),
        ("inputs.py", "a generator of inputs"),
        ("wrong", "known wrong solution"),
    ],
)
def test_what_is_missing_is_named(folder, gone, expected):
    path = folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    _, (problem,) = read_in(folder)
    assert expected in problem.expected
    assert problem.file == "log-snr/prompt.md"


def test_names_have_their_form(folder):
    (folder / "wrong" / "signal-alone.py").rename(folder / "wrong" / "Signal_Alone.py")
    _, (problem,) = read_in(folder)
    assert problem.file == "log-snr/wrong/Signal_Alone.py"
    (folder / "wrong" / "Signal_Alone.py").unlink()
    _, (problem,) = read_in(folder.rename(folder.with_name("Log_SNR")))
    assert "a folder named with" in problem.expected


def test_there_are_at_least_as_many_cases_as_wrong_solutions(folder):
    change(folder, "cases: 12", "cases: 4")
    for number in range(3):
        shutil.copy(folder / "wrong" / "signal-alone.py", folder / "wrong" / f"more-{number}.py")
    _, (problem,) = read_in(folder)
    assert (problem.where, problem.got) == ("line 12", "4")


def test_programs_without_a_kind_are_refused_rather_than_forgotten(folder):
    text = (folder / "prompt.md").read_text()
    (folder / "prompt.md").write_text("---\ntitle: T\n---\n" + text.split("\n---\n", 1)[1])
    _, problems = read_in(folder)
    assert {problem.file for problem in problems} == {
        *("log-snr/reference.py", "log-snr/inputs.py"),
        *(f"log-snr/wrong/{name}.py" for name in ("no-logarithm", "signal-alone", "upside-down")),
    }


@pytest.mark.django_db
def test_it_comes_out_as_it_went_in_and_again_the_same(folder):
    document, _ = read_in(folder)
    item = ExerciseText.objects.create(slug="log-snr")
    stored = {**document.fields, "content_hash": document.content_hash}
    ExerciseTextVersion.objects.create(item=item, number=1, **stored)
    found = {file.path: file.text for file in files(published())}
    assert set(found) == {f"en/exercises/log-snr/{path.relative_to(folder)}" for path in folder.rglob("*.*")}
    for name in ("reference.py", "inputs.py", "starter.py", "wrong/signal-alone.py"):
        assert found[f"en/exercises/log-snr/{name}"] == (FOLDER / name).read_text()
    again = folder.parent / "again" / "log-snr"
    for path, text in found.items():
        target = again / Path(path).relative_to("en/exercises/log-snr")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    assert read_in(again)[0].content_hash == document.content_hash


@pytest.mark.django_db
def test_what_changes_between_two_versions_is_told_by_file(folder):
    item = ExerciseText.objects.create(slug="log-snr")
    old = ExerciseTextVersion.objects.create(item=item, number=1, **read_in(folder)[0].fields)
    change(folder, "cases: 12", "cases: 20")
    change(folder, "torch.log(", "torch.log( ", "reference.py")
    (folder / "wrong" / "signal-alone.py").unlink()
    new = ExerciseTextVersion.objects.create(item=item, number=2, **read_in(folder)[0].fields)
    parts = {part.title: part for part in changes(old, new)}
    assert {title: part.state for title, part in parts.items()} == {
        "How it is judged": "changed",
        "reference.py": "changed",
        "wrong/signal-alone.py": "removed",
    }
    (fact,) = parts["How it is judged"].facts
    assert (fact.label, fact.old, fact.new) == ("cases", "12", "20")
    assert "inputs.py" in {part.title for part in changes(None, new)}
    assert changes(new, new) == []
