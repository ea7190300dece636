"""Every number in the lesson "Forward diffusion", computed; its code, run; its figures, drawn again."""

import contextlib
import io
import re

import pytest
import torch

from content.documents import read
from content.importing import LIBRARY
from content.sources import Source
from ddpm_reference.schedules import (
    compare_schedules,
    cosine_beta_schedule,
    linear_beta_schedule,
    precompute_schedule,
)
from tools import make_figures

LANGUAGES = ["en", "vi"]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+")
LINEAR = precompute_schedule(linear_beta_schedule(1000, dtype=torch.float64))
THREE_STEPS = precompute_schedule(torch.tensor([0.1, 0.2, 0.3], dtype=torch.float64))
TABLE_STEPS = (0, 99, 249, 499, 749, 999)


def body(language):
    path = LIBRARY / language / "lessons" / "forward-diffusion.md"
    document, problems = read(Source(path.name, path.read_bytes(), language))
    assert not problems
    return document.fields["body"]


def rows(text):
    """The table rows that begin with a number, as numbers in the text's own spelling."""
    lines = re.findall(r"^\|\s*(\d.*?)\s*\|$", text, re.MULTILINE)
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def agrees(written, value):
    digits = len(written.partition(".")[2])
    return abs(float(written) - float(value)) <= 0.5 * 10**-digits * (1 + 1e-9)


def pixel(t, x_0, noise):
    return LINEAR["sqrt_alpha_bar"][t] * x_0 + LINEAR["sqrt_one_minus_alpha_bar"][t] * noise


def facts():
    """Every value that the text states with decimals, from the reference or from an input of the text's own."""
    signal, noise = LINEAR["sqrt_alpha_bar"], LINEAR["sqrt_one_minus_alpha_bar"]
    inputs = [0.8, 0.5, 0.01]  # the pixel, its noise and where the lines cross, an error of the network
    values = [*inputs, LINEAR["betas"].sum(), 1 + LINEAR["betas"].sum(), LINEAR["betas"][0], LINEAR["betas"][-1]]
    values += [value for tensor in THREE_STEPS.values() for value in tensor]
    values += [tensor[t] for tensor in LINEAR.values() for t in TABLE_STEPS]
    values += [LINEAR["alpha_bar"][t] / (1 - LINEAR["alpha_bar"][t]) for t in TABLE_STEPS]
    values += [pixel(249, 0.8, -0.5), 0.01 * noise[999] / signal[999]]
    values += [min(a**2 + (1 - a) ** 2 for a in LINEAR["alpha_bar"])]  # the variance without the roots
    return values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decimal_in_the_text_is_a_computed_value(language):
    values = facts()
    text = FENCE.sub("", body(language))
    stray = [number for number in DECIMAL.findall(text) if not any(agrees(number, value) for value in values)]
    assert stray == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_three_steps_is_computed(language):
    columns = ("betas", "alphas", "alpha_bar", "sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")
    for step, *cells in rows(body(language))[:3]:
        for cell, column in zip(cells, columns, strict=True):
            assert agrees(cell, THREE_STEPS[column][int(step)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_the_linear_schedule_is_computed(language):
    table = rows(body(language))[3:9]
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, alpha_bar, signal, noise, ratio in table:
        t = int(step)
        assert agrees(alpha_bar, LINEAR["alpha_bar"][t])
        assert agrees(signal, LINEAR["sqrt_alpha_bar"][t])
        assert agrees(noise, LINEAR["sqrt_one_minus_alpha_bar"][t])
        assert agrees(ratio, LINEAR["alpha_bar"][t] / (1 - LINEAR["alpha_bar"][t]))


@pytest.mark.parametrize(("language", "word"), [("en", "step"), ("vi", "bước")])
def test_the_steps_named_in_the_text_are_the_right_ones(language, word):
    text = body(language)
    half = int((LINEAR["alpha_bar"] < 0.5).nonzero()[0])
    faded = compare_schedules(1000)
    for step in (half, faded["linear"], faded["cosine"]):
        assert re.search(rf"{word}\s+{step}\b", text)
    assert "2 %" in text
    assert LINEAR["betas"].max() <= 0.02
    assert 1000 - faded["linear"] == pytest.approx(1000 / 3, rel=0.05)  # "the last third"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_pixel_goes_forth_and_back(language):
    x_t = pixel(249, 0.8, -0.5)
    assert f"= {x_t:.4f}" in body(language)
    back = (x_t + LINEAR["sqrt_one_minus_alpha_bar"][249] * 0.5) / LINEAR["sqrt_alpha_bar"][249]
    assert back.item() == pytest.approx(0.8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_prints_what_the_lesson_says(language):
    blocks = FENCE.findall(body(language))
    namespace: dict = {}
    for (kind, code), (_kind, expected) in zip(blocks[::2], blocks[1::2], strict=True):
        assert kind == "python"
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, namespace)
        assert printed.getvalue() == expected


def test_both_languages_have_the_same_sections_and_formulas():
    def displays(text):
        # Words inside a formula are translated; the symbols are not.
        return [re.sub(r"\\text\{[^}]*\}", "", formula) for formula in re.findall(r"\$\$(.*?)\$\$", text, re.DOTALL)]

    english, vietnamese = body("en"), body("vi")
    assert re.findall(r"\{#([\w-]+)\}", english) == re.findall(r"\{#([\w-]+)\}", vietnamese)
    assert displays(english) == displays(vietnamese)
    assert [code for kind, code in FENCE.findall(english) if kind == "text"] == [
        code for kind, code in FENCE.findall(vietnamese) if kind == "text"
    ]


def test_the_committed_figures_are_the_computed_ones():
    for name, svg in make_figures.figures().items():
        assert (make_figures.FOLDER / name).read_text(encoding="utf-8") == svg, f"python -m tools.make_figures ({name})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_that_is_shown_exists_and_is_described(language):
    images = re.findall(r'<img src="/static/figures/([^"]+)" alt="([^"]+)"', body(language))
    assert {name for name, _alt in images} == set(make_figures.figures())
    assert all(len(alt) > 40 for _name, alt in images)


def test_the_cosine_curve_is_drawn_from_the_cosine_schedule():
    cosine = precompute_schedule(cosine_beta_schedule(1000, dtype=torch.float64))["alpha_bar"]
    svg = make_figures.figures()["two-schedules.ink.svg"]
    last = re.findall(r'points="([^"]*)"', svg)[1].split()[100]  # every fifth step is drawn
    assert float(last.split(",")[1]) == pytest.approx(make_figures._y(cosine[500].item()), abs=0.05)
