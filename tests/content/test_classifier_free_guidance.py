"""The lesson "Classifier-free guidance" and its bank: the tables, the score form, the code that is asked about."""

import pytest
import torch

from ddpm_reference.digits import digits_schedule
from ddpm_reference.guidance import mix
from tests.content.facts.classifier_free_guidance import (
    AGREEMENT,
    DIVERSITY,
    SCALES,
    answers,
    guided,
    sharpened_mean,
)
from tests.content.numbers import LANGUAGES, agrees, bank, body, rows
from tools.figures.guidance_lesson import DEVIATION, MEANS, samples

SLUG = "classifier-free-guidance"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_the_table_of_estimates_is_computed(language):
    for scale, estimate, _ in rows(body(language, SLUG))[:4]:
        assert agrees(estimate.replace("−", "-"), guided(float(scale)))


@in_each_language
def test_the_table_of_measurements_is_that_of_the_figure(language):
    table = rows(body(language, SLUG))[4:10]
    for row, scale, agreement, diversity in zip(table, SCALES, AGREEMENT, DIVERSITY, strict=True):
        assert float(row[0]) == scale
        assert agrees(row[1], agreement)
        assert agrees(row[2], diversity)


@pytest.mark.parametrize("x", [-1.0, 0.5, 2.0])
def test_the_difference_of_the_answers_is_the_gradient_of_a_classifier(x):
    t, schedule = 50, digits_schedule(torch.float64)
    signal, noise = schedule["sqrt_alpha_bar"][t], schedule["sqrt_one_minus_alpha_bar"][t]
    point = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    variance = (signal * DEVIATION) ** 2 + noise**2
    evidence = torch.stack([-((point - signal * mean) ** 2) / (2 * variance) for mean in MEANS])
    (gradient,) = torch.autograd.grad(torch.log_softmax(evidence, 0)[1], point)
    conditional, unconditional = answers(x, t)
    assert conditional - unconditional == pytest.approx(-(noise * gradient).item())


@pytest.mark.parametrize("scale", [2.0, 5.0])
def test_guided_samples_lie_further_out_than_the_sharpened_distribution(scale):
    drawn = samples(scale, 2000)
    assert drawn.mean() - sharpened_mean(scale) > 10 * drawn.std() / 2000**0.5


def test_the_expression_that_is_keyed_is_the_only_equal_one():
    question = bank("en", SLUG).by_id()[10]
    c, u, s = 0.3, -0.8, 1.7
    values = {
        r"$s\,\varepsilon_c+(1-s)\,\varepsilon_\varnothing$": s * c + (1 - s) * u,
        r"$s\,\varepsilon_c+(1+s)\,\varepsilon_\varnothing$": s * c + (1 + s) * u,
        r"$(1+s)\,\varepsilon_c-s\,\varepsilon_\varnothing$": (1 + s) * c - s * u,
        r"$\varepsilon_c+s\,(\varepsilon_\varnothing-\varepsilon_c)$": c + s * (u - c),
    }
    right = mix(torch.tensor(c), torch.tensor(u), s).item()
    equal = [number for number, option in enumerate(question.options) if values[option] == pytest.approx(right)]
    assert equal == [question.correct]


def test_the_code_hides_a_batch_as_a_whole_or_not_at_all():
    question = bank("en", SLUG).by_id()[3]
    torch.manual_seed(0)
    labels, seen = torch.zeros(8, dtype=torch.long), []
    for _ in range(50):
        model = lambda x, t, shown: seen.append(shown.unique().tolist())  # noqa: E731
        names = {"torch": torch, "p_uncond": 0.5, "num_classes": 10, "labels": labels, "model": model}
        exec(question.code, {**names, "x_t": None, "t": None})
    assert {tuple(kinds) for kinds in seen} == {(0,), (10,)}
    assert labels.eq(0).all()


def test_the_exchanged_halves_leave_the_unconditional_answer_at_scale_one():
    question = bank("en", SLUG).by_id()[19]
    names = {"torch": torch, "x": torch.zeros(2), "t": torch.zeros(2), "s": 1}
    names |= {"labels": torch.tensor([3, 4]), "null": torch.tensor([10, 10]), "model": lambda x, t, labels: labels}
    exec(question.code, names)
    assert names["noise"].tolist() == [10, 10]


def test_the_loader_loses_its_labels_for_good():
    question = bank("en", SLUG).by_id()[20]
    torch.manual_seed(0)
    labels = torch.zeros(20_000, dtype=torch.long)
    loader = [(torch.zeros(20_000), labels)]
    for _ in range(50):
        exec(question.code, {"torch": torch, "loader": loader, "num_classes": 10, "train_on": lambda *batch: None})
    assert labels.eq(0).double().mean().item() == pytest.approx(0.9**50, rel=0.3)
