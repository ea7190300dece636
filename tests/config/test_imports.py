"""Imports point down one list only, and the web process stays light."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ["config", "quizzes", "grader", "content", "ddpm_reference"]
DJANGO = ("django", "celery", "allauth", "kombu")

# Package or part of one: what of ours it may import besides itself, and which libraries it does without.
ARROWS: dict[str, tuple[set[str], tuple[str, ...]]] = {
    "config": ({"quizzes", "grader", "content"}, ("torch",)),
    "quizzes": ({"grader", "content"}, ("torch",)),
    "grader": ({"content", "ddpm_reference"}, ()),
    "grader/sandbox": (set(), DJANGO),
    "grader/checks": ({"ddpm_reference", "grader"}, DJANGO),
    "content": (set(), ("torch", "celery")),
    "ddpm_reference": (set(), (*DJANGO, "PIL")),
}
# Within grader: the part that runs beside a student's code knows nothing that could give an answer away.
SANDBOX_NEVER_IMPORTS = ("grader.checks", "grader.grading", "grader.exercises", "grader.verdicts", "ddpm_reference")
# What `python -m grader` needs, on a machine that has torch and no Django.
WITHOUT_DJANGO = ["__main__", "examples", "exercises", "grading", "messages", "misconceptions", "running", "verdicts"]


def modules(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if not {"migrations", "library"} & {*path.parts})


def imported(path: Path) -> set[str]:
    """Every module that a file imports, at its top or within a function, relative ones included."""
    package = list(path.relative_to(ROOT).with_suffix("").parts)[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found |= {name, *(f"{name}.{alias.name}" for alias in node.names)}
    return found


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("folder", ARROWS)
def test_imports_point_down_the_list_only(folder):
    allowed, forbidden = ARROWS[folder]
    own = folder.split("/")[0]
    upward = set(PACKAGES) - allowed - {own}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(folder)
        for name in imported(path)
        if any(within(name, package) for package in (*upward, *forbidden))
    ]
    assert not wrong


def test_the_sandbox_imports_nothing_that_knows_an_answer():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("grader/sandbox")
        for name in imported(path)
        if any(within(name, package) for package in SANDBOX_NEVER_IMPORTS)
    ]
    assert not wrong


def test_the_judge_is_free_of_the_rest_of_the_grader():
    """A check that read the database or a view could not run from the command line."""
    web = {f"grader.{path.stem}" for path in (ROOT / "grader").glob("*.py")} - {f"grader.{n}" for n in WITHOUT_DJANGO}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("grader/checks")
        for name in imported(path)
        if any(within(name, module) for module in web - {"grader.__init__"})
    ]
    assert not wrong


def run_python(program: str) -> list[str]:
    environment = {**os.environ, "SECRET_KEY": "of this test"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_web_process_never_imports_torch():
    """It would cost each process 1.7 s and 200 MB. Every view is resolved, as a full tour of the site would."""
    loaded = run_python(
        "import json, sys\n"
        "import config.wsgi\n"
        "from django.urls import get_resolver\n"
        "def tour(patterns):\n"
        "    for one in patterns:\n"
        "        tour(one.url_patterns) if hasattr(one, 'url_patterns') else one.callback\n"
        "tour(get_resolver().url_patterns)\n"
        "import grader.presentation, quizzes.models\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    assert "grader.views.exercises" in loaded
    assert not [name for name in loaded if within(name, "torch") or within(name, "ddpm_reference")]


def test_the_command_line_works_without_django():
    loaded = run_python(
        "import json, sys\nimport grader.__main__, grader.grading\nprint(json.dumps(sorted(sys.modules)))\n"
    )
    assert "torch" in loaded
    assert not [name for name in loaded if any(within(name, package) for package in DJANGO)]
