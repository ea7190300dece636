"""What stands beside a prompt: hints one by one, and solutions whose code is the same in every language."""

import pytest

from content.importing import LIBRARY, gather, import_path, import_sources
from content.models import ExerciseText, ExerciseTextVersion
from content.sources import Beside, Source

pytestmark = pytest.mark.django_db

PROMPT = "---\ntitle: Add noise\n---\n\nWrite it.\n"
STARTER = "def forward_diffusion(): ...\n"
HINTS = "## Shapes\n\nMind $t$.\n\n```python\n## not a heading\n```\n\n## Nearly there\n\nReshape.\n"
SOLUTION = """\
# en: As in the paper
#     Two weights,
#     one line.
# vi: Như bài báo
#     Hai trọng số.

import torch
"""


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_py", ".py").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def folder(tmp_path):
    """Two languages, the solutions in English alone."""
    for language in ("en", "vi"):
        write(tmp_path / language / "exercises" / "add", prompt_md=PROMPT, starter_py=STARTER, hints_md=HINTS)
    write(tmp_path / "en" / "exercises" / "add" / "solutions", **{"1-reference_py": SOLUTION, "2-other_py": SOLUTION})
    return tmp_path


def version(language="en") -> ExerciseTextVersion:
    return ExerciseText.objects.get().version_for(language)


def problems_of(**beside) -> list:
    beside = Beside(Source("add/starter.py", STARTER.encode()), **beside)
    return import_sources([Source("add/prompt.md", PROMPT.encode(), beside=beside)]).problems


def problem_with_hints(text: str):
    (problem,) = problems_of(hints=Source("add/hints.md", text.encode()))
    assert problem.file == "add/hints.md"
    return problem


def problem_with_solution(text: str):
    (problem,) = problems_of(solutions=(Source("add/solutions/1.py", text.encode()),))
    assert problem.file == "add/solutions/1.py"
    return problem


def test_hints_keep_their_order_and_code_is_no_heading(folder):
    assert import_path(folder).ok
    first, second = version().hints
    assert (first["title"], second["title"]) == ("Shapes", "Nearly there")
    assert first["text"] == "Mind $t$.\n\n```python\n## not a heading\n```"
    assert second["text"] == "Reshape."


def test_hints_are_no_lesson(folder):
    sources, _ = gather(folder)
    assert [source.name for source in sources] == ["en/exercises/add/prompt.md", "vi/exercises/add/prompt.md"]


def test_the_code_of_a_solution_stands_once_and_is_explained_in_each_language(folder):
    assert import_path(folder).ok
    english, vietnamese = version("en").solutions, version("vi").solutions
    assert [solution["name"] for solution in english] == ["1-reference", "2-other"]
    assert english[0] == {
        "name": "1-reference",
        "title": "As in the paper",
        "text": "Two weights, one line.",
        "code": "import torch\n",
    }
    assert (vietnamese[0]["title"], vietnamese[0]["text"]) == ("Như bài báo", "Hai trọng số.")
    assert vietnamese[0]["code"] == english[0]["code"]


def test_one_language_alone_finds_the_solutions_of_the_other(folder):
    assert import_path(folder / "vi").ok
    assert len(version("vi").solutions) == 2


def test_a_language_with_solutions_of_its_own_keeps_to_them(folder):
    write(folder / "vi" / "exercises" / "add" / "solutions", **{"1-own_py": SOLUTION})
    assert import_path(folder).ok
    assert [solution["name"] for solution in version("vi").solutions] == ["1-own"]


def test_an_exercise_may_do_without_hints_and_solutions(tmp_path):
    write(tmp_path / "en" / "exercises" / "add", prompt_md=PROMPT, starter_py=STARTER)
    assert import_path(tmp_path).ok
    assert (version().hints, version().solutions) == ([], [])


def test_a_changed_hint_makes_a_new_version(folder):
    import_path(folder)
    write(folder / "en" / "exercises" / "add", hints_md=HINTS + "\nMore.\n")
    result = import_path(folder)
    assert (result.updated, result.unchanged) == (1, 1)


@pytest.mark.parametrize(
    ("text", "where", "expected", "got"),
    [
        ("Mind t.\n\n## Shapes\n\nReshape.\n", "line 1", "a heading", "Mind t."),
        ("## One\n\nText.\n\n## Two\n\n", "line 5", "a hint under the heading “Two”", "nothing"),
        ("No heading at all.\n", "line 1", "a heading", "No heading"),
    ],
)
def test_hints_that_are_not_one_under_each_heading_are_refused_at_their_line(text, where, expected, got):
    problem = problem_with_hints(text)
    assert problem.where == where
    assert expected in problem.expected
    assert got in problem.got


def test_an_empty_file_of_hints_is_refused():
    assert "empty" in problem_with_hints(" \n").got


@pytest.mark.parametrize(
    ("text", "where", "expected"),
    [
        ("import torch\n", "line 1", "# en: a title"),
        ("# Just a comment.\nimport torch\n", "line 1", "# en: a title"),
        ("# en: Only a title\nimport torch\n", "line 1", "a sentence on the line below"),
        (SOLUTION + "def f(:\n", "line 8", "Python"),
    ],
)
def test_a_solution_without_words_or_with_broken_code_is_refused(text, where, expected):
    problem = problem_with_solution(text)
    assert problem.where == where
    assert expected in problem.expected


def test_every_exercise_of_the_library_has_as_many_hints_in_both_languages():
    assert import_path(LIBRARY).ok
    for item in ExerciseText.objects.all():
        english, vietnamese = item.version_for("en"), item.version_for("vi")
        assert len(english.hints) == len(vietnamese.hints) >= 3, item.slug
        assert [hint["title"] for hint in english.hints] != [hint["title"] for hint in vietnamese.hints], item.slug


def test_every_exercise_of_the_library_has_a_reference_and_two_other_styles_explained_in_both_languages():
    assert import_path(LIBRARY).ok
    for item in ExerciseText.objects.all():
        english, vietnamese = item.version_for("en").solutions, item.version_for("vi").solutions
        assert len(english) == len(vietnamese) >= 3, item.slug
        for one, other in zip(english, vietnamese, strict=True):
            assert one["code"] == other["code"], item.slug
            assert one["text"] != other["text"], (item.slug, one["name"])
