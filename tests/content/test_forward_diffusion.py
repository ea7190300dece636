"""The lesson "Forward diffusion" and its bank: the tables, the worked pixel, the options that can be run."""

import re

import pytest
import torch

from tests.content.facts.forward_diffusion import FADED, HALF, TABLE_STEPS, THREE_STEPS, pixel
from tests.content.numbers import LANGUAGES, LINEAR, agrees, bank, body, rows

SLUG = "forward-diffusion"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_the_table_of_three_steps_is_computed(language):
    columns = ("betas", "alphas", "alpha_bar", "sqrt_alpha_bar", "sqrt_one_minus_alpha_bar")
    for step, *cells in rows(body(language, SLUG))[:3]:
        for cell, column in zip(cells, columns, strict=True):
            assert agrees(cell, THREE_STEPS[column][int(step)])


@in_each_language
def test_the_table_of_the_linear_schedule_is_computed(language):
    table = rows(body(language, SLUG))[3:9]
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, alpha_bar, signal, noise, ratio in table:
        t = int(step)
        assert agrees(alpha_bar, LINEAR["alpha_bar"][t])
        assert agrees(signal, LINEAR["sqrt_alpha_bar"][t])
        assert agrees(noise, LINEAR["sqrt_one_minus_alpha_bar"][t])
        assert agrees(ratio, LINEAR["alpha_bar"][t] / (1 - LINEAR["alpha_bar"][t]))


def test_the_shares_named_in_the_text_hold():
    assert LINEAR["betas"].max() <= 0.02  # "no step replaces more than 2 %"
    assert 1000 - FADED["linear"] == pytest.approx(1000 / 3, rel=0.05)  # "the last third"


@in_each_language
def test_the_worked_pixel_goes_forth_and_back(language):
    x_t = pixel(249, 0.8, -0.5)
    assert f"= {x_t:.4f}" in body(language, SLUG)
    back = (x_t + LINEAR["sqrt_one_minus_alpha_bar"][249] * 0.5) / LINEAR["sqrt_alpha_bar"][249]
    assert back.item() == pytest.approx(0.8)


def test_the_variance_of_two_steps_of_noise_is_the_keyed_one():
    question = bank("en", SLUG).by_id()[5]
    assert agrees(question.options[question.correct], 1 - THREE_STEPS["alpha_bar"][1])


def test_the_steps_named_in_the_schedule_questions_are_computed():
    questions = bank("en", SLUG).by_id()
    crossing = questions[11]
    steps = [int(re.search(r"\d+", option)[0]) for option in crossing.options]
    assert min(range(4), key=lambda number: abs(steps[number] - HALF)) == crossing.correct
    assert f"t = {HALF}" in crossing.explanation
    assert f"{100 * LINEAR['alpha_bar'][50]:.0f} %" in crossing.explanation
    assert f"{100 * LINEAR['alpha_bar'][500]:.0f} %" in crossing.explanation
    faded = FADED["linear"]
    assert f"step {faded} on, for {1000 - faded} of its 1000 steps" in questions[13].explanation


def test_the_line_that_is_keyed_computes_alpha_bar():
    question = bank("en", SLUG).by_id()[14]
    names = {"torch": torch, "betas": LINEAR["betas"]}
    results = [eval(option.strip("`"), names) for option in question.options]
    matching = [number for number, value in enumerate(results) if torch.allclose(value, LINEAR["alpha_bar"])]
    assert matching == [question.correct]


def test_the_code_in_question_fails_as_it_is_keyed():
    question = bank("en", SLUG).by_id()[15]
    shapes = {"sqrt_alpha_bar": torch.zeros(1000), "t": torch.zeros(8, dtype=torch.long)}
    with pytest.raises(RuntimeError, match="must match the size"):
        exec(question.code, {**shapes, "x_0": torch.zeros(8, 3, 32, 32)})
    exec(question.code, {**shapes, "x_0": torch.zeros(8, 3, 8, 8)})  # the dangerous case that its explanation names


def test_the_code_with_one_step_for_the_batch_does_what_is_keyed():
    question = bank("en", SLUG).by_id()[19]
    torch.manual_seed(0)
    names = {"torch": torch, "T": 1000, "alpha_bar": LINEAR["alpha_bar"], "x_0": torch.zeros(5, 1, 2, 2)}
    exec(question.code, names)
    assert names["a"].shape == (1, 1, 1, 1)
    assert names["x_t"].shape == (5, 1, 2, 2)
    assert len(names["x_t"].unique()) == 20


def test_a_guess_at_noise_that_was_drawn_twice_costs_its_variance():
    torch.manual_seed(0)
    target, guess = torch.randn(2, 100_000, dtype=torch.float64)
    assert (target**2).mean().item() == pytest.approx(1, abs=0.02)
    assert ((target - guess) ** 2).mean().item() == pytest.approx(2, abs=0.04)
