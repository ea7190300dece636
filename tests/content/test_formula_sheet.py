"""The lesson "Formula sheet": each formula, and the code beside it, gives what the reference gives."""

import math
import re

import pytest
import torch
from torch.distributions import Normal, kl_divergence
from torch.nn.functional import mse_loss

from ddpm_reference.forward import diffuse
from ddpm_reference.gaussian import gaussian_predictor
from ddpm_reference.guidance import mix
from ddpm_reference.posterior import posterior_mean, posterior_variance, predict_x_0, previous_alpha_bar
from ddpm_reference.sampling import ddim_step, reverse_mean
from ddpm_reference.schedules import cosine_beta_schedule, linear_beta_schedule, precompute_schedule
from tests.content.facts.formula_sheet import OF_PICTURE, OF_STATE, TABLE_STEPS
from tests.content.formulas import value
from tests.content.numbers import COSINE, LANGUAGES, LINEAR, agrees, body, rows

SLUG = "formula-sheet"
T, START, END, OFFSET, SCALE = 12, 0.01, 0.3, 0.008, 2.5
ROW = re.compile(r"^\| \$(\S.*?) = (.*?)\$ \| `(.*?)` \| .*? \|$", re.MULTILINE)
in_each_language = pytest.mark.parametrize("language", LANGUAGES)

SCHEDULE = precompute_schedule(linear_beta_schedule(T, START, END, dtype=torch.float64))
STEPS = torch.arange(T)
MEAN, VARIANCE = torch.tensor([0.3], dtype=torch.float64), torch.tensor([[0.5]], dtype=torch.float64)
PREDICT = gaussian_predictor(MEAN, VARIANCE, SCHEDULE)


def draws():
    """One value of everything at each step, (T,): what the symbols of the sheet stand for."""
    generator = torch.Generator().manual_seed(0)
    x_0, noise, z, x_before, with_label, without = torch.randn(6, T, generator=generator, dtype=torch.float64)
    x_t = diffuse(x_0, STEPS, noise, SCHEDULE)
    eps = PREDICT(x_t[:, None], STEPS)[:, 0]
    mean = reverse_mean(x_t, STEPS, eps, SCHEDULE)
    return {
        **{name: SCHEDULE[name] for name in ("betas", "alphas", "alpha_bar")},
        **{"before": previous_alpha_bar(SCHEDULE), "sigma": SCHEDULE["betas"].sqrt()},
        **{"x_0": x_0, "noise": noise, "z": z, "x_before": x_before, "x_t": x_t, "eps": eps},
        **{"x_0_hat": predict_x_0(x_t, STEPS, eps, SCHEDULE), "mean": mean, "mean_theta": mean},
        **{"with_label": with_label, "without": without, "w": SCALE - 1},
        **{"start": START, "end": END, "T": T, "t": STEPS.double()},
    }


DRAWN = draws()


def score():
    deviation = (SCHEDULE["alpha_bar"] * VARIANCE[0, 0] + 1 - SCHEDULE["alpha_bar"]).sqrt()
    return -(DRAWN["x_t"] - SCHEDULE["sqrt_alpha_bar"] * MEAN) / deviation**2


def weight():
    """The divergence of a step over the squared error on the noise that caused it."""
    true = Normal(reverse_mean(DRAWN["x_t"], STEPS, DRAWN["noise"], SCHEDULE), DRAWN["sigma"])
    believed = Normal(DRAWN["mean"], DRAWN["sigma"])
    return kl_divergence(true, believed) / (DRAWN["noise"] - DRAWN["eps"]) ** 2


def cosine_grid():
    u = torch.arange(T + 1, dtype=torch.float64)
    return u, torch.cos((u / T + OFFSET) / (1 + OFFSET) * math.pi / 2) ** 2


