"""Every sentence that a verdict can hold exists in both languages, and nothing is written that cannot be said."""

import ast
import importlib
import re
import string
from pathlib import Path

import pytest

from grader import messages, misconceptions
from grader.exercises import EXERCISES
from grader.messages import CHECK_TITLES, MESSAGES, merge_tables, render
from grader.misconceptions import MISCONCEPTIONS, Misconception
from grader.misconceptions.entry import bank
from grader.verdicts import Text
from tests.grader.checks.corpus import samples

CHECKS = Path(messages.__file__).parents[1] / "checks"
LESSONS = {
    "why-diffusion",
    "forward-diffusion",
    "noise-schedules",
    "reverse-diffusion",
    "training",
    "classifier-free-guidance",
    "formula-sheet",
    "putting-it-together",
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def strings_in(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("key", MESSAGES)
def test_a_message_has_both_languages_with_the_same_parameters(key: str) -> None:
    texts = MESSAGES[key]
    assert texts.keys() == {"en", "vi"}
    assert placeholders(texts["en"]) == placeholders(texts["vi"])


def test_every_message_key_that_a_check_names_exists() -> None:
    families = {key.split(".")[0] for key in MESSAGES}
    named = {text for module in CHECKS.glob("*.py") for text in strings_in(module)}
    keys = {
        text for text in named if re.fullmatch(r"[a-z]+\.[a-z0-9-]*[a-z0-9]", text) and text.split(".")[0] in families
    }
    assert keys
    assert keys <= MESSAGES.keys()


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.slug)
def test_every_check_has_a_title_and_the_points_add_up_to_the_maximum(exercise) -> None:
    checks = importlib.import_module(exercise.check).CHECKS
    assert sum(check.points for check in checks) == exercise.max_score
    assert len({check.name for check in checks}) == len(checks)
    assert all(CHECK_TITLES[check.name].keys() == {"en", "vi"} for check in checks)


@pytest.mark.parametrize("known", MISCONCEPTIONS.values(), ids=lambda known: known.slug)
def test_a_misconception_says_what_and_why_in_both_languages_and_where_to_read(known: Misconception) -> None:
    for texts in (known.title, known.wrong, known.why):
        assert texts.keys() == {"en", "vi"}
        assert all(text.strip() for text in texts.values())
        assert texts["en"] != texts["vi"]
    for sentence in (known.wrong, known.why):
        assert all(text.endswith(".") for text in sentence.values())
    assert known.lesson in LESSONS
    assert re.fullmatch(r"[a-z0-9-]+", known.section)
    assert set(known.exercises) <= EXERCISES.keys()


def test_there_are_known_mistakes_for_every_exercise() -> None:
    assert {exercise for known in MISCONCEPTIONS.values() for exercise in known.exercises} == EXERCISES.keys()


def test_every_misconception_that_the_corpus_expects_belongs_to_its_exercise() -> None:
    for sample in samples():
        assert sample.misconception is None or sample.exercise in MISCONCEPTIONS[sample.misconception].exercises


def test_two_entries_with_one_slug_are_refused() -> None:
    entry = next(iter(MISCONCEPTIONS.values()))
    with pytest.raises(ValueError, match="share a slug"):
        bank(entry, entry)


def test_a_key_in_two_modules_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "twice"
    package.mkdir()
    for name in ("__init__", "a", "b"):
        (package / f"{name}.py").write_text("TABLE = {'one': 1}")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ValueError, match=r"repeats \['one'\]"):
        merge_tables([str(package)], "twice", "TABLE")


def test_numbers_are_shown_to_four_digits_and_other_languages_fall_back_to_english() -> None:
    text = Text("common.not-finite", {"count": 3, "total": 10})
    assert "3 of 10" in render(text)
    assert render(text, "vi-vn") == render(text, "vi") != render(text)
    assert render(text, "fr") == render(text)
    assert "0.3333" in render(Text("walk.first-state", {"mean": 1 / 3, "variance": 1.0}))


def test_banks_are_found_by_themselves() -> None:
    modules = {path.stem for path in Path(misconceptions.__file__).parent.glob("*.py")} - {"__init__", "entry"}
    slugs = [set(importlib.import_module(f"grader.misconceptions.{name}").MISCONCEPTIONS) for name in modules]
    assert set().union(*slugs) == MISCONCEPTIONS.keys()
