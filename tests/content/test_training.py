"""The lesson "Training" and its bank: the bound's weights, the floor, the wrong targets, the code in question."""

import itertools

import pytest
import torch
from torch.distributions import Normal, kl_divergence
from torch.nn.functional import mse_loss

from ddpm_reference.digits import load_digits_model
from ddpm_reference.forward import diffuse
from ddpm_reference.gaussian import gaussian_predictor
from ddpm_reference.posterior import posterior_mean
from ddpm_reference.sampling import reverse_mean
from tests.content.facts.training import BY_STEP, HISTORY, WEIGHT_STEPS, WEIGHTS
from tests.content.numbers import LANGUAGES, LINEAR, agrees, bank, body, rows
from tools.figures.training_lesson import bound_weights, loss_at
from tools.train_digits import digits

SLUG = "training"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize("t", [1, 9, 99, 348, 999])
def test_the_divergence_of_a_step_is_the_weighted_error_on_the_noise(t):
    x_0, noise, guess = torch.tensor([[0.8], [-0.5], [0.1]], dtype=torch.float64)
    steps = torch.tensor([t])
    x_t = diffuse(x_0, steps, noise, LINEAR)
    deviation = LINEAR["betas"][t].sqrt()
    true = Normal(posterior_mean(x_0, x_t, steps, LINEAR), deviation)
    believed = Normal(reverse_mean(x_t, steps, guess, LINEAR), deviation)
    assert kl_divergence(true, believed).item() == pytest.approx((WEIGHTS[t] * (noise - guess) ** 2).item())


@in_each_language
def test_the_table_of_weights_is_computed(language):
    table = rows(body(language, SLUG))
    assert [int(row[0]) for row in table] == list(WEIGHT_STEPS)
    assert all(agrees(weight, bound_weights(LINEAR)[int(step)]) for step, weight in table)
    assert WEIGHTS[0] / WEIGHTS.min() == pytest.approx(100, rel=0.01)  # "up to a hundred times"


def test_the_last_step_weighs_about_twice_the_least():
    assert WEIGHTS[999] / WEIGHTS.min() == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize("t", [0, 250, 999])
def test_the_best_answer_leaves_alpha_bar_of_the_error(t):
    one = torch.ones(1, dtype=torch.float64)
    predict = gaussian_predictor(0 * one, one[None], LINEAR)
    x_t = torch.linspace(-2, 2, 5, dtype=torch.float64)[:, None]
    slope = LINEAR["sqrt_one_minus_alpha_bar"][t]
    assert torch.allclose(predict(x_t, torch.full((5,), t)), slope * x_t)
    # For ε = slope·x_t + rest with Var(x_t) = Var(ε) = 1, the rest has variance 1 − slope².
    assert 1 - slope**2 == pytest.approx(LINEAR["alpha_bar"][t].item())


def test_the_squared_error_is_least_at_the_mean_and_the_absolute_one_at_the_median():
    target = torch.tensor([1.0, 0, 0, 0, 0])
    guesses = torch.linspace(0, 1, 101)
    errors = guesses[:, None] - target
    assert guesses[errors.square().mean(1).argmin()].item() == pytest.approx(0.2)
    assert guesses[errors.abs().mean(1).argmin()].item() == pytest.approx(0)


@pytest.mark.parametrize("t", [0, 99])
def test_the_recorded_loss_of_a_step_is_that_of_the_shipped_model(t):
    images, labels = digits().tensors
    assert loss_at(load_digits_model(), images, labels, t) == pytest.approx(BY_STEP[t], abs=2e-4)


def test_the_recorded_curves_run_as_the_text_says():
    assert HISTORY[2] < 0.2 <= HISTORY[1]  # "within three epochs"
    assert max(BY_STEP[60:]) < 0.005  # "nearly 0 from t = 60 on"
    assert all(later <= earlier for earlier, later in itertools.pairwise(BY_STEP))


def test_the_order_that_is_keyed_is_the_only_one_that_moves_nothing():
    question = bank("en", SLUG).by_id()[16]
    still = []
    for number, option in enumerate(question.options):
        weight = torch.nn.Parameter(torch.ones(1))
        optimizer = torch.optim.Adam([weight])
        for _ in range(3):
            calls = {"zero_grad": optimizer.zero_grad, "step": optimizer.step, "backward": (weight**2).sum().backward}
            for call in option.replace("`", "").split(", "):
                calls[call.removesuffix("()")]()
        if weight.item() == 1:
            still.append(number)
    assert still == [question.correct]


def test_the_drawn_steps_end_where_it_is_keyed():
    question = bank("en", SLUG).by_id()[9]
    names = {"torch": torch, "T": 4, "x_0": torch.zeros(1000)}
    exec(question.code, names)
    assert names["t"].unique().tolist() == [0, 1, 2]


def test_the_code_with_two_draws_leaves_a_loss_of_one_to_the_answer_zero():
    question = bank("en", SLUG).by_id()[14]
    torch.manual_seed(0)
    names = {
        **{"torch": torch, "mse_loss": mse_loss, "x_0": torch.randn(100_000), "t": None},
        "mix": lambda x_0, t, noise: 0.6 * x_0 + 0.8 * noise,
    }
    losses = []
    for factor in (0, 0.5, -0.5, 1):
        scope = {**names, "model": lambda x, t, factor=factor: factor * x}
        exec(question.code, scope)
        losses.append(scope["loss"].item())
    assert losses[0] == min(losses) == pytest.approx(1, abs=0.02)


def test_adams_first_step_is_the_learning_rate():
    for gradient, rate in itertools.product((0.001, 50.0, 1000.0), (2e-4, 0.01)):
        weight = torch.nn.Parameter(torch.zeros(1))
        optimizer = torch.optim.Adam([weight], lr=rate)
        weight.grad = torch.tensor([gradient])
        optimizer.step()
        assert weight.item() == pytest.approx(-rate, rel=1e-4)