def expected():
    """The reference's value for each left-hand side, in the order of the sheet."""
    one, zero = torch.ones(T, dtype=torch.float64), torch.zeros(T, dtype=torch.float64)
    d, s = DRAWN, SCHEDULE
    one_step = {"sqrt_alpha_bar": s["sqrt_alpha"], "sqrt_one_minus_alpha_bar": s["betas"].sqrt()}
    return [
        (r"\alpha_t", s["alphas"]),
        (r"\bar\alpha_t", s["alpha_bar"]),
        ("x_t", diffuse(d["x_before"], STEPS, d["noise"], one_step)),
        ("x_t", d["x_t"]),
        (r"\hat x_0", predict_x_0(d["x_t"], STEPS, d["eps"], s)),
        (r"\text{SNR}_t", (diffuse(one, STEPS, zero, s) / diffuse(zero, STEPS, one, s)) ** 2),
        (r"\beta_t", s["betas"]),
        ("f(u)", cosine_grid()[1]),
        (r"\beta_t", cosine_beta_schedule(T, OFFSET, dtype=torch.float64)),
        (r"\tilde\beta_t", posterior_variance(s)),
        (r"\tilde\mu_t", posterior_mean(d["x_0"], d["x_t"], STEPS, s)),
        (r"\mu_\theta", d["mean"]),
        ("x_{t-1}", d["mean"] + s["betas"].sqrt() * d["z"]),
        ("x_{t-1}", torch.stack([jump(t) for t in range(T)])),
        (r"\nabla\log p(x_t)", score()),
        ("w_t", weight()),
        (r"L_{\text{simple}}", mse_loss(d["eps"], d["noise"])),
        ("v_t", (s["sqrt_alpha_bar"] * d["x_t"] - d["x_0"]) / s["sqrt_one_minus_alpha_bar"]),
        (r"\hat\varepsilon", mix(d["with_label"], d["without"], SCALE)),
        (r"\hat\varepsilon", mix(d["with_label"], d["without"], SCALE)),
    ]


def jump(t):
    at_t = torch.tensor([t])
    mean, _ = ddim_step(DRAWN["x_t"][at_t], at_t, t - 1, DRAWN["eps"][at_t], SCHEDULE, eta=0)
    return mean[0]


def symbols(left):
    """The names of a row; s is the offset in the cosine's own row and the scale elsewhere."""
    u, f = cosine_grid()
    return {**DRAWN, "u": u, "f": lambda at: f[at.long()], "s": OFFSET if left == "f(u)" else SCALE}


def test_the_sheet_has_the_formulas_that_are_checked():
    assert [left for left, _, _ in ROW.findall(body("en", SLUG))] == [left for left, _ in expected()]
    assert body("en", SLUG).count("| `") == len(expected()) + 1  # and `betas[0]` in the table of indices


@in_each_language
@pytest.mark.parametrize("number", range(len(expected())))
def test_the_formula_is_the_references(language, number):
    left, right, _ = ROW.findall(body(language, SLUG))[number]
    assert torch.allclose(torch.as_tensor(value(right, symbols(left))), expected()[number][1]), right


@in_each_language
@pytest.mark.parametrize("number", range(len(expected())))
def test_the_code_is_the_references(language, number):
    left, _, code = ROW.findall(body(language, SLUG))[number]
    names = {**symbols(left), "torch": torch, "math": math, "mse_loss": mse_loss}
    names["f"] = cosine_grid()[1]  # a tensor in code, a function in the formula
    result = eval(code, names)
    assert torch.allclose(result.double(), expected()[number][1], atol=1e-6), code


@in_each_language
def test_the_table_of_both_schedules_is_computed(language):
    table = [row for row in rows(body(language, SLUG)) if len(row) == 3]
    assert [int(row[0]) for row in table] == list(TABLE_STEPS)
    for step, linear, cosine in table:
        assert agrees(linear, LINEAR["alpha_bar"][int(step)])
        assert agrees(cosine, COSINE["alpha_bar"][int(step)])


def test_the_drawn_weights_run_as_they_are_described():
    assert OF_PICTURE[0].item() == pytest.approx(1)
    assert OF_STATE[0].item() == pytest.approx(0, abs=1e-12)
    assert ((OF_STATE[10:] > 0.8) & (OF_STATE[10:] < 1)).all()
    assert OF_PICTURE[60:].max() < 0.03
