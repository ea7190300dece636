"""The design system's promises: a strict security policy, two themes in step, readable colours, no missing files."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
APPS = ("config", "content", "grader", "quizzes")
TEMPLATES = sorted(path for app in APPS for path in (ROOT / app / "templates").rglob("*.html"))
STYLESHEETS = sorted((ROOT / "config" / "static" / "css").rglob("*.css"))
TOKENS = (ROOT / "config" / "static" / "css" / "tokens.css").read_text()

REFUSED_BY_THE_POLICY = re.compile(r"""\sstyle=|\son[a-z]+=["']|<style|<script(?![^>]*\bsrc=)|(?:src|href)=["']data:""")
TEXT_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "paper-sunk"),
    ("ink", "mark"),
    ("ink-soft", "paper"),
    ("ink-soft", "paper-sunk"),
    ("ink-faint", "paper"),
    ("ink-faint", "paper-sunk"),
    ("ink-faint", "paper-raised"),
    ("accent", "paper"),
    ("accent", "accent-wash"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-hover"),
    ("pass", "pass-wash"),
    ("fail", "fail-wash"),
    ("fail", "paper"),
    ("warn", "warn-wash"),
    ("code-ink", "code-paper"),
    ("code-comment", "code-paper"),
    ("code-comment", "code-line"),
    ("code-keyword", "code-paper"),
    ("code-string", "code-paper"),
    ("code-number", "code-paper"),
    ("code-function", "code-paper"),
]


def declarations(selector: str) -> dict[str, str]:
    block = TOKENS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


LIGHT = declarations("\n:root")
DARK = declarations(':root[data-theme="dark"]')


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_nothing_that_the_security_policy_refuses(template):
    assert REFUSED_BY_THE_POLICY.findall(template.read_text()) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_static_files_named_in_a_template_exist(template):
    named = re.findall(r"""{%\s*static\s+["']([^"']+)["']""", template.read_text())
    assert [name for name in named if finders.find(name) is None] == []


@pytest.mark.parametrize("stylesheet", STYLESHEETS, ids=lambda path: path.name)
def test_files_named_in_a_stylesheet_exist(stylesheet):
    named = re.findall(r"""url\(["']?([^"')]+)""", stylesheet.read_text())
    assert [name for name in named if not (stylesheet.parent / name).is_file()] == []


def test_dark_by_choice_and_dark_by_system_are_the_same():
    assert declarations(':root:not([data-theme="light"])') == DARK


@pytest.mark.parametrize("theme", [LIGHT, {**LIGHT, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_keeps_the_contrast_of_wcag_aa(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5
