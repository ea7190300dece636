"""The lesson "Why diffusion?" and its bank: the guesses, the leaps, the answers that can be worked out."""

import math
import re

import pytest
import torch

from ddpm_reference.forward import diffuse
from ddpm_reference.posterior import posterior_mean, posterior_variance
from tests.content.facts.why_diffusion import BACK_TO, TABLE_STEPS, guess
from tests.content.numbers import FENCE, LANGUAGES, LINEAR, agrees, bank, body, rows, run
from tools.figures.why_lesson import separation

SLUG = "why-diffusion"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_the_table_of_guesses_is_computed(language):
    table = rows(body(language, SLUG))
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, signal, best in table:
        assert agrees(signal, LINEAR["sqrt_alpha_bar"][int(step)])
        assert agrees(best, guess(0.5, int(step)))


def test_the_formula_of_the_guess_is_the_exact_predictor():
    for t in TABLE_STEPS:
        alpha_bar = float(LINEAR["alpha_bar"][t])
        for x_t in (-1.3, 0.2, 0.5, 2.0):
            assert guess(x_t, t) == pytest.approx(math.tanh(alpha_bar**0.5 * x_t / (1 - alpha_bar)), abs=1e-9)


@in_each_language
def test_the_table_of_leaps_is_computed(language):
    table = re.findall(r"^\| \$s = (\d+)\$ \| (\S+)", body(language, SLUG), re.MULTILINE)
    assert [int(step) for step, _apart in table] == list(BACK_TO)
    for step, apart in table:
        assert agrees(apart, separation(499, int(step)))


def test_one_step_back_is_as_far_apart_as_the_posterior_says():
    x_t, t = torch.zeros(2, dtype=torch.float64), torch.full((2,), 499)
    centres = posterior_mean(torch.tensor([-1.0, 1.0], dtype=torch.float64), x_t, t, LINEAR)
    spread = posterior_variance(LINEAR)[499].sqrt()
    assert separation(499, 498) == pytest.approx(float((centres[1] - centres[0]) / spread))


def test_two_bumps_are_said_to_be_seen_only_where_there_are_two():
    # Two equal bumps of one spread have two tops exactly when they are more than two spreads apart.
    assert [separation(499, s) > 2 for s in BACK_TO] == [False, False, True, True]


def test_the_leap_formula_agrees_with_pairs_of_a_walk():
    torch.manual_seed(0)
    s, t, count = 199, 499, 400_000
    x_0 = torch.ones(count, dtype=torch.float64)
    x_s = diffuse(x_0, torch.full((count,), s), torch.randn(count, dtype=torch.float64), LINEAR)
    kept = LINEAR["alpha_bar"][t] / LINEAR["alpha_bar"][s]
    x_t = kept.sqrt() * x_s + (1 - kept).sqrt() * torch.randn(count, dtype=torch.float64)
    near = x_s[x_t.abs() < 0.05]
    # By symmetry the centre for x_0 = −1 lies as far on the other side.
    assert 2 * near.mean() / near.std() == pytest.approx(separation(t, s), rel=0.03)


@in_each_language
def test_the_output_of_the_code_agrees_with_the_table(language):
    output = FENCE.findall(body(language, SLUG))[1][1]
    means = [float(number) for number in re.findall(r"mean (\S+),", output)]
    steps = (999, 499, 249, 99)
    assert means == pytest.approx([guess(0.5, t) for t in steps], abs=0.01)


def test_the_code_in_question_prints_the_keyed_option():
    question = bank("en", SLUG).by_id()[9]
    printed = run(question.code, {"torch": torch}).strip()
    assert [option.strip("`") for option in question.options].index(printed) == question.correct


def test_a_guess_by_sign_alone_is_often_wrong_in_the_middle_of_the_chain():
    torch.manual_seed(0)
    x_0 = torch.tensor([-1.0, 1.0], dtype=torch.float64).repeat(100_000)
    x_t = diffuse(x_0, torch.full((len(x_0),), 499), torch.randn_like(x_0), LINEAR)
    assert 0.3 < (x_t.sign() != x_0).double().mean() < 0.5
