"""docs/formats.md shows what it says: its examples are imported, and its commands exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from content.importing import import_path
from content.models import Bank, ExerciseText, Lesson

pytestmark = pytest.mark.django_db

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text()
EXAMPLE = re.compile(r"^(`{3,})\w+ (\S+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def test_every_example_is_imported(tmp_path):
    for _fence, name, text in EXAMPLE.findall(TEXT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    result = import_path(tmp_path)
    assert [str(problem) for problem in result.problems] == []
    assert set(Bank.objects.values_list("slug", flat=True)) == {"noise", "schedules", "guidance"}
    assert set(Lesson.objects.values_list("slug", flat=True)) == {"what-noise-is"}
    kinds = {
        bank.slug: [question.kind for question in bank.version_for("en").document().questions]
        for bank in Bank.objects.all()
    }
    assert kinds == {
        "noise": ["single", "multiple", "numeric", "order"],
        "schedules": ["single", "numeric"],
        "guidance": ["single", "numeric", "order"],
    }
    text = ExerciseText.objects.get(slug="add-noise").version_for("en")
    assert (len(text.hints), len(text.solutions)) == (2, 1)
    own = ExerciseText.objects.get(slug="snr").version_for("en")
    assert [wrong["name"] for wrong in own.judging["wrong"]] == ["upside-down"]


def test_what_the_examples_from_elsewhere_do_not_say_is_named(tmp_path):
    (text,) = [text for _fence, name, text in EXAMPLE.findall(TEXT) if name.endswith(".gift")]
    (tmp_path / "questions.gift").write_text(text)
    (warning,) = import_path(tmp_path / "questions.gift").warnings
    assert "6 minutes and 70 %" in warning.got


def test_the_commands_that_it_names_exist():
    named = set(re.findall(r"manage\.py (\w+)", TEXT))
    assert named == {"import_content", "export_content", "lint_bank"}
    assert named <= set(get_commands())
