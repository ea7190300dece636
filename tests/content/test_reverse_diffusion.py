"""The lesson "Reverse diffusion" and its bank: the worked step, the table, what wrong samplers do, the code to read."""

import math

import pytest
import torch
from sklearn.datasets import load_digits

from ddpm_reference.digits import digits_schedule, load_digits_model
from ddpm_reference.posterior import posterior_mean, predict_x_0
from ddpm_reference.sampling import reverse_mean
from tests.content.facts.forward_diffusion import pixel
from tests.content.facts.reverse_diffusion import (
    POSTERIOR,
    PULL,
    STAY,
    TABLE_STEPS,
    TAKEN_OUT,
    mean_of,
    spread_of_one_draw,
)
from tests.content.numbers import LANGUAGES, LINEAR, agrees, bank, body, rows
from tools.figures.reverse_lesson import spread

SLUG = "reverse-diffusion"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_the_table_of_the_noise_is_computed(language):
    table = rows(body(language, SLUG))
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, left, out, back, smaller in table:
        t = int(step)
        assert agrees(left, LINEAR["sqrt_one_minus_alpha_bar"][t])
        assert agrees(out, TAKEN_OUT[t])
        assert agrees(smaller, POSTERIOR[t])
        assert agrees(back, LINEAR["betas"][t].sqrt()) if t > 0 else back in ("none", "không")


def test_the_worked_pixel_has_the_same_mean_both_ways():
    x_t = pixel(249, 0.8, -0.5)
    assert mean_of(249, x_t, -0.5) == pytest.approx(float(PULL[249] * 0.8 + STAY[249] * x_t))


def test_the_mean_is_the_posterior_mean_at_the_implied_picture():
    torch.manual_seed(0)
    x_t, noise = torch.randn(2, 1000, dtype=torch.float64)
    t = torch.arange(1000)
    expected = posterior_mean(predict_x_0(x_t, t, noise, LINEAR), x_t, t, LINEAR)
    assert torch.allclose(reverse_mean(x_t, t, noise, LINEAR), expected, atol=1e-9)


def test_at_the_last_step_the_mean_is_the_estimate_of_the_clean_picture():
    assert float(TAKEN_OUT[0]) == pytest.approx(float(LINEAR["sqrt_one_minus_alpha_bar"][0]))
    x_t = torch.tensor([0.3], dtype=torch.float64)
    implied = predict_x_0(x_t, torch.tensor([0]), torch.tensor([0.7], dtype=torch.float64), LINEAR)
    assert mean_of(0, 0.3, 0.7) == pytest.approx(float(implied))


def test_the_walk_forgets_where_it_began():
    assert spread(-1, True, start=0.0)[-1] == pytest.approx(1, abs=1e-3)


def test_what_is_said_of_the_drawing_can_be_read_off_it():
    logs = [round(math.log10(spread(*kind)[-1]), 1) for kind in ((-1, True), (-1, False), (1, True))]
    assert logs == [0.0, -2.2, 6.6]


def test_draws_that_are_all_alike_add_up():
    assert round(spread_of_one_draw()) == 26


class TestTheDigitsModel:
    """What the text says of wrong samplers, seen on the model of digits."""

    model, schedule = load_digits_model(), digits_schedule()

    @torch.no_grad()
    def walk(self, *, sign=-1, upwards=False, start=None):
        torch.manual_seed(0)
        x = torch.randn(64, 1, 8, 8) if start is None else torch.full((64, 1, 8, 8), start)
        for step in range(100) if upwards else reversed(range(100)):
            noise = self.model(x, torch.full((64,), step))
            share = self.schedule["betas"][step] / self.schedule["sqrt_one_minus_alpha_bar"][step]
            x = (x + sign * share * noise) / self.schedule["sqrt_alpha"][step]
            if step > 0:
                x = x + self.schedule["betas"][step].sqrt() * torch.randn_like(x)
        return x

    def test_the_wrong_sign_makes_specks_of_black_and_white_and_not_black(self):
        pictures = self.walk(sign=1)
        assert (pictures > 0).double().mean() == pytest.approx(0.5, abs=0.05)
        assert (pictures.abs() > 1).double().mean() > 0.99
        assert pictures.std().item() == pytest.approx(1000, rel=0.2)

    def test_a_start_from_zeros_can_hardly_be_told_and_an_upward_loop_can(self):
        right = self.distance(self.walk())
        assert self.distance(self.walk(start=0.0)) == pytest.approx(right, rel=0.05)
        assert self.distance(self.walk(upwards=True)) > 0.9 * self.distance(torch.randn(64, 1, 8, 8)) > 3 * right * 0.9

    @staticmethod
    def distance(pictures):
        """From each picture to the nearest real digit, on average."""
        real = torch.tensor(load_digits().data / 8 - 1, dtype=torch.float32)
        return torch.cdist(pictures.flatten(1), real).min(dim=1).values.mean().item()


def question(id_):
    return bank("en", SLUG).by_id()[id_]


def test_the_keyed_line_draws_with_the_variance_of_the_step():
    torch.manual_seed(0)
    matching = []
    for number, option in enumerate(question(11).options):
        names = {"torch": torch, "mean": torch.tensor(0.0), "x": torch.zeros(100_000), "t": 499, **LINEAR}
        exec(option.strip("`"), names)
        if abs(names["x"].std() / LINEAR["betas"][499].sqrt() - 1) < 0.02 and abs(names["x"].mean()) < 0.01:
            matching.append(number)
    assert matching == [question(11).correct]


def test_the_mean_without_the_bracket_is_off_by_little():
    names = {"t": 499, "x": torch.tensor(0.3), "noise": torch.tensor(1.2), **LINEAR}
    exec(question(10).code, names)
    error = abs(float(names["mean"]) - mean_of(499, 0.3, 1.2))
    assert 1e-6 < error < 1e-3


def test_the_loop_in_question_leaves_out_the_step_that_is_keyed():
    taken = []
    exec(question(16).code, {"T": 5, "x": None, "step_back": lambda x, t: taken.append(t)})
    assert set(range(5)) - set(taken) == {0}
    assert question(16).options[question(16).correct].endswith("t = 0")
